"""A client moves her visit on her own page: what is listed, what is sent, what comes of it."""

import pytest

from bookings.domain import appointments, cancellation
from bookings.domain.manage import manage_token
from bookings.views.situation import State
from tests.bookings.views.diary import book
from tests.bookings.views.moving import (
    HOUR,
    NEXT_NINE,
    NINE,
    SECOND,
    TEN,
    address,
    move_at_the_desk,
    move_page,
    moved_at,
    notice,
    stored,
    words,
)
from tests.factories.people import make_user
from tests.factories.situations import make_situation

pytestmark = pytest.mark.django_db

GONE = "Tuesday 8 December, 9:00 has just gone. Choose another"
CHANGED = (
    "This has changed since you opened the page, so your answer was not taken. "
    "This is how it stands now."
)


def test_page_lists_the_free_times_with_hers_apart(visitor, visit, thea):
    book(thea, "2026-12-03T14:00:00Z")

    visitor.open(move_page(visit))

    assert visitor.response.status_code == 200
    assert visitor.title == visitor.page.h1.text == "Move your appointment"
    assert visitor.page.select_one(".lead").text == (
        "Your time now: Tuesday 1 December 2026, 10:00"
    )
    listed = visitor.days
    assert list(listed) == [
        "Tuesday 24 November",
        "Thursday 26 November",
        "Tuesday 1 December",
        "Thursday 3 December",
        "Tuesday 8 December",
        "Thursday 10 December",
    ]
    # Beside her own time, which is no obstacle to times around it.
    every_quarter = ["9:00", "9:15", "9:30", "9:45", "10:15", "10:30", "10:45", "11:00"]
    assert listed["Tuesday 1 December"] == every_quarter
    assert listed["Thursday 3 December"] == ["10:15", "10:30", "10:45", "11:00"]
    assert visitor.page.select("[checked]") == []
    assert "Free times for 60 minutes with Thea" in words(visitor)
    assert "America/New_York" in visitor.page.select_one("#times").text


def test_chosen_time_is_hers_at_once(visitor, visit):
    visitor.open(move_page(visit)).send(start=NINE)

    assert (visitor.response.status_code, visitor.response["Location"]) == (303, address(visit))
    assert moved_at(visit) == (NINE, 1, 1)
    visitor.open(address(visit))
    assert visitor.page.select_one("[role=status]").text == "Your appointment has been moved."
    assert visitor.page.select_one(".visit-facts dd").text == ("Tuesday 1 December 2026, 9:00")


def test_page_says_that_it_was_moved_until_something_else_happens(visitor, visit):
    visitor.open(move_page(visit)).send(start=NINE)
    visit.refresh_from_db()
    cancelled = cancellation.cancel_by_client(appointment_id=visit.pk, version=visit.version)
    cancellation.undo_cancellation(appointment_id=visit.pk, version=cancelled.version)

    visitor.open(address(visit))

    assert visitor.page.h1.text == State.CONFIRMED.label
    assert visitor.page.select_one("[role=status]") is None


def test_button_pressed_twice_moves_once(visitor, visit):
    page = visitor.open(move_page(visit)).response
    visitor.send(start=NINE)
    once = stored()

    visitor.response = page
    visitor.send(start=NINE)

    assert (visitor.response.status_code, visitor.response["Location"]) == (303, address(visit))
    assert stored() == once


def test_nothing_chosen_is_asked_again(visitor, visit):
    before = stored()

    visitor.open(move_page(visit)).send()

    assert visitor.response.status_code == 422
    assert visitor.title == "Error: Move your appointment"
    assert visitor.errors == {"id_start_0_0": "Choose a time"}
    field = visitor.page.find(id="id_start_0_0").find_parent(class_="field")
    assert field.select_one(".errorlist").text == "Choose a time"
    assert stored() == before


def test_more_days_keep_the_choice_and_change_nothing(visitor, visit):
    before = stored()

    visitor.open(move_page(visit)).send(button="2026-12-15", start=NINE)

    assert (visitor.response.status_code, visitor.errors) == (200, {})
    assert list(visitor.days) == [
        "Tuesday 1 December",
        *["Tuesday 15 December", "Thursday 17 December", "Tuesday 22 December"],
        *["Thursday 24 December", "Tuesday 29 December", "Thursday 31 December"],
    ]
    assert visitor.form()["start"] == [NINE]
    assert stored() == before
    visitor.send()
    assert moved_at(visit) == (NINE, 1, 1)


def test_back_to_the_first_days(visitor, visit):
    visitor.open(move_page(visit)).send(button="2026-12-15").send(button="first")

    assert next(iter(visitor.days)) == "Tuesday 24 November"


def test_days_stay_where_they_were_after_an_error(visitor, visit):
    visitor.open(move_page(visit)).send(button="2026-12-15").send()

    assert visitor.response.status_code == 422
    assert next(iter(visitor.days)) == "Tuesday 15 December"


def test_time_that_went_meanwhile_says_so_with_the_others(visitor, visit, thea):
    visitor.open(move_page(visit))
    book(thea, NEXT_NINE)
    before = stored()

    visitor.send(start=NEXT_NINE)

    assert visitor.response.status_code == 409
    assert visitor.title == "Error: Move your appointment"
    assert visitor.errors == {"id_start_0_0": GONE}
    assert "9:00" not in visitor.days["Tuesday 8 December"]
    assert "start" not in visitor.form()
    assert stored() == before
    visitor.send(start=NINE)
    assert moved_at(visit) == (NINE, 1, 1)


def test_time_that_went_while_more_days_were_looked_at_says_so(visitor, visit, thea):
    visitor.open(move_page(visit))
    book(thea, NEXT_NINE)

    visitor.send(button="2026-12-15", start=NEXT_NINE)

    assert visitor.response.status_code == 200
    assert visitor.page.select_one("#times .error").text == GONE
    assert "start" not in visitor.form()


def test_visit_that_the_desk_moved_meanwhile_is_shown_where_it_is(visitor, visit):
    visitor.open(move_page(visit))
    move_at_the_desk(visit, NEXT_NINE)
    before = stored()

    visitor.send(start=NINE)

    assert (visitor.response.status_code, notice(visitor)) == (409, CHANGED)
    assert visitor.title == "Error: Move your appointment"
    assert "Tuesday 8 December 2026, 9:00" in visitor.page.select_one(".lead").text
    assert stored() == before
    # What was chosen is still chosen, for whoever wants it all the same.
    assert visitor.form()["start"] == [NINE]
    visitor.send()
    assert moved_at(visit) == (NINE, 1, 2)


def test_time_to_which_the_desk_moved_it_already_is_hers(visitor, visit):
    visitor.open(move_page(visit))
    move_at_the_desk(visit, NINE)

    visitor.send(start=NINE)

    assert visitor.response.status_code == 303
    assert moved_at(visit) == (NINE, 0, 1)


def test_her_own_time_is_not_another_one(visitor, visit):
    visitor.open(move_page(visit))
    before = stored()

    visitor.send(start=TEN)

    assert visitor.response.status_code == 303
    assert stored() == before


def test_visit_that_was_cancelled_meanwhile_says_how_it_stands(visitor, visit):
    visitor.open(move_page(visit))
    appointments.cancel(
        appointment_id=visit.pk, version=visit.version, by=make_user(), reason="Ill"
    )
    before = stored()

    visitor.send(start=NINE)

    assert (visitor.response.status_code, notice(visitor)) == (409, CHANGED)
    assert visitor.page.select_one(".lead").text == State.CANCELLED.label
    assert visitor.page.select("main form") == []
    assert stored() == before


def test_hours_before_the_visit_it_is_for_the_desk_to_move(visitor, visit, clock):
    visitor.open(move_page(visit))
    clock.move_to(visit.start - 24 * HOUR + SECOND)
    before = stored()
    late = "You could move it here until Monday 30 November 2026, 10:00."

    visitor.send(start=NEXT_NINE)
    assert (visitor.response.status_code, notice(visitor)) == (409, late)
    assert stored() == before

    visitor.open(move_page(visit))
    assert visitor.response.status_code == 200
    assert visitor.page.select("main form") == []
    assert f"{late} To come at another time, ring or write to us." in words(visitor)
    assert "+44 1632 960 001" in words(visitor)
    visitor.open(address(visit))
    assert f"{late} Ring or write to us" in words(visitor)
    assert visitor.page.select("a[href='move/']") == []


def test_page_of_the_request_leads_there_and_says_until_when(visitor, visit):
    visitor.open(address(visit))

    assert visitor.page.select_one("a[href='move/']").text == "Move this appointment"
    until = "Monday 30 November 2026, 10:00"
    assert f"You can move it here until {until}." in words(visitor)


def test_last_move_says_that_it_is_the_last(visitor, visit):
    once_more = "You can move it here once more."
    assert once_more not in words(visitor.open(move_page(visit)))
    visitor.send(start=NINE)
    assert once_more in words(visitor.open(move_page(visit)))
    visitor.send(start=TEN)

    visitor.open(address(visit))

    assert "You have moved it 2 times, which is as often as you can here." in words(visitor)
    assert moved_at(visit) == (TEN, 2, 2)


def test_without_free_times_it_is_for_the_desk_to_move(visitor, visit, thea):
    thea.opening_hours.all().delete()

    visitor.open(move_page(visit))

    no_times = "No times are free at the moment. To come at another time, ring or write to us."
    assert no_times in words(visitor)
    assert visitor.page.select("main form") == []
    assert "hello@practice.example.org" in words(visitor)


@pytest.mark.parametrize(("sent", "status"), [({"start": NINE}, 409), ({}, 422)])
def test_last_free_time_that_went_meanwhile_says_how_it_stands(visitor, visit, thea, sent, status):
    visitor.open(move_page(visit))
    thea.opening_hours.all().delete()

    visitor.send(**sent)

    assert (visitor.response.status_code, notice(visitor)) == (status, CHANGED)
    assert visitor.page.select("main form") == []


def test_beyond_the_last_free_day_there_is_a_way_back(visitor, visit):
    visitor.open(move_page(visit)).send(days_from="2999-01-01")

    assert visitor.response.status_code == 422
    assert visitor.errors == {"times": "Choose a time"}
    assert "No times are free on later days." in words(visitor)
    visitor.send(button="first")
    assert next(iter(visitor.days)) == "Tuesday 24 November"


@pytest.mark.parametrize("state", [state for state in State if state != State.CONFIRMED])
def test_where_nothing_can_be_moved_the_page_leads_to_the_request(visitor, service, state):
    asked = make_situation(state, service=service)
    before = stored()
    here, there = (f"/my-request/{manage_token(asked)}/{page}" for page in ("move/", ""))

    response = visitor.client.get(here)
    assert (response.status_code, response["Location"]) == (302, there)

    visitor.response = visitor.client.post(here, {"start": NINE, "version": "1"})
    assert visitor.response.status_code == 409
    assert visitor.page.select_one(".lead").text == state.label
    assert stored() == before
