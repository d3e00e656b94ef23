"""What each mail says. A mail is a row in the outbox, in the transaction of what it reports.

No mail carries a word about health, and none to a visitor repeats free text that an
unverified sender typed, so that nobody can send advertisements by way of the practice.

A new mail is a row in kinds/ (its words, its placeholders, how long it is true) and a function
in the module beside it that is about the same. From one text come both parts of a mail
(words.py), and the practice may put its own in place of it (wording.py).
"""

from .appointments import (
    after_care,
    appointment_booked,
    appointment_cancelled,
    appointment_moved,
    cancellation_undone,
    cancelled_by_client,
    moved_by_client,
    reminder,
)
from .requests import (
    confirmed_at_once,
    consent_withdrawn,
    needs_info,
    offer_lapsed,
    offer_refused,
    question_answered,
    request_confirmed,
    request_declined,
    request_expired,
    request_withdrawn,
    requested,
    times_offered,
    waitlist_joined,
    waitlist_left,
    waitlisted,
)
from .truth import is_still_true
from .waiting import waitlist_offer, waitlist_taken
from .writing import MANAGE_LINK

__all__ = [
    "MANAGE_LINK",
    "after_care",
    "appointment_booked",
    "appointment_cancelled",
    "appointment_moved",
    "cancellation_undone",
    "cancelled_by_client",
    "confirmed_at_once",
    "consent_withdrawn",
    "is_still_true",
    "moved_by_client",
    "needs_info",
    "offer_lapsed",
    "offer_refused",
    "question_answered",
    "reminder",
    "request_confirmed",
    "request_declined",
    "request_expired",
    "request_withdrawn",
    "requested",
    "times_offered",
    "waitlist_joined",
    "waitlist_left",
    "waitlist_offer",
    "waitlist_taken",
    "waitlisted",
]
