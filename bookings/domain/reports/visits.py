"""Visits: what became of them, and when the practice is busiest."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet, TextChoices
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay
from django.utils.translation import gettext_lazy as _

from ...models import Actor, Appointment, AuditEvent
from ...statuses import AppointmentStatus
from ..client_moves import MOVED_BY_CLIENT
from .period import Period

A = AppointmentStatus

# Somebody's time in the diary that is, or will be, paid for.
SOLD: Final = (A.CONFIRMED, A.COMPLETED)
# What was ever a promise; held times of an offer were not.
PROMISED: Final = (*SOLD, A.CANCEL_PENDING, A.CANCELLED, A.NO_SHOW)
_CANCELLED: Final = (A.CANCEL_PENDING, A.CANCELLED)
_MOVED: Final = "moved"


class Course(TextChoices):
    """How a visit went."""

    COMPLETED = "completed", _("Took place")
    AHEAD = "ahead", _("To come, or not noted yet")
    BY_CLIENT = "by_client", _("Cancelled by the client in time")
    LATE = "late", _("Cancelled by the client late")
    BY_PRACTICE = "by_practice", _("Cancelled by the practice")
    NO_SHOW = "no_show", _("Did not come")


_KEPT: Final[Mapping[str, Course]] = {
    A.COMPLETED: Course.COMPLETED,
    A.CONFIRMED: Course.AHEAD,
    A.NO_SHOW: Course.NO_SHOW,
}
CANCELLATIONS: Final = (Course.BY_CLIENT, Course.LATE, Course.BY_PRACTICE)


@dataclass(frozen=True)
class VisitFigures:
    """Visits that begin in a period, as they stand today.

    A cancellation that was undone is none; one that can still be undone is one. `moves_by_client`
    and `moves_by_practice` are the times that a visit was moved in the period, wherever it went.
    """

    courses: Counter[Course]
    moves_by_client: int
    moves_by_practice: int

    @property
    def booked(self) -> int:
        return self.courses.total()

    @property
    def cancelled(self) -> int:
        return sum(self.courses[course] for course in CANCELLATIONS)

    @property
    def cancelled_share(self) -> float | None:
        return self.cancelled / self.booked if self.booked else None

    @property
    def no_show_share(self) -> float | None:
        """Of the visits that took place or should have, and were not cancelled."""
        missed = self.courses[Course.NO_SHOW]
        expected = missed + self.courses[Course.COMPLETED]
        return missed / expected if expected else None


def visits_in(period: Period, practitioner_id: int | None) -> QuerySet[Appointment]:
    """Those that begin in the period, with somebody or (None) with anybody; no held times."""
    start, end = period.window
    rows = Appointment.objects.filter(start__gte=start, start__lt=end, status__in=PROMISED)
    return rows if practitioner_id is None else rows.filter(practitioner=practitioner_id)


def visit_figures(period: Period, practitioner_id: int | None) -> VisitFigures:
    """Two queries."""
    groups = visits_in(period, practitioner_id).values_list(
        "status", "cancelled_by", "cancelled_late"
    )
    courses: Counter[Course] = Counter()
    for *state, number in groups.annotate(number=Count("pk")).order_by():
        courses[_course(*state)] += number
    start, end = period.window
    moves = AuditEvent.objects.filter(
        action__in=[_MOVED, MOVED_BY_CLIENT], at__gte=start, at__lt=end
    )
    if practitioner_id is not None:
        moves = moves.filter(appointment__practitioner=practitioner_id)
    by_client = Q(action=MOVED_BY_CLIENT)
    moved = moves.aggregate(
        client=Count("pk", filter=by_client), practice=Count("pk", filter=~by_client)
    )
    return VisitFigures(courses, moved["client"], moved["practice"])


def busiest(period: Period, practitioner_id: int | None) -> Mapping[tuple[int, int], int]:
    """How many sold visits began on a weekday (Monday is 0) in an hour, as clocks show it."""
    sold = visits_in(period, practitioner_id).filter(status__in=SOLD)
    begun = sold.annotate(
        weekday=ExtractIsoWeekDay("start", tzinfo=period.zone),
        hour=ExtractHour("start", tzinfo=period.zone),
    )
    counts = begun.values_list("weekday", "hour").annotate(number=Count("pk")).order_by()
    return {(weekday - 1, hour): number for weekday, hour, number in counts}


def _course(status: str, cancelled_by: str, late: bool) -> Course:
    if status not in _CANCELLED:
        return _KEPT[status]
    if cancelled_by != Actor.CLIENT:
        return Course.BY_PRACTICE
    return Course.LATE if late else Course.BY_CLIENT
