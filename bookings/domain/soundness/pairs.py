"""Requests, visits, offers and the waiting list: what one says, the others must say too."""

from collections.abc import Iterator
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from ...models import (
    Appointment,
    BookingRequest,
    Proposal,
    ProposalState,
    WaitlistEntry,
    WaitlistState,
)
from ...statuses import AppointmentStatus, RequestStatus

A, P, R, W = AppointmentStatus, ProposalState, RequestStatus, WaitlistState

# Of a visit that was at some time confirmed, whatever became of it.
GIVEN: Final = frozenset(AppointmentStatus) - {A.HELD, A.RELEASED}
# What a request must be for its place on the waiting list to be this.
WAITING: Final = {W.WAITING: R.WAITLISTED, W.OFFERED: R.PROPOSED, W.TAKEN: R.CONFIRMED}


def requests_and_visits_that_disagree() -> Iterator[str]:
    """Orphans: the one half of something that takes two."""
    for rows, words in (*_visits(), *_offers(), *_requests(), *_waiting()):
        for pk in rows.values_list("pk", flat=True):
            yield f"orphan: {words.format(pk)}"


def _visits() -> Iterator[tuple[QuerySet, str]]:
    visits = Appointment.objects.all()
    yield (
        visits.filter(status=A.HELD).exclude(proposal__state=P.OPEN),
        "appointment {} is held, but offered to nobody",
    )
    yield (
        visits.filter(status__in=GIVEN, request__isnull=False).exclude(request__status=R.CONFIRMED),
        "appointment {} was given to a request that is not confirmed",
    )


def _offers() -> Iterator[tuple[QuerySet, str]]:
    offers = Proposal.objects.all()
    yield (
        offers.filter(state=P.OPEN).exclude(appointment__status=A.HELD),
        "offer {} is open, but its time is not held",
    )
    yield (
        offers.filter(state=P.OPEN).exclude(request__status=R.PROPOSED),
        "offer {} is open, but its request waits for no answer",
    )
    yield (
        offers.filter(state=P.ACCEPTED).exclude(appointment__status__in=GIVEN),
        "offer {} was accepted, but its time was not given",
    )
    yield (
        offers.filter(state__in=[P.REFUSED, P.EXPIRED, P.WITHDRAWN]).exclude(
            appointment__status=A.RELEASED
        ),
        "offer {} is over, but its time was not given up",
    )
    yield (
        offers.filter(state=P.OPEN, automatic=True).exclude(
            request__waitlist_entry__state=W.OFFERED
        ),
        "offer {} is one of the waiting list, but its request has no place there",
    )


def _requests() -> Iterator[tuple[QuerySet, str]]:
    requests = BookingRequest.objects.all()
    open_offer = Proposal.objects.filter(request=OuterRef("pk"), state=P.OPEN)
    given = Appointment.objects.filter(request=OuterRef("pk"), status__in=GIVEN)
    waits = WaitlistEntry.objects.filter(request=OuterRef("pk"), state=W.WAITING)
    yield (
        requests.filter(~Exists(open_offer), status=R.PROPOSED),
        "request {} has times offered, but none is open",
    )
    yield (
        requests.filter(~Exists(given), status=R.CONFIRMED),
        "request {} is confirmed, but has no appointment",
    )
    yield (
        requests.filter(~Exists(waits), status=R.WAITLISTED),
        "request {} waits, but is not on the waiting list",
    )


def _waiting() -> Iterator[tuple[QuerySet, str]]:
    wrong = Q()
    for state, status in WAITING.items():
        wrong |= Q(state=state) & ~Q(request__status=status)
    yield (
        WaitlistEntry.objects.filter(wrong),
        "entry {} of the waiting list does not say what its request says",
    )
