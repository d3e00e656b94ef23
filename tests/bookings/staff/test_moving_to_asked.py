"""The page Move for a time that its address asks for: what the diary says of it at once."""

import datetime as dt
import re

import pytest

from bookings.models import Appointment
from tests.bookings.staff.desk import APPOINTMENTS, NOW
from tests.factories.bookings import book_visit, make_practitioner, make_service
from tests.factories.visits import make_visit

MONDAY = dt.date(2026, 11, 30)
TEN = dt.datetime(2026, 11, 30, 10, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
HOURS = [(day, "09:00", "18:00") for day in range(7)]


@pytest.fixture
def service(db, now):
    return make_service(title="Neck massage", turnaround_minutes=15)


@pytest.fixture
def thea(service):
    return make_practitioner(name="Thea", services=[service], hours=HOURS)


@pytest.fixture
def visit(thea, service) -> Appointment:
    return book_visit(thea, service=service, start=TEN, name="Vera")


def look(client, visit: Appointment, at: str):
    response = client.get(f"{APPOINTMENTS}{visit.pk}/move/", {"at": at})
    assert response.status_code == 200
    return response


def said(client, visit: Appointment, at: str) -> tuple[str, str, str] | None:
    asked = look(client, visit, at).context["asked"]
    return asked and (asked.words, asked.state, asked.state_words)


@pytest.mark.parametrize(
    ("time", "state", "words"),
    [
        ("20261130T1400", "free", "free"),
        ("20261130T1405", "free", "free"),
        # What the visit itself takes is no obstacle.
        ("20261130T1030", "free", "free"),
        ("20261201T1200", "gone", "taken"),
        (
            *("20261201T1050", "tight"),
            "tight: It leaves no time to tidy up before or after another visit.",
        ),
        ("20261130T2000", "tight", "tight: It is outside the opening hours."),
        ("20261121T1000", "gone", "has passed"),
        (
            *("20270328T0130", "gone"),
            "The clocks go forward that night and skip this time. Choose another.",
        ),
        (
            *("20271031T0130", "gone"),
            "The clocks go back that night and this time comes twice. Choose another.",
        ),
    ],
)
def test_diary_says_whether_the_time_is_free(time, state, words, thea, visit, reception):
    make_visit(thea, TEN + 26 * HOUR)

    day = dt.date.fromisoformat(time[:8])
    shown = f"{day:%A} {day.day} {day:%B %Y}, {int(time[9:11])}:{time[11:]}, with Thea"
    assert said(reception, visit, f"{thea.pk}@{time}") == (shown, state, words)


def test_clocks_are_the_practices(thea, visit, practice, reception):
    practice.time_zone = "America/New_York"
    practice.save()

    response = look(reception, visit, f"{thea.pk}@20261201T1400")

    form = response.context["form"]
    assert (form["day"].value(), form["time"].value()) == (dt.date(2026, 12, 1), dt.time(14))
    assert response.context["asked"].state == "free"


def test_free_time_is_a_press_away_and_a_tight_one_asks_why(thea, visit, reception):
    free = look(reception, visit, f"{thea.pk}@20261130T1400").text
    tight = look(reception, visit, f"{thea.pk}@20261130T2000").text

    assert ("Move to this time" in free, "override_reason" in free) == (True, False)
    assert ("Move to this time" in tight, "override_reason" in tight) == (False, True)


def test_the_press_means_this_time(thea, visit, reception):
    page = look(reception, visit, f"{thea.pk}@20261130T1405").text
    sent = page.partition("desk-asked")[2].partition("</form>")[0]

    hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', sent))
    del hidden["csrfmiddlewaretoken"]
    response = reception.post(f"{APPOINTMENTS}{visit.pk}/move/", hidden)

    assert response.status_code == 302
    visit.refresh_from_db()
    assert visit.start == TEN + HOUR * 4 + HOUR / 12


def test_who_does_not_offer_the_service_is_said_to(visit, reception):
    other = make_practitioner(name="Ann", hours=HOURS)

    assert said(reception, visit, f"{other.pk}@20261130T1400") == (
        *("Monday 30 November 2026, 14:00, with Ann", "gone", "does not offer this service"),
    )


@pytest.mark.parametrize(
    "at",
    ["", "x", "1@20261130T2500", "1@20261330T1000", "1@20261130T1400z", "999999@20261130T1400"],
)
def test_what_is_no_time_is_passed_over(at, visit, reception):
    assert said(reception, visit, at) is None


def test_its_own_time_is_nothing_to_say(thea, visit, reception):
    assert said(reception, visit, f"{thea.pk}@20261130T1000") is None
    assert visit.start > NOW
