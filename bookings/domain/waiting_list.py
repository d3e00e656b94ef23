"""Time that comes free is held for one person of the waiting list at a time, then for the next.

What came free is in FreedTime (changes.py writes it down). A hold that lapses or is refused
frees its time once more, and so it comes to the next without anything else. Who waits longest
comes first, of those who can have it; what nobody wants the public can have.
"""

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from home.models import PracticeSettings
from services.models import ServicePage

from .. import notifications
from ..models import (
    BookingRequest,
    BookingSettings,
    FreedTime,
    PreferenceState,
    Proposal,
    ProposalState,
    RequestPreference,
    Standing,
    WaitlistEntry,
    WaitlistState,
)
from ..times import ONE_DAY, edge
from .availability import Diary
from .errors import Refused
from .holds import lock_diaries
from .interest import is_wished
from .one_by_one import one_by_one
from .rounds import OfferedTime, propose
from .session import Session
from .transaction import diary_write

# A hold that would end in the night, as clocks in the practice show it, ends in the morning.
NIGHT: Final = (dt.time(21), dt.time(9))
# Of one round of the tick, so that mails don't wait for it; the next round goes on.
MOST_A_ROUND: Final = 20

OVER: Final = (ProposalState.REFUSED, ProposalState.EXPIRED, ProposalState.WITHDRAWN)
IN_LINE: Final = (WaitlistState.WAITING, WaitlistState.OFFERED)


class Free(NamedTuple):
    """A time that can be had: a visit from `start` to `end`, which takes the diary `until`."""

    start: dt.datetime
    end: dt.datetime
    until: dt.datetime

    def meets(self, start: dt.datetime, end: dt.datetime) -> bool:
        return self.start < end and start < self.until


class Turn(NamedTuple):
    """Whose turn it is, and when the time begins that this person can have."""

    request: BookingRequest
    start: dt.datetime


class InLine(NamedTuple):
    """A place on the waiting list, counted from 1."""

    since: dt.datetime
    place: int


def offer_freed() -> int:
    """For the tick: hold what came free for who waits for it. One query where nothing did.

    Each offer is a transaction of its own, in as many queries however many wait: a few for each
    kind of session that somebody waits for. Gives 0: the mails wait in the outbox.
    """
    freed = list(FreedTime.objects.values_list("pk", "practitioner_id")[:MOST_A_ROUND])
    if not freed:
        return 0
    if not BookingSettings.current().offer_freed_times:
        FreedTime.objects.all().delete()
        return 0
    one_by_one(freed, _offer_in_turn)
    return 0


def _offer_in_turn(freed: tuple[int, int]) -> None:
    # Whoever is asked has just done something else: the next round sees what.
    with suppress(Refused):
        # A long one may do for several people, each for a part of it.
        while _offer_to_first(*freed):
            pass


def in_line(request: BookingRequest) -> InLine | None:
    """The place of a request on the list; None where it has none. Two queries."""
    places = WaitlistEntry.objects.filter(state__in=IN_LINE)
    own = places.filter(request=request).first()
    if own is None:
        return None
    before = Q(since__lt=own.since) | Q(since=own.since, pk__lt=own.pk)
    return InLine(own.since, places.filter(before).count() + 1)


@diary_write
def _offer_to_first(freed_id: int, practitioner_id: int) -> bool:
    """Offer it to the first whom it fits; False, and it is forgotten, where there is nobody."""
    lock_diaries({practitioner_id})
    freed = FreedTime.objects.select_related("practitioner").filter(pk=freed_id).first()
    if freed is None:
        return False  # another worker was faster
    turn = _whose_turn(freed)
    if turn is None:
        freed.delete()
        return False
    rules, zone = BookingSettings.current(), PracticeSettings.current().zone
    (proposal,) = propose(
        turn.request.pk,
        [OfferedTime(start=turn.start, practitioner_id=practitioner_id)],
        version=turn.request.version,
        until=by_day(timezone.now() + rules.waitlist_hold, zone),
    )
    notifications.waitlist_offer(proposal)
    return True


def by_day(until: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """`until`, or where that is in the night the morning after it: nobody is hurried then."""
    local, (evening, morning) = until.astimezone(zone), NIGHT
    if morning <= local.time() <= evening:
        return until
    day = local.date() + ONE_DAY if local.time() > evening else local.date()
    return edge(day, morning, zone)


def _whose_turn(freed: FreedTime) -> Turn | None:
    """Who waits longest of those who can have a part of it; None where nobody can."""
    zone = PracticeSettings.current().zone
    listed: dict[tuple[ServicePage, int], list[Free]] = {}
    for entry in _waiting():
        request = entry.request
        # A caution that nobody has read, a page that is gone: staff first.
        if request.needs_acknowledgement or request.service is None:
            continue
        kind = request.service, request.minutes
        if kind not in listed:
            listed[kind] = _listed(freed, *kind, zone)
        if time := _best(listed[kind], request, zone):
            return Turn(request, time.start)
    return None


def _waiting() -> QuerySet[WaitlistEntry]:
    """Who waits, and can be told of a time by mail; with wishes, and with what was offered."""
    over = Proposal.objects.filter(state__in=OVER).select_related("appointment")
    wishes = RequestPreference.objects.filter(state=PreferenceState.OPEN)
    return (
        WaitlistEntry.objects.filter(state=WaitlistState.WAITING)
        .exclude(request__email="")
        .exclude(request__client__standing=Standing.BLOCKED)
        .select_related("request__service")
        .prefetch_related(
            Prefetch("request__preferences", wishes), Prefetch("request__proposals", over)
        )
    )


def _listed(freed: FreedTime, service: ServicePage, minutes: int, zone: ZoneInfo) -> list[Free]:
    """What visitors could ask for now, and could not before this came free.

    What begins nearest to it comes first: it leaves the fewest gaps.
    """
    session = Session.of(service, minutes)
    takes = session.length + session.turnaround
    first, last = (timezone.localdate(at, zone) for at in (freed.start - takes, freed.end))
    diary = Diary.for_service(
        service,
        minutes,
        first=first,
        last=last,
        practitioner=freed.practitioner,
    )
    times = [
        Free(slot.start, slot.end, slot.start + takes) for _, on in diary.days() for slot in on
    ]
    by_nearness = sorted(times, key=lambda time: (abs(time.start - freed.start), time.start))
    return [time for time in by_nearness if time.meets(freed.start, freed.end)]


def _best(times: Iterable[Free], request: BookingRequest, zone: ZoneInfo) -> Free | None:
    """What the highest of its wishes is about, but for what it was offered before.

    Of several the one that begins nearest to a live wish, else the first of `times`.
    """
    before = [proposal.appointment for proposal in request.proposals.all()]
    fresh = [
        time
        for time in times
        if not any(time.meets(visit.occupied_from, visit.occupied_until) for visit in before)
    ]
    for wish in request.preferences.all():
        wished = [time for time in fresh if is_wished(wish, time.start, time.end, zone)]
        if wished:
            return min(wished, key=lambda time: abs(time.start - (wish.slot_start or time.start)))
    return None
