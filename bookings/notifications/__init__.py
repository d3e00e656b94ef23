"""What each mail says. A mail is a row in the outbox, in the transaction of what it reports.

No mail carries a word about health, and none to a visitor repeats free text that an
unverified sender typed, so that nobody can send advertisements by way of the practice.

A new mail is a function in requests.py or appointments.py, its templates in
templates/bookings/emails/, and an entry in truth.py that says how long it is true.
"""

from .appointments import (
    appointment_booked,
    appointment_cancelled,
    appointment_moved,
    cancellation_undone,
    cancelled_by_client,
)
from .requests import (
    confirmed_at_once,
    needs_info,
    offer_lapsed,
    offer_refused,
    request_confirmed,
    request_declined,
    request_expired,
    request_notice,
    request_received,
    request_withdrawn,
    times_offered,
    waitlisted,
)
from .truth import is_still_true
from .writing import MANAGE_LINK

__all__ = [
    "MANAGE_LINK",
    "appointment_booked",
    "appointment_cancelled",
    "appointment_moved",
    "cancellation_undone",
    "cancelled_by_client",
    "confirmed_at_once",
    "is_still_true",
    "needs_info",
    "offer_lapsed",
    "offer_refused",
    "request_confirmed",
    "request_declined",
    "request_expired",
    "request_notice",
    "request_received",
    "request_withdrawn",
    "times_offered",
    "waitlisted",
]
