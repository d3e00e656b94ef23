"""How long each mail is true. One that waited too long and no longer is, is not sent."""

from collections.abc import Mapping
from typing import Final

from ..models import OutboxMessage
from ..statuses import AWAITING_REPLY, OPEN_REQUESTS, AppointmentStatus, RequestStatus

A = AppointmentStatus

# The states of its request in which a mail is still true.
TRUE_WHILE: Final[Mapping[str, frozenset[RequestStatus]]] = {
    "request_received": OPEN_REQUESTS,
    "request_notice": AWAITING_REPLY,
    "request_confirmed": frozenset({RequestStatus.CONFIRMED}),
    "confirmed_at_once": frozenset({RequestStatus.CONFIRMED}),
    "request_declined": frozenset({RequestStatus.DECLINED}),
    "needs_info": frozenset({RequestStatus.NEEDS_INFO}),
    "waitlisted": frozenset({RequestStatus.WAITLISTED}),
    "times_offered": frozenset({RequestStatus.PROPOSED}),
    "offer_refused_notice": AWAITING_REPLY,
    "offer_lapsed": AWAITING_REPLY,
    "offer_lapsed_client": AWAITING_REPLY,
    "withdrawn_notice": frozenset({RequestStatus.WITHDRAWN}),
    "expired": frozenset({RequestStatus.EXPIRED}),
    "expired_notice": frozenset({RequestStatus.EXPIRED}),
}

# The states of its appointment; and its calendar sequence must be the one of the mail.
VISIT_TRUE_WHILE: Final[Mapping[str, frozenset[AppointmentStatus]]] = {
    "request_confirmed": frozenset({A.CONFIRMED}),
    "confirmed_at_once": frozenset({A.CONFIRMED}),
    "appointment_booked": frozenset({A.CONFIRMED}),
    "appointment_moved": frozenset({A.CONFIRMED}),
    "appointment_cancelled": frozenset({A.CANCELLED}),
    "cancelled_by_client": frozenset({A.CANCEL_PENDING, A.CANCELLED}),
    "cancellation_notice": frozenset({A.CANCEL_PENDING, A.CANCELLED}),
    "cancellation_undone": frozenset({A.CONFIRMED}),
    "undone_notice": frozenset({A.CONFIRMED}),
    "times_offered": frozenset({A.HELD}),
}


def is_still_true(message: OutboxMessage) -> bool:
    """Whether a waiting mail still says how things are. KeyError for one that no table has."""
    tables = [table for table in (TRUE_WHILE, VISIT_TRUE_WHILE) if message.template in table]
    if not tables:
        raise KeyError(message.template)
    return (TRUE_WHILE not in tables or _request_is_as_told(message)) and (
        VISIT_TRUE_WHILE not in tables or _visit_is_as_told(message)
    )


def _request_is_as_told(message: OutboxMessage) -> bool:
    request = message.request
    return request is not None and request.status in TRUE_WHILE[message.template]


def _visit_is_as_told(message: OutboxMessage) -> bool:
    visit = message.appointment
    return (
        visit is not None
        and visit.status in VISIT_TRUE_WHILE[message.template]
        and visit.calendar_sequence == message.expected_sequence
    )
