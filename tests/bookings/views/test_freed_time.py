"""A time that came free, on the page of the client who waited for it."""

import pytest

from bookings.domain import offers
from bookings.domain.holds import release_lapsed
from bookings.domain.manage import manage_token
from bookings.models import Proposal
from tests.bookings.domain.offering import NOW
from tests.factories.offers import make_offer
from tests.factories.situations import DAY, came_free

pytestmark = pytest.mark.django_db

HEADING = "You are still on the waiting list"


@pytest.fixture
def asked(service):
    """A request from the waiting list, for which a time is held."""
    request = came_free(service=service)
    request.refresh_from_db()
    return request


def open_page(visitor, asked):
    return visitor.open(f"/my-request/{manage_token(asked)}/")


def send(visitor, choice):
    """Answer the offer, on the page as it lies open."""
    form = visitor.page.select_one("form:has(input[name=about][value=offer])")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    return visitor.client.post(form["action"], hidden | {"choice": choice})


def main(visitor):
    return " ".join(visitor.page.main.get_text(" ").split())


def let_lapse(asked, clock):
    clock.move_to(asked.appointments.get().hold_expires_at)


def test_page_says_what_came_free_and_that_the_place_is_kept(visitor, asked):
    open_page(visitor, asked)

    assert "A time has come free, and we keep it for you." in main(visitor)
    assert "You stay on the waiting list." in main(visitor)
    key = str(Proposal.objects.get().pk)
    choices = visitor.page.select("form:has(input[value=offer]) input[type=radio]")
    assert [(radio["value"], "checked" in radio.attrs) for radio in choices] == [
        (key, False),
        ("none", False),
    ]
    assert "Do you take this time?" in main(visitor)


def test_times_that_staff_offer_to_who_waits_are_not_called_so(visitor, asked, service):
    offers.refuse_offer(request_id=asked.pk)
    asked.refresh_from_db()
    make_offer(NOW + 9 * DAY, request=asked, override_reason="As arranged")

    open_page(visitor, asked)

    assert "We have kept this time for you." in main(visitor)
    assert "come free" not in main(visitor)


def test_time_is_taken(visitor, asked):
    response = send(open_page(visitor, asked), str(Proposal.objects.get().pk))

    assert response.status_code == 303
    asked.refresh_from_db()
    assert (asked.status, asked.waitlist_entry.state) == ("confirmed", "taken")


def test_who_cannot_take_it_stays_on_the_list_and_may_press_twice(visitor, asked):
    open_page(visitor, asked)

    sent = [send(visitor, "none").status_code for _ in range(2)]

    assert sent == [303, 303]
    assert open_page(visitor, asked).page.h1.text == HEADING


@pytest.mark.parametrize("tidied_up", [False, True])
def test_hold_that_has_lapsed_is_explained(visitor, asked, clock, tidied_up):
    open_page(visitor, asked)
    let_lapse(asked, clock)
    if tidied_up:
        release_lapsed()

    visitor.response = send(visitor, str(Proposal.objects.get().pk))

    assert visitor.response.status_code == 409
    notice = visitor.page.select_one(".error-summary p").text
    assert notice == "This time is no longer held. You are still on the waiting list."
    assert visitor.page.h1.text == HEADING
