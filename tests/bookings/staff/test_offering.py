"""Offering times at the desk, and what the client says to them on the phone."""

import datetime as dt

import pytest
import time_machine

from bookings.models import Appointment, BookingRequest
from bookings.statuses import AppointmentStatus, RequestStatus
from tests.bookings.staff.desk import (
    DAY,
    answer,
    slot,
    status_of,
    stored,
    templates_to,
    url_of,
)
from tests.factories.bookings import book_visit, make_practitioner, make_request
from tests.factories.offers import make_offer

pytestmark = pytest.mark.usefixtures("now")


def at(hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(DAY, dt.time(hour, minute), tzinfo=dt.UTC)


def offered() -> list[tuple[dt.datetime, str]]:
    return list(Appointment.objects.order_by("start").values_list("start", "status"))


@pytest.fixture
def request_(service) -> BookingRequest:
    return make_request(service=service)


@pytest.fixture
def offer(request_, practitioner, reception):
    """Two times, offered; the proposals."""
    return make_offer(
        at(10), at(14), request=request_, practitioner=practitioner, by=reception.user
    )


def typed(practitioner, row: int, time: str, day: dt.date = DAY) -> dict[str, object]:
    return {
        f"day{row}": day.isoformat(),
        f"time{row}": time,
        f"practitioner{row}": practitioner.pk,
    }


# --- Offering -------------------------------------------------------------------------------


def test_times_from_the_list_and_typed_ones_are_offered(request_, practitioner, reception):
    page = reception.get(url_of(request_, "offer")).text
    assert "They are held for the client until Tue 24 Nov 2026, 10:00" in page
    assert page.count('type="checkbox" name="slot"') > 3

    times = {"slot": [slot(practitioner, at(10)), slot(practitioner, at(14))]}
    response = answer(reception, request_, "offer", **times, **typed(practitioner, 1, "16:05"))

    assert (response.status_code, response.url) == (302, url_of(request_))
    assert offered() == [(at(10), "held"), (at(14), "held"), (at(16, 5), "held")]
    assert status_of(request_) == RequestStatus.PROPOSED
    assert templates_to("vera@example.org") == ["request_received", "times_offered"]
    shown = reception.get(url_of(request_)).text
    assert "3 times offered." in shown
    assert shown.count("Time held for the client") == 3
    assert "Tue 1 Dec 2026, 16:05–17:05" in shown
    assert shown.count("held until Tue 24 Nov, 10:00") == 3


@pytest.mark.parametrize(
    ("hours", "typed_at", "words"),
    [
        ([], "", "Choose one, two or three times"),
        ([9, 11, 13, 15], "", "Choose one, two or three times"),
        ([9, 11, 13], "16:00", "Choose one, two or three times"),
        ([9], "25:00", "Enter a time, such as 14:30"),
        ([], "9:30pm", "Enter a time, such as 14:30"),
        ([9], "9:30", "Two of these times overlap. Change or leave out one."),
        ([9], "9:00", "Two of these times are the same. Change or leave out one."),
    ],
)
def test_offers_that_make_no_sense_are_refused(
    hours, typed_at, words, request_, practitioner, reception
):
    before = stored()
    row = typed(practitioner, 2, typed_at) if typed_at else {}

    chosen = [slot(practitioner, at(hour)) for hour in hours]
    response = answer(reception, request_, "offer", slot=chosen, **row)

    assert response.status_code == 422
    assert words in response.text
    assert f'value="{typed_at}"' in response.text
    assert response.context["chosen_slots"] == set(chosen)
    assert stored() == before


def test_half_a_typed_time_is_asked_for(request_, practitioner, reception):
    row = typed(practitioner, 1, "") | {"practitioner1": ""}

    response = answer(reception, request_, "offer", **row)

    errors = response.context["form"].errors
    assert response.status_code == 422
    assert errors["time1"] == ["Enter a time"]
    assert errors["practitioner1"] == ["Choose a person"]
    assert '<details class="desk-more" open>' in response.text


@pytest.mark.parametrize("value", ["x", "1@", "\x00", "9" * 50, "1@20261201T2560Z"])
def test_tampered_times_are_refused(value, request_, practitioner, reception):
    before = stored()

    response = answer(reception, request_, "offer", slot=[value])

    assert response.status_code == 422
    assert "Choose a time from the list" in response.text
    assert stored() == before


def test_refusal_names_the_time_and_the_whole_offer_waits(
    request_, service, practitioner, reception
):
    book_visit(practitioner, service=service, start=at(14), by=reception.user)
    times = {"slot": [slot(practitioner, at(10))]} | typed(practitioner, 3, "14:30")

    taken = answer(reception, request_, "offer", **times)
    tight = answer(reception, request_, "offer", **times | {"time3": "15:05"})

    assert taken.status_code == 409
    words = "Tue 1 Dec, 14:30: That time is already taken. Choose another."
    assert taken.context["form"].errors["time3"] == [words]
    assert tight.status_code == 422
    (why,) = tight.context["form"].errors["override_reason"]
    assert why.startswith("Tue 1 Dec, 15:05: It leaves no time to tidy up")
    assert status_of(request_) == RequestStatus.RECEIVED
    reason = {"time3": "15:05", "override_reason": "She asked"}
    assert answer(reception, request_, "offer", **times | reason).status_code == 302


def test_two_practitioners_are_told_apart(request_, service, practitioner, reception):
    bo = make_practitioner(name="Bo", services=[service])

    page = reception.get(url_of(request_, "offer")).text
    chosen = [slot(bo, at(10)), slot(practitioner, at(10))]

    assert "with Bo" in page
    assert answer(reception, request_, "offer", slot=chosen).status_code == 302
    assert {visit.practitioner for visit in Appointment.objects.all()} == {bo, practitioner}


# --- What the client says -------------------------------------------------------------------


def test_client_takes_one_on_the_phone(request_, offer, reception):
    response = answer(reception, request_, "accept", proposal=offer[1].pk)

    assert (response.status_code, response.url) == (302, url_of(request_))
    assert offered() == [(at(10), "released"), (at(14), "confirmed")]
    page = reception.get(url_of(request_))
    assert "Confirmed: Tuesday 1 December 2026, 14:00 (Europe/London), with Thea." in page.text
    assert "A mail to vera@example.org is on its way." in page.text
    assert [visit.start for visit in page.context["appointments"]] == [at(14)]
    assert "The client takes this" not in page.text


@pytest.mark.parametrize("proposal", ["", "0", "x", "-1", "9" * 30, "\x00", "4711"])
def test_time_that_was_never_offered_is_not_taken(proposal, request_, offer, reception):
    before = stored()

    response = answer(reception, request_, "accept", proposal=proposal)

    assert response.status_code in {409, 422}
    assert "There is a problem" in response.text
    assert stored() == before


def test_time_of_another_request_is_not_taken(offer, service, practitioner, reception):
    other = make_request(service=service)
    make_offer(at(17), request=other, practitioner=practitioner, by=reception.user)
    before = stored()

    assert answer(reception, other, "accept", proposal=offer[0].pk).status_code == 409
    assert stored() == before


def test_lapsed_time_is_not_taken_and_says_why(request_, offer, reception):
    with time_machine.travel(dt.datetime(2026, 11, 24, 10, 1, tzinfo=dt.UTC), tick=False):
        response = answer(reception, request_, "accept", proposal=offer[0].pk)

        assert response.status_code == 409
        assert "This time is no longer held." in response.text
        assert status_of(request_) == RequestStatus.IN_REVIEW


@pytest.mark.parametrize(
    ("action", "state", "words"),
    [
        ("none_fit", "None fit", "None of them fits: the times are free again"),
        ("withdraw_offer", "Withdrawn", "The client was not told."),
    ],
)
def test_offer_ends_and_another_can_be_made(
    action, state, words, request_, offer, practitioner, reception
):
    response = answer(reception, request_, action)

    assert response.status_code == 302
    assert [status for _start, status in offered()] == [AppointmentStatus.RELEASED] * 2
    page = reception.get(url_of(request_)).text
    assert words in page
    assert page.count(f">{state}</span>") == 2
    assert templates_to("vera@example.org")[-1] == "times_offered"
    request_.refresh_from_db()
    again = answer(reception, request_, "offer", slot=[slot(practitioner, at(10))])
    assert again.status_code == 302


@pytest.mark.parametrize("action", ["accept", "none_fit", "withdraw_offer"])
def test_answer_to_an_offer_with_an_old_version_is_refused(action, request_, offer, reception):
    before = stored()

    response = answer(reception, request_, action, version=1, proposal=offer[0].pk)

    assert response.status_code == 409
    assert "Somebody else has changed this request in the meantime." in response.text
    assert stored() == before
