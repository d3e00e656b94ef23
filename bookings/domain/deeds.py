"""What can be done to an appointment as it stands: the one answer for buttons and for writing.

The table of transitions says which states follow on which; here is which deed is meant, and
that some wait for the visit to begin and others end with it.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Appointment
from ..statuses import AppointmentStatus
from .changes import VISIT_NOT_SO, lock_appointment
from .errors import TransitionRefused

A = AppointmentStatus


# How long before a visit somebody can be said to have come for it.
EARLY: Final = dt.timedelta(hours=4)


class Deed(StrEnum):
    """Each is a function of the same name: of staff (appointments, arrivals, treatments) or of the
    client (cancellation, client_moves).
    """

    MOVE = "move"
    CANCEL = "cancel"
    ARRIVE = "arrive"
    NOT_HERE = "not_here"
    COMPLETE = "complete"
    NO_SHOW = "no_show"
    CORRECT = "correct"
    NOTE_AREAS = "note_areas"
    CANCEL_BY_CLIENT = "cancel_by_client"
    MOVE_BY_CLIENT = "move_by_client"
    UNDO_CANCELLATION = "undo_cancellation"


def _not_over(appointment: Appointment, now: dt.datetime) -> bool:
    return appointment.end > now


def _not_begun(appointment: Appointment, now: dt.datetime) -> bool:
    return appointment.start > now


def _begun(appointment: Appointment, now: dt.datetime) -> bool:
    return appointment.start <= now


def _may_arrive(appointment: Appointment, now: dt.datetime) -> bool:
    """From a few hours before the visit until the day on which it ends is over."""
    zone = ZoneInfo(appointment.time_zone)
    today, last = (timezone.localdate(at, zone) for at in (now, appointment.end))
    return appointment.arrived_at is None and appointment.start - EARLY <= now and today <= last


def _has_arrived(appointment: Appointment, now: dt.datetime) -> bool:
    return appointment.arrived_at is not None


def _can_be_undone(appointment: Appointment, now: dt.datetime) -> bool:
    return appointment.undo_until is not None and appointment.undo_until > now


def _has_own_page(appointment: Appointment, now: dt.datetime) -> bool:
    return appointment.request_id is not None


def _always(appointment: Appointment, now: dt.datetime) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Rule:
    """`when` looks at the clock; `otherwise` is said where only the clock is against it."""

    among: frozenset[AppointmentStatus]
    when: Callable[[Appointment, dt.datetime], bool] = _always
    otherwise: Promise = VISIT_NOT_SO


NOT_BEGUN_YET: Final = _("This visit has not begun yet.")

RULES: Final[Mapping[Deed, Rule]] = {
    Deed.MOVE: Rule(
        among=frozenset({A.CONFIRMED}),
        when=_not_over,
        otherwise=_("This visit is over. Say how it went, and book another one."),
    ),
    Deed.CANCEL: Rule(among=frozenset({A.CONFIRMED, A.CANCEL_PENDING})),
    Deed.ARRIVE: Rule(
        among=frozenset({A.CONFIRMED}),
        when=_may_arrive,
        otherwise=_("That can be noted once, on the day of the visit."),
    ),
    Deed.NOT_HERE: Rule(
        among=frozenset({A.CONFIRMED}),
        when=_has_arrived,
        otherwise=_("Nobody has noted that this client is here."),
    ),
    Deed.COMPLETE: Rule(among=frozenset({A.CONFIRMED}), when=_begun, otherwise=NOT_BEGUN_YET),
    Deed.NO_SHOW: Rule(among=frozenset({A.CONFIRMED}), when=_begun, otherwise=NOT_BEGUN_YET),
    Deed.CORRECT: Rule(among=frozenset({A.COMPLETED, A.NO_SHOW})),
    Deed.NOTE_AREAS: Rule(
        among=frozenset({A.COMPLETED}),
        when=_has_own_page,
        otherwise=_("Without a request there is no page on which the client could see them."),
    ),
    Deed.CANCEL_BY_CLIENT: Rule(
        among=frozenset({A.CONFIRMED}),
        when=_not_begun,
        otherwise=_("This visit has begun, so it can’t be cancelled here any more. Call us."),
    ),
    # That the practice's rules allow it too is for client_moves to say.
    Deed.MOVE_BY_CLIENT: Rule(
        among=frozenset({A.CONFIRMED}),
        when=_not_begun,
        otherwise=_("This visit has begun, so it can’t be moved here any more. Call us."),
    ),
    Deed.UNDO_CANCELLATION: Rule(among=frozenset({A.CANCEL_PENDING}), when=_can_be_undone),
}


def possible_deeds(appointment: Appointment, now: dt.datetime | None = None) -> list[Deed]:
    """What can be done to it now, in the order of the table."""
    now = now or timezone.now()
    return [deed for deed in RULES if refusal(appointment, deed, now) is None]


def refusal(appointment: Appointment, deed: Deed, now: dt.datetime) -> Promise | None:
    """Why this can't be done to it now, in words; None where it can."""
    rule = RULES[deed]
    if appointment.status not in rule.among:
        return VISIT_NOT_SO
    return None if rule.when(appointment, now) else rule.otherwise


def claim(appointment_id: int, deed: Deed, *, version: int) -> Appointment:
    """The row, locked, if this can be done to it. Raises StaleVersion, TransitionRefused."""
    appointment = lock_appointment(appointment_id, version=version)
    words = refusal(appointment, deed, timezone.now())
    if words is not None:
        raise TransitionRefused(words)
    return appointment
