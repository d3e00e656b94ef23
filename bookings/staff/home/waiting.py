"""What else waits at the desk, as figures that lead to where it is dealt with."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.ages import left_words

from ...models import Appointment, BookingRequest
from ...statuses import RequestStatus
from .. import addresses
from ..permissions import VIEW_HEALTH, VIEW_WAITLIST
from .base import HomePanel

# Whoever has more than these waiting has no use for the exact number.
MOST_COUNTED: Final = 99
SOON: Final = dt.timedelta(hours=24)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """How many of something, and where that is; `is_urgent` is what will not wait."""

    label: str | Promise
    rows: list[int]
    tab: str
    icon: str
    about: str = ""
    is_urgent: bool = False

    @property
    def number(self) -> str:
        count = len(self.rows)
        return str(count) if count <= MOST_COUNTED else f"{MOST_COUNTED}+"

    @property
    def url(self) -> str:
        """The only one of its kind is one tap away."""
        if len(self.rows) == 1:
            return addresses.request_detail(self.rows[0])
        return addresses.request_list(self.tab)


class WaitingPanel(HomePanel):
    """A figure for whatever waits, and nothing for what does not; a query each."""

    name = "bookings-waiting"
    template_name = "bookings/staff/home/waiting.html"
    order = 20

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"figures": [figure for figure in self._figures() if figure.rows]}

    def _figures(self) -> Iterator[Figure]:
        requests, may = BookingRequest.objects.order_by("created_at", "pk"), self.request.user
        yield self._holds()
        if may.has_perm(VIEW_HEALTH):
            yield Figure(
                label=gettext_lazy("Safety questions to read"),
                rows=_keys(requests.unacknowledged()),
                tab="to_answer",
                icon="warning",
                is_urgent=True,
            )
        yield Figure(
            label=gettext_lazy("Questions answered"),
            rows=_keys(requests.with_an_answer()),
            tab="to_answer",
            icon="comment",
        )
        if may.has_perm(VIEW_WAITLIST):
            yield Figure(
                label=gettext_lazy("On the waiting list"),
                rows=_keys(requests.filter(status=RequestStatus.WAITLISTED)),
                tab="waiting_list",
                icon="time",
            )
        yield Figure(
            label=gettext_lazy("In quarantine"),
            rows=_keys(requests.filter(status=RequestStatus.QUARANTINED)),
            tab="quarantine",
            icon="mail",
        )

    def _holds(self) -> Figure:
        """By request: several times may be held for one."""
        now = timezone.now()
        held = Appointment.objects.about_to_lapse(now, within=SOON).filter(request__isnull=False)
        ends = list(held.values_list("request_id", "hold_expires_at")[: MOST_COUNTED + 1])
        left = left_words(ends[0][1], now) if ends else ""
        return Figure(
            label=gettext_lazy("Offers about to lapse"),
            rows=list(dict.fromkeys(request for request, _end in ends)),
            tab="offered",
            icon="time",
            about=_("the next in %(time)s") % {"time": left},
            is_urgent=True,
        )


def _keys(rows: QuerySet[BookingRequest]) -> list[int]:
    return list(rows.values_list("pk", flat=True)[: MOST_COUNTED + 1])
