"""What staff do to a request. Each function is one transaction that locks, checks and writes.

`version` is the version of the row that the person saw: if it has changed since, nothing is
done and StaleVersion is raised. A pair of states that is not in the table of transitions
raises TransitionRefused. Both leave everything as it was.
"""

import datetime as dt

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from home.models import PracticeSettings

from .. import notifications
from ..models import Appointment, BookingRequest, Practitioner
from ..statuses import REQUEST_TRANSITIONS, AppointmentStatus, RequestStatus
from ..times import AmbiguousTime, NoSuchTime, join
from . import audit
from .availability import conflicts
from .errors import (
    PractitionerUnavailable,
    StaleVersion,
    TimeNotPossible,
    TimeTaken,
    TransitionRefused,
)
from .health import areas_to_count
from .submit import welcome
from .transaction import diary_write, lock_practitioner


def take(*, request_id: int, version: int, by: User) -> BookingRequest:
    """“I'm on it”: received → in review, assigned to `by`."""
    with transaction.atomic():
        return _move(request_id, version, RequestStatus.IN_REVIEW, by=by, assigned_to=by)


@diary_write
def confirm(
    *,
    request_id: int,
    version: int,
    by: User,
    practitioner_id: int,
    day: dt.date,
    time: dt.time,
) -> Appointment:
    """Give the request a time: an appointment appears and the client is told.

    `day` and `time` are wall-clock in the practice's zone. Raises TimeNotPossible (passed,
    skipped or doubled by a change of the clocks), PractitionerUnavailable, TimeTaken.
    """
    practice = PracticeSettings.current()
    practitioner = _practitioner(practitioner_id)
    request = _move(request_id, version, RequestStatus.CONFIRMED, by=by)
    able = Practitioner.objects.active().offering(request.service_id)
    if not able.filter(pk=practitioner.pk).exists():
        raise PractitionerUnavailable
    start = _instant(day, time, practice)
    end = start + dt.timedelta(minutes=request.minutes)
    turnaround = dt.timedelta(minutes=request.service.turnaround_minutes if request.service else 0)
    if conflicts(practitioner=practitioner, start=start, end=end, turnaround=turnaround).exists():
        raise TimeTaken
    appointment = Appointment.objects.create(
        request=request,
        practitioner=practitioner,
        service=request.service,
        service_name=request.service_name,
        price=request.price,
        currency=request.currency,
        start=start,
        end=end,
        occupied_from=start,
        occupied_until=end + turnaround,
        time_zone=practice.time_zone,
        status=AppointmentStatus.CONFIRMED,
    )
    audit.record(
        "appointment made",
        request=request,
        appointment=appointment,
        by=by,
        to_status=appointment.status,
    )
    notifications.request_confirmed(request, appointment)
    return appointment


def decline(
    *, request_id: int, version: int, by: User, reason: str, message: str
) -> BookingRequest:
    """Say no, with a `reason` (DeclineReason) for the desk and a `message` for the client."""
    with transaction.atomic():
        request = _move(
            request_id,
            version,
            RequestStatus.DECLINED,
            by=by,
            decline_reason=reason,
            decline_message=message,
        )
        notifications.request_declined(request)
    return request


def reopen(*, request_id: int, version: int, by: User) -> BookingRequest:
    """A declined or expired request is looked at again."""
    with transaction.atomic():
        return _move(request_id, version, RequestStatus.IN_REVIEW, by=by, assigned_to=by)


def release(*, request_id: int, version: int, by: User) -> BookingRequest:
    """Out of quarantine: from here on it is like a request that has just come in."""
    with transaction.atomic():
        request = _move(request_id, version, RequestStatus.RECEIVED, by=by, quarantine_reasons="")
        welcome(request=request, areas=areas_to_count(request))
    return request


def mark_spam(*, request_id: int, version: int, by: User) -> BookingRequest:
    """For good: a request from quarantine was no request."""
    with transaction.atomic():
        return _move(request_id, version, RequestStatus.SPAM, by=by)


def _move(
    request_id: int,
    version: int,
    to: RequestStatus,
    *,
    by: User,
    **changes: object,
) -> BookingRequest:
    """Change a request's status, the row locked; call inside a transaction."""
    request = BookingRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
    before = RequestStatus(request.status)
    if request.version != version:
        raise StaleVersion
    if to not in REQUEST_TRANSITIONS[before]:
        raise TransitionRefused
    for name, value in {"status": to, "version": version + 1, **changes}.items():
        setattr(request, name, value)
    request.save(update_fields=["status", "version", *changes])
    audit.record(to.value, request=request, by=by, from_status=before, to_status=to)
    return request


def _practitioner(practitioner_id: int) -> Practitioner:
    try:
        return lock_practitioner(practitioner_id)
    except Practitioner.DoesNotExist:
        raise PractitionerUnavailable from None


def _instant(day: dt.date, time: dt.time, practice: PracticeSettings) -> dt.datetime:
    try:
        start = join(day, time, practice.zone)
    except NoSuchTime:
        raise TimeNotPossible(
            _("The clocks go forward that night and skip this time. Choose another.")
        ) from None
    except AmbiguousTime:
        raise TimeNotPossible(
            _("The clocks go back that night and this time comes twice. Choose another.")
        ) from None
    if start <= timezone.now():
        raise TimeNotPossible(_("That time has passed. Choose one that is still to come."))
    return start
