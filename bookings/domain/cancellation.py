"""A client cancels by her own link, and may think better of it for a while.

Each function is one transaction, as in appointments. That the undo time lapses is in holds.
"""

from django.utils import timezone

from .. import notifications
from ..models import Actor, Appointment, BookingSettings
from ..statuses import AppointmentStatus
from .changes import change_appointment
from .deeds import Deed, claim
from .errors import UndoLapsed
from .holds import lock_diary_of
from .writes import visit_write


@visit_write
def cancel_by_client(*, appointment_id: int, version: int) -> Appointment:
    """Cancel a visit that has not begun; the time stays blocked until `undo_until`.

    That is never later than the start; where the practice gives no time to undo, the
    cancellation stands at once. Late is what comes within the practice's hours (elapsed time)
    before the start. Client and practice are told. Raises StaleVersion, TransitionRefused.
    """
    lock_diary_of(appointment_id)
    appointment = claim(appointment_id, Deed.CANCEL_BY_CLIENT, version=version)
    rules, now = BookingSettings.current(), timezone.now()
    cancelled = change_appointment(
        appointment_id,
        AppointmentStatus.CANCEL_PENDING,
        version=version,
        actor=Actor.CLIENT,
        undo_until=min(now + rules.undo_time, appointment.start),
        cancelled_at=now,
        cancelled_by=Actor.CLIENT,
        cancelled_late=now > rules.on_time_until(appointment.start),
        calendar_sequence=appointment.calendar_sequence + 1,
    )
    if not rules.undo_time:
        cancelled = change_appointment(appointment_id, AppointmentStatus.CANCELLED, version=None)
    notifications.cancelled_by_client(cancelled)
    return cancelled


@visit_write
def undo_cancellation(*, appointment_id: int, version: int) -> Appointment:
    """The visit stands as it did. Client and practice are told.

    Raises UndoLapsed when it is too late, StaleVersion, TransitionRefused.
    """
    lock_diary_of(appointment_id)
    if _is_for_good(appointment_id):
        raise UndoLapsed
    appointment = claim(appointment_id, Deed.UNDO_CANCELLATION, version=version)
    kept = change_appointment(
        appointment_id,
        AppointmentStatus.CONFIRMED,
        version=version,
        actor=Actor.CLIENT,
        action="kept",
        cancelled_at=None,
        cancelled_by="",
        cancelled_late=False,
        calendar_sequence=appointment.calendar_sequence + 1,
    )
    notifications.cancellation_undone(kept)
    return kept


def _is_for_good(appointment_id: int) -> bool:
    return Appointment.objects.filter(
        pk=appointment_id, status=AppointmentStatus.CANCELLED, cancelled_by=Actor.CLIENT
    ).exists()
