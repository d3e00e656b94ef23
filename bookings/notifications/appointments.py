"""Mails about a visit that is in the diary, to whoever comes and to the practice."""

import datetime as dt
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from home.models import PracticeSettings

from ..models import Appointment
from ..times import instant_words
from .requests import DESK_PAGE
from .writing import language_of, to_client, to_practice

# The list of visits at the desk (bookings.staff).
DIARY_PAGE: Final = "bookings_appointments_modeladmin_index"


def appointment_booked(appointment: Appointment) -> None:
    """To a client who was given a time on the phone."""
    _to_client("appointment_booked", appointment)


def appointment_moved(appointment: Appointment, *, old: Appointment) -> None:
    """To the client: another time, another person, or both; `old` is the row as it was."""
    same_time = old.start == appointment.start
    same_person = old.practitioner_id == appointment.practitioner_id
    _to_client(
        "appointment_moved",
        appointment,
        was=None if same_time else old.start,
        instead_of="" if same_person else old.practitioner.name,
    )


def appointment_cancelled(appointment: Appointment, *, message: str = "") -> None:
    """To the client: it is cancelled for good, with the words of the desk."""
    _to_client("appointment_cancelled", appointment, message=message)


def cancelled_by_client(appointment: Appointment) -> None:
    """To the client, with how long it can be undone; to the practice, that time comes free."""
    _to_client("cancelled_by_client", appointment, undo_until=appointment.undo_until)
    _to_practice("cancellation_notice", appointment, undo_until=appointment.undo_until)


def cancellation_undone(appointment: Appointment) -> None:
    """To both: the visit stands after all."""
    _to_client("cancellation_undone", appointment)
    _to_practice("undone_notice", appointment)


def _to_client(template: str, appointment: Appointment, **context: Any) -> None:
    language = language_of(appointment.request)
    to_client(
        template,
        request=appointment.request,
        appointment=appointment,
        context=_in_words(appointment, language, context),
    )


def _to_practice(template: str, appointment: Appointment, **context: Any) -> None:
    request = appointment.request
    path = reverse(DESK_PAGE, args=[request.pk]) if request else reverse(DIARY_PAGE)
    to_practice(
        template,
        request=request,
        appointment=appointment,
        context=_in_words(appointment, settings.LANGUAGE_CODE, context)
        | {"desk_url": settings.WAGTAILADMIN_BASE_URL + path},
    )


def _in_words(appointment: Appointment, language: str, context: dict[str, Any]) -> dict[str, Any]:
    """The context with `when` and its instants in words of the practice's zone."""
    zone = PracticeSettings.current().zone
    with translation.override(language):
        return {
            name: instant_words(value, zone) if isinstance(value, dt.datetime) else value
            for name, value in {"when": appointment.start, **context}.items()
        }
