"""Mails about a visit that is in the diary, to whoever comes and to the practice."""

from ..models import Appointment
from .writing import to_both, to_client


def appointment_booked(appointment: Appointment) -> None:
    """To a client who was given a time on the phone."""
    _to_client("appointment_booked", appointment)


def appointment_moved(appointment: Appointment, *, old: Appointment) -> None:
    """To the client: another time, another person, or both; `old` is the row as it was."""
    _to_client("appointment_moved", appointment, old=old)


def moved_by_client(appointment: Appointment, *, old: Appointment) -> None:
    """To the client, as a confirmation; to the practice, which time came free and which went."""
    _to_both("appointment_moved", "moved_by_client_notice", appointment, old=old)


def appointment_cancelled(appointment: Appointment, *, message: str = "") -> None:
    """To the client: it is cancelled for good, with the words of the desk."""
    _to_client("appointment_cancelled", appointment, message=message)


def cancelled_by_client(appointment: Appointment) -> None:
    """To the client, with how long it can be undone; to the practice, that time comes free."""
    _to_both("cancelled_by_client", "cancellation_notice", appointment)


def cancellation_undone(appointment: Appointment) -> None:
    """To both: the visit stands after all."""
    _to_both("cancellation_undone", "undone_notice", appointment)


def reminder(appointment: Appointment) -> None:
    """To the client: it is soon, and until when it can be cancelled freely."""
    _to_client("reminder", appointment)


def after_care(appointment: Appointment) -> None:
    """To the client: what to do at home stands on her page. Only for a visit with a request."""
    _to_client("after_care", appointment)


def _to_client(kind: str, appointment: Appointment, **about: object) -> None:
    to_client(kind, request=appointment.request, appointment=appointment, **about)


def _to_both(kind: str, notice: str, appointment: Appointment, **about: object) -> None:
    to_both(kind, notice, request=appointment.request, appointment=appointment, **about)
