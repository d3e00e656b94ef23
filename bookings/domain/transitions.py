"""What staff and the client do to a request. Each function is one transaction that locks, checks
and writes.

`version` is the version of the row that the person saw: if it has changed since, nothing is
done and StaleVersion is raised. A pair of states that is not in the table of transitions
raises TransitionRefused. Both leave everything as it was. Offering times is in offers.py, what
time itself does in expiry.py and holds.py.
"""

import datetime as dt
from typing import Any, Final

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import notifications
from ..models import (
    Actor,
    Appointment,
    BookingRequest,
    ScreeningOutcome,
)
from ..statuses import OPEN_REQUESTS, RequestStatus
from . import spam
from .changes import amend_request, change_request, lock_request
from .errors import Refused, TransitionRefused
from .health import areas_to_count
from .holds import lock_diaries_for
from .interest import mark_chosen
from .placing import instant
from .submit import welcome
from .visits import visit_for
from .writes import request_write

REOPENABLE: Final = frozenset({RequestStatus.DECLINED, RequestStatus.EXPIRED})


@request_write
def take(*, request_id: int, version: int, by: User) -> BookingRequest:
    """“I'm on it”: the request is the desk's to answer, and assigned to `by`.

    Times that are offered are taken back, a place on the waiting list is left.
    """
    lock_diaries_for(request_id)
    return change_request(
        request_id, RequestStatus.IN_REVIEW, version=version, by=by, assigned_to=by
    )


@request_write
def assign(*, request_id: int, version: int, by: User, to: User | None) -> BookingRequest:
    """Say who answers an open request (None: nobody yet); one that has just come in is taken on."""
    seen = lock_request(request_id, version=version, among=OPEN_REQUESTS)
    if to and seen.status == RequestStatus.RECEIVED:
        return change_request(
            request_id, RequestStatus.IN_REVIEW, version=version, by=by, assigned_to=to
        )
    return amend_request(request_id, version=version, by=by, action="assigned", assigned_to=to)


@request_write
def acknowledge_screening(*, request_id: int, version: int, by: User) -> BookingRequest:
    """`by` has read what the safety questions say; from here on a time can be given.

    After consent was withdrawn: `by` sees to it that the client is asked again.
    """
    request = lock_request(request_id, version=version)
    if not request.needs_acknowledgement:
        raise TransitionRefused
    is_to_ask = request.screening_outcome == ScreeningOutcome.ASK
    return amend_request(
        request_id,
        version=version,
        by=by,
        action="will ask again" if is_to_ask else "screening acknowledged",
        screening_acknowledged_at=timezone.now(),
        screening_acknowledged_by=by,
    )


@request_write
def ask(*, request_id: int, version: int, by: User, question: str) -> BookingRequest:
    """Ask the client something, by mail; the request waits for the answer."""
    request = change_request(
        request_id,
        RequestStatus.NEEDS_INFO,
        version=version,
        by=by,
        question_to_client=question,
    )
    notifications.needs_info(request)
    return request


@request_write
def answered(*, request_id: int, version: int, by: User) -> BookingRequest:
    """The client has answered the question, on the phone or by mail."""
    lock_request(request_id, version=version, among={RequestStatus.NEEDS_INFO})
    return change_request(
        request_id, RequestStatus.IN_REVIEW, version=version, by=by, action="answered"
    )


@request_write
def confirm_at(
    *,
    request_id: int,
    version: int,
    by: User,
    practitioner_id: int,
    start: dt.datetime,
    override_reason: str = "",
) -> Appointment:
    """Give the request a time: an appointment appears and the client is told.

    `start` is aware. Times that are held for the request are given up. Raises TimeNotPossible
    (passed), PractitionerUnavailable, TimeTaken, PolicyRefused (unless `override_reason` says
    why), NotAcknowledged.
    """
    lock_diaries_for(request_id, practitioner_id)
    request = change_request(request_id, RequestStatus.CONFIRMED, version=version, by=by)
    appointment = visit_for(
        request,
        practitioner_id=practitioner_id,
        start=start,
        override_reason=override_reason,
        by=by,
    )
    mark_chosen(request, appointment.start)
    notifications.request_confirmed(request, appointment)
    return appointment


def confirm(*, day: dt.date, time: dt.time, **answers: Any) -> Appointment:
    """The same for a day and a time as clocks in the practice show them (placing.instant)."""
    return confirm_at(start=instant(day, time), **answers)


@request_write
def decline(
    *, request_id: int, version: int, by: User, reason: str, message: str
) -> BookingRequest:
    """Say no, with a `reason` (DeclineReason) for the desk and a `message` for the client."""
    lock_diaries_for(request_id)
    request = change_request(
        request_id,
        RequestStatus.DECLINED,
        version=version,
        by=by,
        decline_reason=reason,
        decline_message=message,
    )
    notifications.request_declined(request)
    return request


@request_write
def reopen(*, request_id: int, version: int, by: User) -> BookingRequest:
    """A declined or expired request is looked at again."""
    lock_request(request_id, version=version, among=REOPENABLE)
    return change_request(
        request_id, RequestStatus.IN_REVIEW, version=version, by=by, assigned_to=by
    )


@request_write
def mark_duplicate(*, request_id: int, version: int, by: User, of_id: int) -> BookingRequest:
    """The same wish was sent twice: this one is closed in favour of `of_id`, unmailed.

    A duplicate of a duplicate is one of the first. Raises Refused for a request that is no
    other, or is not there.
    """
    other = BookingRequest.objects.filter(pk=of_id).select_related("duplicate_of").first()
    first = other and (other.duplicate_of or other)
    if first is None or first.pk == request_id:
        raise Refused(_("Choose another request that this one repeats."))
    return change_request(
        request_id, RequestStatus.DUPLICATE, version=version, by=by, duplicate_of=first
    )


@request_write
def quarantine(*, request_id: int, version: int, by: User) -> BookingRequest:
    """It looks like spam after all: out of the way until somebody decides."""
    return change_request(
        request_id,
        RequestStatus.QUARANTINED,
        version=version,
        by=by,
        quarantine_reasons=spam.BY_STAFF,
    )


@request_write
def release(*, request_id: int, version: int, by: User) -> BookingRequest:
    """Out of quarantine: from here on it is like a request that has just come in.

    One that staff had put there was welcomed before, and is not welcomed twice.
    """
    welcomed = BookingRequest.objects.filter(
        pk=request_id, events__to_status=RequestStatus.RECEIVED
    ).exists()
    request = change_request(
        request_id, RequestStatus.RECEIVED, version=version, by=by, quarantine_reasons=""
    )
    if not welcomed:
        wishes = list(request.preferences.all())
        welcome(request=request, wishes=wishes, areas=areas_to_count(request))
    return request


@request_write
def mark_spam(*, request_id: int, version: int, by: User) -> BookingRequest:
    """For good: a request from quarantine was no request."""
    return change_request(request_id, RequestStatus.SPAM, version=version, by=by)


@request_write
def withdraw(
    *,
    request_id: int,
    version: int | None = None,
    actor: Actor = Actor.CLIENT,
    by: User | None = None,
) -> BookingRequest:
    """The client takes the request back; the practice is told, unless staff (`by`) heard it.

    Held times are free again at once. `version` is the one that the person saw, if known.
    """
    lock_diaries_for(request_id)
    request = change_request(
        request_id, RequestStatus.WITHDRAWN, version=version, by=by, actor=actor
    )
    if by is None:
        notifications.request_withdrawn(request)
    return request
