"""A request goes on the waiting list, by staff or by its client, and off it.

What comes free is offered in waiting_list.
"""

from typing import Final

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import notifications
from ..models import Actor, BookingRequest, WaitlistEntry, WaitlistState
from ..statuses import AWAITING_REPLY, RequestStatus
from .changes import change_request, lock_request
from .errors import Refused
from .holds import lock_diaries_for
from .writes import request_write

NO_EMAIL: Final = _(
    "We write to you when a time is free, and have no email address of yours. Ring us to go on "
    "the waiting list."
)


@request_write
def put_on_waitlist(*, request_id: int, version: int, by: User) -> BookingRequest:
    """No time now: the request waits, from today, until one is free. The client is told.

    Times that are offered are given up; one that was offered them on the list keeps its place.
    Raises StaleVersion, TransitionRefused.
    """
    lock_diaries_for(request_id)
    request = change_request(request_id, RequestStatus.WAITLISTED, version=version, by=by)
    if not WaitlistEntry.objects.filter(request=request, state=WaitlistState.WAITING).exists():
        _last_in_line(request)
    notifications.waitlisted(request)
    return request


@request_write
def join_waiting_list(*, request_id: int, version: int | None) -> BookingRequest:
    """Wait, from now, for a time that comes free. Client and practice are told.

    `version` is the one that the client saw, None for whatever is there. Raises StaleVersion,
    TransitionRefused for a request that is not the desk's to answer, and Refused without an
    email address to write to.
    """
    request = lock_request(request_id, version=version, among=AWAITING_REPLY)
    if not request.email:
        raise Refused(NO_EMAIL)
    request = change_request(
        request_id,
        RequestStatus.WAITLISTED,
        version=None,
        actor=Actor.CLIENT,
        action="joined the waiting list",
    )
    _last_in_line(request)
    notifications.waitlist_joined(request)
    return request


@request_write
def leave_waiting_list(*, request_id: int, version: int | None) -> BookingRequest:
    """Give up the place; the request is still the practice's to answer, which is told.

    Raises StaleVersion, TransitionRefused.
    """
    lock_request(request_id, version=version, among={RequestStatus.WAITLISTED})
    request = change_request(
        request_id,
        RequestStatus.IN_REVIEW,
        version=None,
        actor=Actor.CLIENT,
        action="left the waiting list",
    )
    notifications.waitlist_left(request)
    return request


def _last_in_line(request: BookingRequest) -> None:
    WaitlistEntry.objects.update_or_create(
        request=request, defaults={"state": WaitlistState.WAITING, "since": timezone.now()}
    )
