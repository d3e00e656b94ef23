"""A day of the diary: a column for each person, the clocks, and who waits."""

import datetime as dt

import pytest

from bookings.domain.submission import Wish
from tests.bookings.staff.desk import APPOINTMENTS, DIARY_DAY, NOW, WEEK
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.visits import make_visit

MONDAY = dt.date(2026, 11, 30)
TEN = dt.datetime(2026, 11, 30, 10, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def service(db):
    return make_service(title="Neck massage", turnaround_minutes=0)


@pytest.fixture
def person(service, now):
    return make_practitioner(name="Thea", services=[service], hours=[(0, "09:00", "12:00")])


def look(client, day=MONDAY, **query):
    response = client.get(DIARY_DAY, {"who": "all", "day": day.isoformat()} | query)
    assert response.status_code == 200
    return response


def columns(response):
    (band,) = response.context["bands"]
    return band.columns


def test_everybody_has_a_column_beside_the_others(person, service, reception):
    make_practitioner(name="Ann", services=[service], hours=[])
    visit = make_visit(person, TEN)

    ann, thea = columns(look(reception))

    assert (ann.title, ann.column.entries) == ("Ann", [])
    assert thea.title == "Thea"
    assert [entry.words for entry in thea.column.entries] == [
        *("9:00–10:00", "10:00–11:00", "11:00–12:00"),
    ]
    page = look(reception).text
    assert f'href="{APPOINTMENTS}{visit.pk}/move/?back=day-all"' in page
    assert f'href="{WEEK}?who={person.pk}&amp;day=2026-11-30"' in page
    assert f'href="{DIARY_DAY}?who=all&amp;day=2026-12-01"' in page


def test_visit_moved_from_the_diary_leads_back_to_where_it_is_now(person, reception):
    visit = make_visit(person, TEN)
    url = f"{APPOINTMENTS}{visit.pk}/move/?back=day-all"
    assert f'href="{DIARY_DAY}?who=all&amp;day=2026-11-30#visit-{visit.pk}"' in (
        reception.get(url).text
    )

    moved = reception.post(
        url,
        {
            "version": 1,
            "turnaround_minutes": 0,
            "day": "2026-12-07",
            "time": "11:00",
            "practitioner": person.pk,
        },
    )

    assert moved.url == f"{DIARY_DAY}?who=all&day=2026-12-07#visit-{visit.pk}"


def test_move_starts_from_the_time_that_was_chosen_in_the_diary(person, reception):
    visit = make_visit(person, TEN)

    form = reception.get(
        f"{APPOINTMENTS}{visit.pk}/move/", {"at": f"{person.pk}@20261130T1105Z"}
    ).context["form"]

    assert (form["day"].value(), form["time"].value()) == (MONDAY, dt.time(11, 5))
    visit.refresh_from_db()
    assert visit.start == TEN


def test_who_waits_for_the_day_is_listed(person, service, reception):
    for name, day in {"this": MONDAY, "other": MONDAY + dt.timedelta(days=1)}.items():
        wish = Wish(date_from=day, date_until=day)
        make_request(service=service, name=f"Wanda {name}", wishes=(wish, wish))

    waiting = look(reception).context["waiting"]

    assert [request.name for request, _url in waiting] == ["Wanda this"]
    assert "Waiting for a time on this day" in look(reception).text


@pytest.mark.parametrize(
    ("day", "hours", "rows"),
    [
        # Clocks go back at two: from one to two comes twice.
        ("2026-10-25", ["0:00", "1:00", "1:00", "2:00", "3:00"], [1, 13, 25, 37, 61]),
        # Clocks go forward at one: from one to two is not there.
        ("2027-03-28", ["0:00", "1:00", "2:00", "3:00"], [1, 25, 37, 37, 49]),
        ("2026-11-30", ["0:00", "1:00", "2:00", "3:00"], [1, 13, 25, 25, 49]),
    ],
)
def test_times_stand_where_clocks_on_the_wall_show_them(day, hours, rows, service, reception):
    """Visits at midnight, after one, after two and after three hours, and until four o'clock."""
    person = make_practitioner(services=[service], hours=[])
    midnight = dt.datetime.fromisoformat(f"{day}T00:00+01:00" if "10-25" in day else f"{day}T00Z")
    lengths = {"2026-10-25": [1, 1, 1, 2], "2027-03-28": [1, 1, 0, 1]}.get(day, [1, 1, 0, 2])
    start = midnight
    for length in filter(None, lengths):
        make_visit(person, start, minutes=60 * length)
        start += length * HOUR

    (band,) = look(reception, dt.date.fromisoformat(day)).context["bands"]

    assert band.axis.hours == hours
    (column,) = band.columns
    found = [cell.first for cell in column.cells] + [column.cells[-1].last]
    assert sorted(set(found)) == sorted(set(rows))


def test_visit_over_midnight_is_on_both_days(person, reception):
    make_visit(person, dt.datetime(2026, 11, 30, 23, 30, tzinfo=dt.UTC))

    for day, lines in {MONDAY: (175, 181), MONDAY + dt.timedelta(days=1): (1, 7)}.items():
        (band,) = look(reception, day, who=person.pk).context["bands"]
        cell = next(one for one in band.columns[0].cells if one.entry.visit)
        assert (cell.entry.words, cell.first, cell.last) == ("23:30–0:30", *lines)


def test_now_is_marked_on_today_only(person, reception):
    make_visit(person, NOW - HOUR, minutes=120)

    today, tomorrow = (look(reception, NOW.date() + dt.timedelta(days=n)).text for n in (0, 1))

    assert "Now, 10:00" in today
    assert "Now, " not in tomorrow


@pytest.mark.parametrize("query", [{"day": "0000-00-00"}, {"day": "\x00"}, {"who": "9" * 20}])
def test_parameters_that_make_no_sense_are_passed_over(query, person, reception):
    response = reception.get(DIARY_DAY, query)

    assert (response.status_code, response.context["day"]) == (200, NOW.date())


@pytest.mark.parametrize("number", [1, 30])
def test_day_costs_the_same_whatever_is_in_it(
    number, person, service, reception, django_assert_num_queries
):
    for count in range(number):
        request = make_request(service=service)
        make_visit(person, TEN + count * HOUR / 3, request=request, minutes=20)
        make_practitioner(name=f"Other {count}", services=[service])
    look(reception)

    with django_assert_num_queries(15):
        look(reception)
