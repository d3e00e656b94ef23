"""Mails about a request, to whoever sent it and to the practice."""

from collections.abc import Sequence

from ..models import Appointment, BookingRequest, Proposal, RequestPreference
from ..statuses import RequestStatus
from .writing import to_both, to_client, to_practice


def requested(request: BookingRequest, wishes: Sequence[RequestPreference]) -> None:
    """To the visitor: requested, not confirmed yet; to the practice: something to answer."""
    to_both("request_received", "request_notice", request=request, wishes=wishes)


def request_confirmed(request: BookingRequest, appointment: Appointment) -> None:
    """To the visitor: this is your time."""
    to_client("request_confirmed", request=request, appointment=appointment)


def confirmed_at_once(request: BookingRequest, appointment: Appointment) -> None:
    """To the practice: a visit that nobody had to confirm."""
    to_practice("confirmed_at_once", request=request, appointment=appointment)


def request_declined(request: BookingRequest) -> None:
    """To the visitor: not this time, with the words of the desk."""
    to_client("request_declined", request=request, message=request.decline_message)


def needs_info(request: BookingRequest) -> None:
    """To the visitor: the desk's question."""
    to_client("needs_info", request=request)


def waitlisted(request: BookingRequest) -> None:
    """To the visitor: no time now, but on the waiting list."""
    to_client("waitlisted", request=request)


def times_offered(request: BookingRequest, proposals: Sequence[Proposal]) -> None:
    """To the visitor: these times are held for you until then."""
    _offered("times_offered", request, proposals)


def offer_refused(request: BookingRequest) -> None:
    """To the practice: none of the times fits."""
    to_practice("offer_refused_notice", request=request)


def offer_lapsed(request: BookingRequest, *, automatic: bool) -> None:
    """To both: nobody answered the offer. The practice does not hear of an `automatic` one.

    The client of a request from the waiting list is told that it is still there.
    """
    waits = request.status == RequestStatus.WAITLISTED
    if not automatic:
        to_practice("offer_lapsed", request=request)
    to_client("waitlist_offer_lapsed" if waits else "offer_lapsed_client", request=request)


def request_withdrawn(request: BookingRequest) -> None:
    """To the practice: nothing to answer any more."""
    to_practice("withdrawn_notice", request=request)


def question_answered(request: BookingRequest) -> None:
    """To the practice: there is an answer; what it says is at the desk."""
    to_practice("answer_notice", request=request)


def consent_withdrawn(request: BookingRequest) -> None:
    """To the practice: ask again before treating."""
    to_practice("consent_withdrawn_notice", request=request)


def waitlist_joined(request: BookingRequest) -> None:
    """To both: the client has gone on the waiting list."""
    to_both("waitlisted", "waitlist_joined_notice", request=request)


def waitlist_left(request: BookingRequest) -> None:
    """To the practice: off the waiting list, and the request is to be answered."""
    to_practice("waitlist_left_notice", request=request)


def request_expired(request: BookingRequest) -> None:
    """To both: it has been open for too long."""
    to_both("expired", "expired_notice", request=request)


def _offered(kind: str, request: BookingRequest, proposals: Sequence[Proposal]) -> None:
    """It is about the one of them that is held longest: when that has gone, so has the offer."""
    visits = [proposal.appointment for proposal in proposals]
    longest = max(visits, key=lambda visit: visit.hold_expires_at)
    to_client(kind, request=request, appointment=longest, offered=visits)
