"""Requests that nobody answered for too long; for the tick."""

from contextlib import suppress

from django.utils import timezone

from .. import notifications
from ..models import Actor, BookingRequest
from ..statuses import RequestStatus
from .changes import change_request
from .errors import StaleVersion
from .holds import lock_diaries_for
from .one_by_one import one_by_one
from .writes import request_write


def expire_due() -> int:
    """Close every open request whose time is over, each for itself, and tell both sides.

    Gives the number of mails it sent: none, they wait in the outbox.
    """
    due = BookingRequest.objects.overdue(timezone.now()).order_by("expires_at", "pk")
    one_by_one(due.values_list("pk", "version"), _expire_unless_answered)
    return 0


def _expire_unless_answered(seen: tuple[int, int]) -> None:
    request_id, version = seen
    with suppress(StaleVersion):
        _expire(request_id=request_id, version=version)


@request_write
def _expire(*, request_id: int, version: int) -> None:
    lock_diaries_for(request_id)
    request = change_request(request_id, RequestStatus.EXPIRED, version=version, actor=Actor.SYSTEM)
    notifications.request_expired(request)
