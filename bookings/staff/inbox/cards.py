"""A request as the inbox shows it: all that somebody needs who decides with one look."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home.ages import age_words

from ...models import Appointment, BookingRequest, Standing
from ...statuses import AWAITING_REPLY, SETTLED, AppointmentStatus
from ...times import time_words
from .. import contact
from ..actions import IN_LIST, RequestAction, possible_actions
from ..permissions import ANSWER_REQUESTS, VIEW_APPOINTMENTS, VIEW_CLIENTS
from ..wish_lines import WishLine, WishState
from .filters import name_of
from .flags import Flag, Flags
from .wishes import lines_of


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A line of wishes and what can be made of it; both are empty where nothing can."""

    line: WishLine
    confirms: bool = False
    leads_to: str = ""


@dataclass(frozen=True, kw_only=True)
class Card:
    """`visit` is what came of it, `age` how long ago it came in; `whose` is empty for nobody's."""

    request: BookingRequest
    age: str
    is_waiting: bool
    who: str
    flags: list[Flag]
    wishes: list[Wish]
    visit: str
    whose: str
    is_mine: bool
    contact: list[contact.Link]
    actions: list[RequestAction]


def cards_of(requests: Sequence[BookingRequest], *, user: Any) -> list[Card]:
    """In the order of `requests`, which come from with_wishes and with_mail_failed.

    The number of queries is the same for one and for twenty.
    """
    may_answer = user.has_perm(ANSWER_REQUESTS)
    flags = Flags(requests, user=user)
    visits = _visits(requests)
    held = {key: _held_starts(found) for key, found in visits.items()}
    lines = lines_of(requests, held=held)
    known = flags.same.known if user.has_perm(VIEW_CLIENTS) else set()
    sees_visits = user.has_perm(VIEW_APPOINTMENTS)

    def card(request: BookingRequest) -> Card:
        actions = possible_actions(request, IN_LIST) if may_answer else []
        can_confirm = any(action.name == "confirm" for action in actions)
        can_confirm = can_confirm and not request.needs_acknowledgement
        settled = [visit for visit in visits[request.pk] if visit.status in SETTLED]
        return Card(
            request=request,
            age=age_words(request.created_at),
            is_waiting=request.status in AWAITING_REPLY,
            who=_who(request, known, sees_clients=user.has_perm(VIEW_CLIENTS)),
            flags=flags.of(request),
            wishes=[_wish(line, can_confirm=can_confirm) for line in lines[request.pk]],
            visit=_visit_words(settled[0]) if settled and sees_visits else "",
            whose=name_of(request.assigned_to) if request.assigned_to else "",
            is_mine=request.assigned_to_id == user.pk,
            contact=contact.links(request),
            actions=[action for action in actions if action.name != "confirm"],
        )

    return [card(request) for request in requests]


def _visits(requests: Sequence[BookingRequest]) -> dict[int, list[Appointment]]:
    """The visits and the held times of each that still take somebody's time, or took it."""
    rows = Appointment.objects.blocking_at(timezone.now()).filter(request__in=requests)
    found = defaultdict[int, list[Appointment]](list)
    for visit in rows.select_related("practitioner").order_by("start"):
        found[visit.request_id].append(visit)
    return found


def _held_starts(visits: Iterable[Appointment]) -> set[dt.datetime]:
    return {visit.start for visit in visits if visit.status == AppointmentStatus.HELD}


def _visit_words(visit: Appointment) -> str:
    """“Tue 1 Dec 2026, 9:30, with Thea”."""
    day = date_format(timezone.localdate(visit.start), "D j M Y")
    return _("%(day)s, %(time)s, with %(name)s") % {
        "day": day,
        "time": time_words(visit.start, timezone.get_current_timezone()),
        "name": visit.practitioner.name,
    }


def _who(request: BookingRequest, known: set[int], *, sees_clients: bool) -> str:
    """New or returning, as far as anybody knows."""
    if request.client and sees_clients:
        is_trusted = request.client.standing == Standing.TRUSTED
        return _("trusted client") if is_trusted else _("known client")
    if request.pk in known:
        return _("perhaps a known client")
    if request.been_before is None:
        return _("did not say whether new")
    return _("has been here before") if request.been_before else _("new here")


def _wish(line: WishLine, *, can_confirm: bool) -> Wish:
    """A free one is confirmed from the list, for others there is a page, the taken stay."""
    if not can_confirm or line.state in {WishState.GONE, WishState.HELD}:
        return Wish(line=line)
    if line.state == WishState.FREE:
        return Wish(line=line, confirms=True)
    is_tight = line.state == WishState.TIGHT
    return Wish(line=line, leads_to=_("Confirm all the same") if is_tight else _("Find a time"))
