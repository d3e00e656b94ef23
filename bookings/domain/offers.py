"""Times that staff offer back to a client: held for a while, then taken, refused or lapsed."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import notifications
from ..models import Actor, Appointment, BookingRequest, BookingSettings, Proposal, ProposalState
from ..statuses import OPEN_REQUESTS, SETTLED, AppointmentStatus, RequestStatus
from .changes import change_appointment, change_request, lock_request
from .errors import OfferLapsed, Refused, TimeNotPossible, TransitionRefused
from .holds import lock_diaries_for
from .interest import mark_chosen
from .rounds import Ended, OfferedTime, end_round, propose
from .writes import request_write

MOST_TIMES = 3


@request_write
def offer(
    *,
    request_id: int,
    version: int,
    by: User,
    times: Sequence[OfferedTime],
    override_reason: str = "",
) -> list[Proposal]:
    """Offer one to three times, hold them all and tell the client; or none of it.

    They are held for BookingSettings.offer_hold, each at most until it starts. Raises
    StaleVersion, TransitionRefused, TimeNotPossible and, with `which` of `times` it is about,
    all that visits.visit_for raises.
    """
    _check_count(times)
    lock_diaries_for(request_id, *(time.practitioner_id for time in times))
    length = dt.timedelta(minutes=lock_request(request_id, version=version).minutes)
    _check_side_by_side(times, length)
    proposals = propose(
        request_id,
        times,
        version=version,
        until=timezone.now() + BookingSettings.current().offer_hold,
        by=by,
        override_reason=override_reason,
    )
    notifications.times_offered(proposals[0].request, proposals)
    return proposals


@request_write
def accept(
    *, request_id: int, proposal_id: int, actor: Actor = Actor.CLIENT, by: User | None = None
) -> Appointment:
    """Take one of the offered times; the others are free again at once.

    `by` is staff who heard it from the client. To take the same one twice is the same visit.
    Raises OfferLapsed where it is no longer held, TransitionRefused for an offer that is
    over: the request is settled, or the time was never offered for it.
    """
    lock_diaries_for(request_id)
    request = lock_request(request_id)
    proposal = request.proposals.select_related("appointment").filter(pk=proposal_id).first()
    if proposal is None:
        raise TransitionRefused
    if proposal.state == ProposalState.ACCEPTED and proposal.appointment.status in SETTLED:
        return proposal.appointment
    if proposal.state != ProposalState.OPEN:
        raise _too_late(request)
    Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.ACCEPTED)
    appointment = change_appointment(
        proposal.appointment_id,
        AppointmentStatus.CONFIRMED,
        version=None,
        by=by,
        actor=actor,
        action="offered time taken",
    )
    request = change_request(request_id, RequestStatus.CONFIRMED, version=None, by=by, actor=actor)
    mark_chosen(request, appointment.start)
    notifications.request_confirmed(request, appointment)
    if proposal.automatic and by is None:
        notifications.waitlist_taken(appointment)
    return appointment


@request_write
def refuse_offer(
    *,
    request_id: int,
    version: int | None = None,
    actor: Actor = Actor.CLIENT,
    by: User | None = None,
) -> BookingRequest:
    """None of the offered times fit: the request waits on (rounds.end_round says where).

    The practice is told, unless it was staff (`by`) who heard it, or nobody's offer but a time
    that came free. `version` is the one that the person saw. Raises StaleVersion,
    TransitionRefused.
    """
    ended = _end_offer(
        request_id, version, ProposalState.REFUSED, "offer refused", by=by, actor=actor
    )
    if not (by or ended.automatic):
        notifications.offer_refused(ended.request)
    return ended.request


@request_write
def withdraw_offer(*, request_id: int, version: int, by: User) -> BookingRequest:
    """Take the offered times back, to offer others; nobody is mailed.

    Raises StaleVersion, TransitionRefused.
    """
    ended = _end_offer(request_id, version, ProposalState.WITHDRAWN, "offer withdrawn", by=by)
    return ended.request


def _end_offer(
    request_id: int,
    version: int | None,
    ends: ProposalState,
    action: str,
    *,
    by: User | None,
    actor: Actor | None = None,
) -> Ended:
    lock_diaries_for(request_id)
    lock_request(request_id, version=version, among={RequestStatus.PROPOSED})
    return end_round(request_id, ends, action=action, by=by, actor=actor)


def _too_late(request: BookingRequest) -> Refused:
    if request.status == RequestStatus.PROPOSED:
        return OfferLapsed(
            _("This time is no longer held. Choose another of the times, or say that none fits.")
        )
    if request.status == RequestStatus.WAITLISTED:
        return OfferLapsed(_("This time is no longer held. You are still on the waiting list."))
    return OfferLapsed() if request.status in OPEN_REQUESTS else TransitionRefused()


def _check_count(times: Collection[OfferedTime]) -> None:
    if not 1 <= len(times) <= MOST_TIMES:
        raise TimeNotPossible(_("Offer one, two or three times."))
    if len(set(times)) < len(times):
        raise TimeNotPossible(_("Two of these times are the same. Change or leave out one."))


def _check_side_by_side(times: Sequence[OfferedTime], length: dt.timedelta) -> None:
    """A diary can hold only one of two times that overlap."""
    for which, time in enumerate(times):
        for other in times[:which]:
            if time.practitioner_id == other.practitioner_id and (
                abs(time.start - other.start) < length
            ):
                refused = TimeNotPossible(_("Two of these times overlap. Change or leave out one."))
                refused.which = which
                raise refused
