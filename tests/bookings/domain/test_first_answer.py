"""When the practice first told a client something, which the reports measure."""

import datetime as dt

import pytest
import time_machine

from bookings.domain import places_in_line, transitions
from bookings.statuses import RequestStatus
from tests.factories.bookings import make_request
from tests.factories.offers import make_offer
from tests.factories.people import make_user

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def test_first_answer_is_the_first_that_the_client_hears_of(clock):
    request, staff = make_request(), make_user()
    clock.shift(HOUR)
    transitions.take(request_id=request.pk, version=1, by=staff)
    clock.shift(HOUR)
    transitions.ask(request_id=request.pk, version=2, by=staff, question="Which side?")
    clock.shift(HOUR)
    transitions.decline(request_id=request.pk, version=3, by=staff, reason="no_time", message="")

    request.refresh_from_db()
    assert request.first_answered_at == NOW + 2 * HOUR


@pytest.mark.parametrize("deed", [transitions.quarantine, transitions.take])
def test_what_the_client_does_not_hear_is_no_answer(clock, deed):
    request = make_request()
    deed(request_id=request.pk, version=1, by=make_user())
    request.refresh_from_db()
    assert request.first_answered_at is None


def test_offer_is_an_answer(clock):
    request = make_request(age=HOUR)
    make_offer(NOW + 48 * HOUR, request=request)
    request.refresh_from_db()
    assert request.first_answered_at == NOW


def test_what_the_client_does_is_no_answer_of_the_practice(clock):
    request = make_request(status=RequestStatus.IN_REVIEW)
    places_in_line.join_waiting_list(request_id=request.pk, version=None)
    request.refresh_from_db()
    assert (request.status, request.first_answered_at) == (RequestStatus.WAITLISTED, None)
