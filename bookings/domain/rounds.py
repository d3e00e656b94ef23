"""A round of offered times: held together, and over together when it comes to nothing.

Called inside a transaction in which the diaries concerned are locked. Who offers what, and when,
is in offers.py (staff) and waiting_list.py (a time that came free).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import Max
from django.utils import timezone

from ..models import (
    Actor,
    BookingRequest,
    BookingSettings,
    Proposal,
    ProposalState,
    WaitlistEntry,
    WaitlistState,
)
from ..statuses import AppointmentStatus, RequestStatus
from .changes import change_request
from .errors import Refused
from .visits import visit_for


@dataclass(frozen=True, kw_only=True, order=True)
class OfferedTime:
    """A time to offer; `start` is aware (placing.instant makes it of a day and a time)."""

    start: dt.datetime
    practitioner_id: int


class Ended(NamedTuple):
    """A round that came to nothing; `automatic` where no staff had offered it."""

    request: BookingRequest
    automatic: bool


def propose(
    request_id: int,
    times: Sequence[OfferedTime],
    *,
    version: int,
    until: dt.datetime,
    by: User | None = None,
    override_reason: str = "",
) -> list[Proposal]:
    """Hold all these times for a request, each until `until` or until it starts; or none of them.

    Without `by` it is the system that offers what came free. Raises StaleVersion,
    TransitionRefused and, with `which` of `times` it is about, all that visits.visit_for raises.
    """
    expiry = timezone.now() + BookingSettings.current().request_expiry
    request = change_request(
        request_id,
        RequestStatus.PROPOSED,
        version=version,
        by=by,
        action="" if by else "freed time offered",
        # What is held is promised: the request lives at least as long.
        expires_at=max(until, expiry),
    )
    last = request.proposals.aggregate(last=Max("round"))["last"] or 0
    proposals = []
    for which, time in enumerate(times):
        try:
            visit = visit_for(
                request,
                practitioner_id=time.practitioner_id,
                start=time.start,
                status=AppointmentStatus.HELD,
                hold_expires_at=min(until, time.start),
                override_reason=override_reason,
                by=by,
            )
        except Refused as refused:
            refused.which = which
            raise
        proposals.append(
            Proposal.objects.create(
                request=request, round=last + 1, appointment=visit, automatic=by is None
            )
        )
    return proposals


def end_round(
    request_id: int,
    ends: ProposalState,
    *,
    action: str,
    by: User | None = None,
    actor: Actor | None = None,
) -> Ended:
    """The offer came to nothing, as `ends`: the request goes back to where it came from.

    That is the waiting list, where it has kept its place, or else the desk. The caller has
    locked the request, which has times offered.
    """
    keeps_its_place = WaitlistEntry.objects.filter(request=request_id, state=WaitlistState.OFFERED)
    latest = Proposal.objects.filter(request=request_id).order_by("round").last()
    request = change_request(
        request_id,
        RequestStatus.WAITLISTED if keeps_its_place.exists() else RequestStatus.IN_REVIEW,
        version=None,
        by=by,
        actor=actor,
        action=action,
        offer_ends=ends,
    )
    return Ended(request, automatic=latest is not None and latest.automatic)
