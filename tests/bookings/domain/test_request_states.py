"""Every pair of states of a request, through the functions that staff, client and time use."""

import datetime as dt
import itertools

import pytest
import time_machine

from bookings.domain import expiry, offers, places_in_line, rounds, transitions
from bookings.domain.errors import TransitionRefused
from bookings.models import Appointment, AuditEvent, BookingRequest, OutboxMessage
from bookings.statuses import RequestStatus
from tests.bookings.domain.offering import NOW, TUESDAY
from tests.bookings.test_statuses import ALLOWED
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(practice):
    with time_machine.travel(NOW, tick=False):
        yield


MONTH = dt.timedelta(days=30)
OPEN = {"received", "in_review", "needs_info", "proposed", "waitlisted"}


def offer(request, **seen):
    by_whom = make_practitioner(services=[request.service])
    time = rounds.OfferedTime(practitioner_id=by_whom.pk, start=TUESDAY)
    offers.offer(times=[time], **seen)


def confirm(request, **seen):
    by_whom = make_practitioner(services=[request.service])
    day, time = dt.date(2026, 12, 1), dt.time(9)
    transitions.confirm(practitioner_id=by_whom.pk, day=day, time=time, **seen)


def mark_duplicate(request, **seen):
    transitions.mark_duplicate(of_id=make_request(service=request.service).pk, **seen)


def withdraw(request, *, request_id, version, by):
    transitions.withdraw(request_id=request_id, version=version)


def expire(request, *, request_id, version, by):
    expiry._expire(request_id=request_id, version=version)


# How each state is reached.
WAYS = {
    "received": lambda _, **seen: transitions.release(**seen),
    "spam": lambda _, **seen: transitions.mark_spam(**seen),
    "quarantined": lambda _, **seen: transitions.quarantine(**seen),
    "in_review": lambda _, **seen: transitions.take(**seen),
    "needs_info": lambda _, **seen: transitions.ask(question="Which side?", **seen),
    "proposed": offer,
    "confirmed": confirm,
    "waitlisted": lambda _, **seen: places_in_line.put_on_waitlist(**seen),
    "declined": lambda _, **seen: transitions.decline(reason="other", message="", **seen),
    "duplicate": mark_duplicate,
    "withdrawn": withdraw,
    "expired": expire,
}


def everything_about(request):
    return (
        BookingRequest.objects.filter(pk=request.pk).values().get(),
        AuditEvent.objects.filter(request=request).count(),
        OutboxMessage.objects.filter(request=request).count(),
        Appointment.objects.filter(request=request).count(),
    )


@pytest.mark.parametrize(("before", "after"), list(itertools.product(ALLOWED, WAYS)))
def test_each_way_leads_exactly_where_agreed(before, after):
    request = make_request(service=make_service(), status=RequestStatus(before))
    was = everything_about(request)
    seen = {"request_id": request.pk, "version": request.version, "by": make_user()}

    if after in ALLOWED[before].split():
        WAYS[after](request, **seen)
        request.refresh_from_db()
        assert (request.status, request.version) == (after, 2)
        event = AuditEvent.objects.get(request=request, from_status=before)
        assert event.to_status == after
        assert request.expires_at == (NOW + MONTH if after in OPEN else None)
    else:
        with pytest.raises(TransitionRefused):
            WAYS[after](request, **seen)
        assert everything_about(request) == was


# These mean one state, though the table of transitions would let others do the same.
ONLY_FROM = {
    "answered": ("needs_info", transitions.answered),
    "withdraw_offer": ("proposed", offers.withdraw_offer),
    "refuse_offer": ("proposed", offers.refuse_offer),
    "reopen": ("declined expired", transitions.reopen),
}


@pytest.mark.parametrize(("name", "before"), list(itertools.product(ONLY_FROM, ALLOWED)))
def test_ways_back_to_the_desk_start_where_their_names_say(name, before):
    states, way = ONLY_FROM[name]
    request = make_request(service=make_service(), status=RequestStatus(before))
    was = everything_about(request)
    seen = {"request_id": request.pk, "version": request.version, "by": make_user()}

    if before in states.split():
        assert way(**seen).status == RequestStatus.IN_REVIEW
    else:
        with pytest.raises(TransitionRefused):
            way(**seen)
        assert everything_about(request) == was
