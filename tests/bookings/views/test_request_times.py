"""Live times in the form: what is listed, what is kept, what is refused and in which words."""

import datetime as dt

import pytest
from django.utils import timezone

from bookings.domain.availability import Diary
from bookings.models import (
    BookingRequest,
    ExceptionKind,
    OutboxMessage,
    Practitioner,
    ScheduleException,
)
from home.models import PracticeSettings
from tests.bookings.views.diary import book
from tests.factories.bookings import make_practitioner, make_service

pytestmark = pytest.mark.django_db

# Tuesdays and Thursdays, 9 to 12 in New York, which is 14 to 17 UTC in December.
HOURS = [(1, "09:00", "12:00"), (3, "09:00", "12:00")]
NINE, TEN, ELEVEN = (f"2026-12-01T{hour}:00:00Z" for hour in (14, 15, 16))
NEXT_NINE = "2026-12-08T14:00:00Z"


@pytest.fixture
def practitioner(service) -> Practitioner:
    return make_practitioner(services=[service], hours=HOURS)


@pytest.fixture
def live(practitioner, answers) -> dict[str, object]:
    """An ordinary visitor who picks one free time and no window."""
    windows = {"wish_1_day": "", "wish_1_part": "", "wish_2_day": ""}
    return answers | windows | {"times": [NINE]}


def test_the_first_six_days_with_times_are_listed(visitor, practitioner, form_url):
    visitor.open(form_url)

    listed = visitor.days
    assert list(listed) == [
        "Tuesday 24 November",
        "Thursday 26 November",
        "Tuesday 1 December",
        "Thursday 3 December",
        "Tuesday 8 December",
        "Thursday 10 December",
    ]
    every_quarter = ["9:00", "9:15", "9:30", "9:45", "10:00", "10:15", "10:30", "10:45", "11:00"]
    assert listed["Tuesday 1 December"] == every_quarter
    assert "Free times for 60 minutes" in visitor.page.select_one("#times").text
    assert "America/New_York" in visitor.page.select_one("#times").text


def test_later_days_are_folded_unless_a_time_of_theirs_is_ticked(visitor, practitioner, form_url):
    visitor.open(form_url)
    folded = visitor.page.select("#times details")
    assert [" ".join(day.summary.text.split()) for day in folded] == [
        "Tuesday 1 December 9:00–11:00",
        "Thursday 3 December 9:00–11:00",
        "Tuesday 8 December 9:00–11:00",
        "Thursday 10 December 9:00–11:00",
    ]
    assert [day for day in folded if day.has_attr("open")] == []

    visitor.send(times=[NINE])

    folded = [day.summary.text.split()[:3] for day in visitor.page.select("#times details")]
    assert folded == [
        ["Thursday", "3", "December"],
        ["Tuesday", "8", "December"],
        ["Thursday", "10", "December"],
    ]


def test_the_page_of_the_service_shows_three_days_and_the_first_free_one(
    visitor, service, practitioner
):
    page = visitor.open(service.url).page

    assert len(visitor.days) == 3
    facts = [" ".join(row.get_text(" ").split()) for row in page.select(".facts > div")]
    assert "Next free Tuesday 24 November" in facts


def test_without_free_times_windows_and_any_time_are_left(visitor, service, form_url):
    page = visitor.open(form_url).page

    assert visitor.response.status_code == 200
    assert visitor.days == {}
    assert "No times are free at the moment." in page.select_one("#times").text
    assert page.select_one("details").has_attr("open")
    assert "Next free" not in visitor.open(service.url).page.select_one(".facts").text


def test_twelve_times_a_day_are_spread_over_it(visitor, service, form_url):
    make_practitioner(services=[service], hours=[(1, "09:00", "19:00")])

    visitor.open(form_url)

    assert visitor.days["Tuesday 1 December"] == [
        *["9:00", "10:00", "11:00", "11:30", "12:00", "13:00", "14:00", "14:30", "15:00"],
        *["16:00", "17:00", "18:00"],
    ]


def test_times_of_several_practitioners_are_listed_once(visitor, service, practitioner, form_url):
    make_practitioner(name="Zoe", services=[service], hours=[(1, "09:00", "10:15")])

    visitor.open(form_url)

    assert visitor.days["Tuesday 1 December"][:3] == ["9:00", "9:15", "9:30"]


def test_more_days_keeps_what_was_typed_and_what_was_ticked(visitor, form_url, live):
    visitor.open(form_url).send(button="2026-12-15", **live)

    assert visitor.response.status_code == 200
    assert visitor.errors == {}
    listed = visitor.days
    assert list(listed) == [
        "Tuesday 1 December",
        *["Tuesday 15 December", "Thursday 17 December", "Tuesday 22 December"],
        *["Thursday 24 December", "Tuesday 29 December", "Thursday 31 December"],
    ]
    assert listed["Tuesday 1 December"] == ["9:00"]
    kept = visitor.form()
    assert kept["times"] == [NINE]
    assert [kept[name][0] for name in ("name", "notes", "minutes")] == [
        "Vera Visitor",
        "A tight neck since spring.",
        "60",
    ]
    assert kept["areas"] == ["head", "neck"]
    assert "no-store" in visitor.response["Cache-Control"]

    visitor.send(button="first")
    assert next(iter(visitor.days)) == "Tuesday 24 November"


def test_more_days_end_at_the_horizon(visitor, practitioner, form_url):
    # To the minute: on 21 January at 7:00 the sixty days are over.
    visitor.open(form_url)
    while button := visitor.page.find("button", string="More days"):
        visitor.send(button=button["value"])

    assert list(visitor.days)[-1] == "Tuesday 19 January"


def test_an_error_keeps_the_days_that_were_shown(visitor, form_url, live):
    visitor.open(form_url).send(button="2026-12-15", **live).send(name="")

    assert visitor.response.status_code == 422
    assert list(visitor.days)[:2] == ["Tuesday 1 December", "Tuesday 15 December"]
    assert visitor.form()["times"] == [NINE]


@pytest.mark.parametrize("value", ["2026-13-45", "9999-12-31", "0001-01-01", "x", ""])
def test_any_first_day_gives_a_page(visitor, practitioner, form_url, answers, value):
    response = visitor.client.post(form_url, answers | {"show": value})

    assert response.status_code == 200


def test_other_lengths_have_their_own_times(visitor, form_url, live):
    nearly_noon = "2026-12-01T16:00:00Z"

    visitor.open(form_url)
    button = visitor.page.find("button", string="Show times for this length")
    assert button["name"] == "show"
    visitor.client.post(form_url)
    data = visitor.form() | live | {"minutes": "90", "times": [nearly_noon, NINE], "show": ""}
    visitor.response = visitor.client.post(form_url, data)

    times = visitor.page.select_one("#times")
    assert "Free times for 90 minutes" in times.text
    assert visitor.days["Tuesday 1 December"][-1] == "10:30"
    assert times.select_one(".error").text == (
        "Tuesday 1 December, 11:00 is not free for 90 minutes. Choose another"
    )
    assert visitor.form()["times"] == [NINE]


def test_a_time_listed_for_another_length_is_taken_where_it_is_free(visitor, form_url, live):
    visitor.open(form_url).send(**live | {"minutes": "90"}).send()

    wish = BookingRequest.objects.get().preferences.get()
    assert wish.slot_end - wish.slot_start == dt.timedelta(minutes=90)


NOT_FREE = [
    ("x", "Choose times from the list"),
    ("2026-12-01T14:00:00", "Choose times from the list"),
    ("0001-01-01T00:00:00Z", "Choose times from the list"),
    ("2026-02-30T14:00:00Z", "Choose times from the list"),
    ("2026-11-17T14:00:00Z", "Tuesday 17 November, 9:00 has passed. Choose a later time"),
    ("2026-11-22T14:00:00Z", "Sunday 22 November, 9:00 is too soon. Choose a later time"),
    ("2027-01-26T14:00:00Z", "Tuesday 26 January, 9:00 is too far ahead. Choose an earlier time"),
    ("2999-12-31T23:59:59Z", "Tuesday 31 December, 18:59 is too far ahead. Choose an earlier time"),
    (
        "2026-12-01T14:05:00Z",
        "Tuesday 1 December, 9:05 is not one of the free times. Choose one from the list",
    ),
    (
        "2026-12-02T14:00:00Z",
        "Wednesday 2 December, 9:00 is not one of the free times. Choose one from the list",
    ),
]


@pytest.mark.parametrize(("value", "message"), NOT_FREE)
def test_a_tampered_time_is_refused_in_words(visitor, form_url, live, value, message):
    visitor.open(form_url).send(**live | {"times": [value]})

    assert visitor.response.status_code == 422
    assert visitor.errors == {"id_times_0_0": message}
    field = visitor.page.find(id="id_times_0_0").find_parent(class_="field")
    assert field.select_one(".errorlist").text == message
    assert "times" not in visitor.form()
    assert visitor.form()["notes"] == ["A tight neck since spring."]
    assert not BookingRequest.objects.exists()


GONE = "Tuesday 1 December, 9:00 has just gone. Choose another"
NOT_FREE = "Tuesday 1 December, 9:00 is not one of the free times. Choose one from the list"


def take_it(practitioner):
    book(practitioner, NINE)


def close_the_day(practitioner):
    day = dt.date(2026, 12, 1)
    ScheduleException.objects.create(kind=ExceptionKind.CLOSED, date_from=day, date_until=day)


@pytest.mark.parametrize(("happens", "words"), [(take_it, GONE), (close_the_day, NOT_FREE)])
def test_a_time_that_went_before_the_check_page_says_so(
    visitor, form_url, live, practitioner, happens, words
):
    visitor.open(form_url)
    happens(practitioner)

    visitor.send(**live | {"times": [NINE, NEXT_NINE]})

    assert visitor.response.status_code == 422
    assert list(visitor.errors.values()) == [words]
    assert visitor.form()["times"] == [NEXT_NINE]
    assert visitor.form()["areas"] == ["head", "neck"]


def test_a_time_that_went_before_sending_stores_nothing_and_keeps_everything(
    visitor, form_url, live, practitioner
):
    visitor.open(form_url).send(**live)
    book(practitioner, NINE)
    mails = OutboxMessage.objects.count()

    visitor.send()

    assert visitor.response.status_code == 422
    assert visitor.title.startswith("Error: Request a time")
    assert list(visitor.errors.values()) == [GONE]
    kept = visitor.form()
    assert (kept["notes"], kept["areas"], "times" in kept) == (
        ["A tight neck since spring."],
        ["head", "neck"],
        False,
    )
    assert not BookingRequest.objects.filter(name="Vera Visitor").exists()
    assert OutboxMessage.objects.count() == mails
    visitor.send(times=[NEXT_NINE]).send()
    assert visitor.response.status_code == 303


def test_a_page_sent_again_after_its_time_was_given_is_the_same_request(
    visitor, form_url, live, practitioner
):
    visitor.open(form_url).send(**live)
    check_page = visitor.response
    first = visitor.send().response["Location"]
    book(practitioner, NINE)

    visitor.response = check_page
    visitor.send()

    assert visitor.response["Location"] == first
    assert BookingRequest.objects.filter(name="Vera Visitor").count() == 1


def test_a_time_of_another_service_is_refused(visitor, live, form_url):
    other = make_service(title="Feet")
    make_practitioner(name="Zoe", services=[other], hours=[(5, "09:00", "12:00")])
    saturday = "2026-12-05T14:00:00Z"
    assert Diary.for_service(other, 60).at(dt.datetime.fromisoformat(saturday))

    visitor.open(form_url).send(**live | {"times": [saturday]})

    assert list(visitor.errors.values()) == [
        "Saturday 5 December, 9:00 is not one of the free times. Choose one from the list"
    ]


def test_more_than_three_are_explained_and_stay_ticked(visitor, form_url, live):
    four = [NINE, TEN, ELEVEN, NEXT_NINE]

    visitor.open(form_url).send(**live | {"times": four})

    assert visitor.errors == {"id_times_0_0": "You chose 4 times and days. Choose 3 at most"}
    assert visitor.form()["times"] == four


def test_times_and_windows_are_counted_together(visitor, form_url, live):
    windows = {"wish_1_day": "thursday", "wish_2_day": "any"}

    visitor.open(form_url).send(**live | windows | {"times": [NINE, TEN]})

    assert list(visitor.errors.values()) == ["You chose 4 times and days. Choose 3 at most"]
    assert visitor.page.select_one("details:has([name=wish_1_day])").has_attr("open")


def test_times_and_any_time_are_not_guessed_about(visitor, form_url, live):
    visitor.open(form_url).send(**live | {"any_time": "on"})

    assert visitor.errors == {
        "id_any_time": "Choose either times and days, or “Any time is fine”, not both"
    }
    assert visitor.form()["times"] == [NINE]


def test_nothing_chosen_leads_to_the_first_time(visitor, form_url, live):
    visitor.open(form_url).send(**live | {"times": []})

    assert visitor.errors == {
        "id_times_0_0": "Choose at least one time or day, or “Any time is fine”"
    }


def test_the_confirmation_page_and_the_mails_name_time_and_zone(visitor, form_url, live):
    visitor.open(form_url).send(**live)
    words = "Tuesday 1 December 2026, 9:00"
    assert visitor.page.find("dt", string="When").find_next("dd").text.strip() == words

    visitor.send()
    visitor.open(visitor.response["Location"])

    assert [li.text for li in visitor.page.select(".asked-times li")] == [words]
    for mail in OutboxMessage.objects.all():
        assert f"{words} (America/New_York)" in mail.text
        assert f"{words} (America/New_York)" in mail.html
    wish = BookingRequest.objects.get().preferences.get()
    assert wish.slot_start == dt.datetime(2026, 12, 1, 14, tzinfo=dt.UTC)
    assert wish.slot_end == dt.datetime(2026, 12, 1, 15, tzinfo=dt.UTC)


def test_times_that_come_twice_are_told_apart(visitor, service, form_url, clock):
    PracticeSettings.objects.update(time_zone="Europe/London")
    clock.move_to(dt.datetime(2027, 10, 28, 12, tzinfo=dt.UTC))
    make_practitioner(services=[service], hours=[(6, "01:00", "03:00")])

    visitor.open(form_url)

    sunday = visitor.days["Sunday 31 October"]
    assert sunday[0] == "1:00, before the clocks go back"
    assert "1:00, after the clocks go back" in sunday
    value = "2027-10-31T01:00:00Z"
    assert visitor.page.find(value=value).find_parent("label").text.strip() == (
        "1:00, after the clocks go back"
    )
    assert timezone.now().tzinfo == dt.UTC


def test_enter_in_a_text_field_does_not_press_more_days(visitor, practitioner, form_url):
    buttons = visitor.open(form_url).page.select("main form button")

    assert (buttons[0].get("name"), buttons[0]["tabindex"]) == (None, "-1")
