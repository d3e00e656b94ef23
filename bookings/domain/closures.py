"""Closures and extra openings: saved and deleted here; the visits stay whatever they say."""

from django.contrib.auth.models import User
from django.utils import timezone

from home.models import PracticeSettings

from ..models import Appointment, ExceptionKind, Practitioner, ScheduleException
from ..times import MIDNIGHT, ONE_DAY, edge
from . import audit
from .holds import lock_diaries
from .openings import is_about
from .transaction import diary_write


@diary_write
def save_exception(*, exception: ScheduleException, by: User) -> ScheduleException:
    """Save a new or changed closure or extra opening, and cancel nothing: see `visits_hit`.

    The caller has checked that its dates and times are in order. Raises PractitionerUnavailable.
    """
    is_new = exception.pk is None
    lock_diaries(_whose(exception) | _whose_before(exception))
    exception.save()
    audit.record(f"{exception.kind} days {'added' if is_new else 'changed'}", by=by)
    return exception


@diary_write
def delete_exception(*, exception: ScheduleException, by: User) -> None:
    """Delete it: what it closed is free again. Once deleted, nothing more happens."""
    lock_diaries(_whose(exception))
    found, _rows = ScheduleException.objects.filter(pk=exception.pk).delete()
    if found:
        audit.record(f"{exception.kind} days deleted", by=by)


def visits_hit(exception: ScheduleException) -> list[Appointment]:
    """The visits still to come that a closure falls on, in order.

    Two queries; request, client and practitioner come along.
    """
    if exception.kind != ExceptionKind.CLOSED:
        return []
    now, zone = timezone.now(), PracticeSettings.current().zone
    visits = Appointment.objects.still_to_come(now)
    if exception.practitioner_id:
        visits = visits.filter(practitioner=exception.practitioner_id)
    if not exception.yearly:
        visits = visits.filter(
            start__lt=edge(exception.date_until + ONE_DAY, MIDNIGHT, zone),
            end__gt=edge(exception.date_from, MIDNIGHT, zone),
        )
    visits = visits.select_related("request", "client", "practitioner")
    return [visit for visit in visits if is_about(exception, visit.start, visit.end, zone)]


def _whose(exception: ScheduleException) -> set[int]:
    """The practitioners whose diary it is about: one, or all of the practice."""
    if exception.practitioner_id:
        return {exception.practitioner_id}
    return set(Practitioner.objects.values_list("pk", flat=True))


def _whose_before(exception: ScheduleException) -> set[int]:
    before = ScheduleException.objects.filter(pk=exception.pk).first()
    return _whose(before) if before else set()
