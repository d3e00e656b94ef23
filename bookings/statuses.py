"""The states of requests, appointments and mails, and every transition that is allowed.

Buttons, validation and tests read these tables; a pair that is not in them is refused.
"""

from collections.abc import Mapping
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RequestStatus(TextChoices):
    QUARANTINED = "quarantined", _("Quarantined")
    RECEIVED = "received", _("Received")
    IN_REVIEW = "in_review", _("In review")
    NEEDS_INFO = "needs_info", _("Waiting for an answer")
    PROPOSED = "proposed", _("Times offered")
    WAITLISTED = "waitlisted", _("On the waiting list")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")
    DUPLICATE = "duplicate", _("Duplicate")
    SPAM = "spam", _("Spam")


R = RequestStatus

# Waiting for somebody: a client may withdraw these and the system may expire them.
OPEN_REQUESTS: Final = frozenset({R.RECEIVED, R.IN_REVIEW, R.NEEDS_INFO, R.PROPOSED, R.WAITLISTED})
# The desk's next move.
AWAITING_REPLY: Final = frozenset({R.RECEIVED, R.IN_REVIEW})
# The practice has told the client something.
ANSWERS: Final = frozenset({R.NEEDS_INFO, R.PROPOSED, R.WAITLISTED, R.CONFIRMED, R.DECLINED})

_FROM_REVIEW: Final = frozenset(
    {
        R.NEEDS_INFO,
        R.PROPOSED,
        R.CONFIRMED,
        R.WAITLISTED,
        R.DECLINED,
        R.DUPLICATE,
        R.QUARANTINED,
    }
)
_CLOSED_BY_CLIENT_OR_TIME: Final = frozenset({R.WITHDRAWN, R.EXPIRED})

REQUEST_TRANSITIONS: Final[Mapping[RequestStatus, frozenset[RequestStatus]]] = {
    R.QUARANTINED: frozenset({R.RECEIVED, R.SPAM}),
    R.RECEIVED: _FROM_REVIEW | _CLOSED_BY_CLIENT_OR_TIME | {R.IN_REVIEW},
    R.IN_REVIEW: _FROM_REVIEW | _CLOSED_BY_CLIENT_OR_TIME,
    R.NEEDS_INFO: (_FROM_REVIEW - {R.NEEDS_INFO}) | _CLOSED_BY_CLIENT_OR_TIME | {R.IN_REVIEW},
    R.PROPOSED: frozenset({R.CONFIRMED, R.IN_REVIEW, R.WAITLISTED, R.DECLINED})
    | _CLOSED_BY_CLIENT_OR_TIME,
    R.WAITLISTED: frozenset({R.PROPOSED, R.CONFIRMED, R.IN_REVIEW, R.DECLINED})
    | _CLOSED_BY_CLIENT_OR_TIME,
    R.DECLINED: frozenset({R.IN_REVIEW}),
    R.EXPIRED: frozenset({R.IN_REVIEW}),
    R.CONFIRMED: frozenset(),
    R.WITHDRAWN: frozenset(),
    R.DUPLICATE: frozenset(),
    R.SPAM: frozenset(),
}


class AppointmentStatus(TextChoices):
    HELD = "held", _("Held")
    CONFIRMED = "confirmed", _("Confirmed")
    CANCEL_PENDING = "cancel_pending", _("Cancelled by the client, can be undone")
    COMPLETED = "completed", _("Completed")
    NO_SHOW = "no_show", _("Did not come")
    CANCELLED = "cancelled", _("Cancelled")
    RELEASED = "released", _("Released")


A = AppointmentStatus

# These take the practitioner's time; the database's exclusion constraint lists them too.
BLOCKING: Final = frozenset({A.HELD, A.CONFIRMED, A.CANCEL_PENDING, A.COMPLETED})
# At most one of these a request; the held times of an offer don't count.
SETTLED: Final = frozenset({A.CONFIRMED, A.CANCEL_PENDING, A.COMPLETED})

APPOINTMENT_TRANSITIONS: Final[Mapping[AppointmentStatus, frozenset[AppointmentStatus]]] = {
    A.HELD: frozenset({A.CONFIRMED, A.RELEASED}),
    # To itself: moved. Version and calendar sequence rise.
    A.CONFIRMED: frozenset({A.CONFIRMED, A.CANCEL_PENDING, A.CANCELLED, A.COMPLETED, A.NO_SHOW}),
    A.CANCEL_PENDING: frozenset({A.CANCELLED, A.CONFIRMED}),
    A.COMPLETED: frozenset({A.NO_SHOW}),
    A.NO_SHOW: frozenset({A.COMPLETED}),
    A.CANCELLED: frozenset(),
    A.RELEASED: frozenset(),
}


class MessageStatus(TextChoices):
    QUEUED = "queued", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    DROPPED = "dropped", _("Not sent")
