"""What the desk sees of the waiting list, and of what it was offered by itself."""

import pytest
from bs4 import BeautifulSoup

from bookings.domain.holds import release_lapsed
from bookings.domain.waiting_list import offer_freed
from bookings.models import BookingRequest
from tests.bookings.domain.waiting import free, make_waiting
from tests.bookings.staff.desk import REQUESTS, answer, url_of
from tests.factories.bookings import make_request

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def waiting(practice, service):
    return [make_waiting(service=service) for _ in range(3)]


def page_of(client, request) -> BeautifulSoup:
    return BeautifulSoup(client.get(url_of(request)).content, "html.parser")


def words(element) -> str:
    return " ".join(element.get_text(" ").split())


def test_place_on_the_list_is_said_while_somebody_waits(waiting, reception):
    headline = words(page_of(reception, waiting[2]).select_one(".desk-headline"))

    assert "On the waiting list since Sun 22 Nov 2026, 5:00, in place 3." in headline
    assert "Without an email address" not in headline


def test_who_has_no_address_is_to_be_called(practice, service, reception):
    request = make_waiting(service=service, email="", phone="01632 960 001")

    headline = words(page_of(reception, request).select_one(".desk-headline"))

    assert "in place 1. Without an email address no time that comes free is offered" in headline


def test_place_is_not_said_of_who_does_not_wait_or_to_who_may_not_see_it(
    waiting, service, reception, onlooker
):
    received = page_of(reception, make_request(service=service))
    assert "waiting list since" not in words(received)
    assert "waiting list since" not in words(page_of(onlooker, waiting[0]))


def test_freed_time_is_told_as_what_nobody_at_the_desk_did(waiting, practitioner, reception):
    free(practitioner)
    offer_freed()

    page = page_of(reception, waiting[0])
    offered = words(page.select_one(".desk-offer li"))

    assert offered.startswith(
        "Tue 1 Dec 2026, 9:00–10:00 with Thea Open by itself, from the waiting list held until"
    )
    timeline = words(page.select_one(".desk-timeline"))
    assert "Offered a time that came free the system" in timeline
    assert "Mail to the client: A time has come free" in timeline
    assert "in place 1." in words(page.select_one(".desk-headline"))
    row = reception.get(f"{REQUESTS}?tab=offered").text
    assert waiting[0].reference in row
    assert "Times offered" in row


def test_time_that_was_held_in_vain_is_told_and_the_place_kept(
    waiting, practitioner, reception, now
):
    free(practitioner)
    offer_freed()
    BookingRequest.objects.get(pk=waiting[0].pk).appointments.update(hold_expires_at=now)
    release_lapsed()

    page = page_of(reception, waiting[0])

    assert "Lapsed" in words(page.select_one(".desk-offer li"))
    timeline = words(page.select_one(".desk-timeline"))
    assert "Offered times lapsed the system" in timeline
    assert "in place 1." in words(page.select_one(".desk-headline"))


@pytest.mark.parametrize("action", ["none_fit", "withdraw_offer"])
def test_staff_end_an_offer_of_the_list_and_the_place_is_kept(
    waiting, practitioner, reception, action
):
    free(practitioner)
    offer_freed()
    waiting[0].refresh_from_db()

    assert answer(reception, waiting[0], action).status_code == 302

    waiting[0].refresh_from_db()
    assert waiting[0].status == "waitlisted"
    assert "in place 1." in words(page_of(reception, waiting[0]).select_one(".desk-headline"))


@pytest.mark.parametrize("number", [1, 30])
def test_place_is_counted_in_as_many_queries_however_many_wait(
    number, service, practice, reception, django_assert_num_queries
):
    requests = [make_waiting(service=service) for _ in range(number)]
    url = url_of(requests[-1])
    reception.get(url)

    with django_assert_num_queries(21):
        reception.get(url)
