"""The form of a service as the page cache gives it: without a query, and never with old times."""

import datetime as dt

import pytest
from django.test import Client

from bookings.models import BookingRequest, BookingSettings
from home.models import PracticeSettings
from tests.bookings.views.diary import book
from tests.bookings.views.visitor import Visitor
from tests.factories.bookings import make_practitioner
from tests.factories.visits import make_visit
from tests.front import Visitor as Front

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database", "page_cache")]

TEN = "2026-12-01T15:00:00Z"
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def practitioner(service):
    PracticeSettings.current(), BookingSettings.current()
    return make_practitioner(services=[service], hours=[(1, "10:00", "12:00")])


@pytest.fixture(params=["service page", "form alone", "form of an article"])
def kept(request, front, service, practitioner, form_url):
    """How to ask for one of the pages that is kept already."""
    query = "article=7" if request.param == "form of an article" else ""
    address = service.url if request.param == "service page" else form_url

    def ask():
        return front.get(address, QUERY_STRING=query)

    assert not ask().was_kept
    return ask


@pytest.fixture
def front() -> Front:
    return Front()


def test_page_with_the_form_asks_the_database_for_nothing(kept, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = kept()

    assert (answer.status, answer.was_kept) == (200, True)
    assert {"Set-Cookie", "Cookie"} & answer.headers.keys() == set()
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert TEN in answer.body.decode()


def test_page_with_the_form_is_made_anew_when_a_time_is_taken(kept, practitioner):
    book(practitioner, TEN)

    answer = kept()

    assert not answer.was_kept
    assert TEN not in answer.body.decode()


def test_page_with_the_form_is_made_anew_after_a_minute(kept, clock):
    clock.shift(MINUTE - dt.timedelta(seconds=1))
    assert kept().was_kept
    clock.shift(dt.timedelta(seconds=1))

    assert not kept().was_kept


def test_page_without_times_is_kept_when_the_diary_changes(front, service, practitioner):
    service.accepts_requests = False
    service.save_revision().publish()
    front.get(service.url)
    make_visit(practitioner, dt.datetime.fromisoformat(TEN))

    assert front.get(service.url).was_kept


def test_request_is_sent_from_a_page_that_was_kept(kept, form_url, answers, service):
    kept()
    visitor = Visitor(Client(enforce_csrf_checks=True))

    visitor.response = visitor.client.post(form_url, answers)
    assert visitor.title == "Check your request"
    visitor.send()

    assert visitor.response.status_code == 303
    assert BookingRequest.objects.count() == 1
