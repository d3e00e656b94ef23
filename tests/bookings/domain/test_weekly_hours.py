"""Opening hours and coming closures in the words of the contact page; rows in memory."""

import datetime as dt

import pytest

from bookings.domain.weekly_hours import ComingClosure, Line, coming_closures, timetables
from bookings.models import Practitioner
from tests.factories.diaries import closure, extra, hours

pytestmark = pytest.mark.once

TODAY = dt.date(2026, 12, 1)
SOON = dt.date(2026, 12, 14)
THEA = Practitioner(pk=1, name="Thea")
BO = Practitioner(pk=2, name="Bo")


def row(weekday: int, start: str, end: str, practitioner: Practitioner = THEA, **fields):
    return hours(start, end, weekday=weekday, practitioner=practitioner, **fields)


def lines(*rows) -> list[Line]:
    (table,) = timetables(rows, TODAY)
    assert table.name == ""
    return list(table.lines)


def test_days_in_a_row_with_the_same_hours_are_one_line():
    assert lines(
        *(row(weekday, "09:00", "17:00") for weekday in range(3)),
        row(3, "09:00", "12:00"),
        row(5, "10:00", "12:00"),
        row(6, "10:00", "12:00"),
    ) == [
        Line("Monday to Wednesday", ("9:00–17:00",)),
        Line("Thursday", ("9:00–12:00",)),
        Line("Saturday and Sunday", ("10:00–12:00",)),
    ]


def test_same_hours_with_a_day_between_are_two_lines():
    assert [line.days for line in lines(row(0, "09:00", "17:00"), row(2, "09:00", "17:00"))] == [
        "Monday",
        "Wednesday",
    ]


def test_ranges_of_a_day_are_in_order_and_those_that_touch_are_one():
    assert lines(row(0, "14:00", "16:00"), row(0, "09:00", "12:00"), row(0, "16:00", "18:00")) == [
        Line("Monday", ("9:00–12:00", "14:00–18:00"))
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"every_n_weeks": 2, "anchor": TODAY}, ", every other week"),
        ({"every_n_weeks": 3, "anchor": TODAY}, ", every 3 weeks"),
        ({"valid_from": SOON}, ", from Monday 14 December 2026"),
        ({"valid_until": SOON}, ", until Monday 14 December 2026"),
        ({"valid_from": TODAY, "valid_until": dt.date(2027, 6, 1)}, ""),
    ],
)
def test_what_changes_soon_is_said(fields, words):
    assert lines(row(0, "09:00", "12:00", **fields)) == [Line("Monday", (f"9:00–12:00{words}",))]


@pytest.mark.parametrize(
    "fields",
    [{"valid_until": TODAY - dt.timedelta(days=1)}, {"valid_from": TODAY + dt.timedelta(days=29)}],
)
def test_what_is_over_or_far_ahead_is_not_said(fields):
    assert timetables([row(0, "09:00", "12:00", **fields)], TODAY) == []


def test_people_are_named_only_where_their_hours_differ():
    same = [row(0, "09:00", "12:00"), row(0, "09:00", "12:00", BO)]
    assert [table.name for table in timetables(same, TODAY)] == [""]

    differing = [*same, row(2, "09:00", "12:00", BO)]
    assert [(table.name, len(table.lines)) for table in timetables(differing, TODAY)] == [
        ("Bo", 2),
        ("Thea", 1),
    ]


def test_closures_with_a_public_note_are_said_in_order():
    christmas = dt.date(2020, 12, 24)

    assert coming_closures(
        [
            closure(christmas, dt.date(2021, 1, 1), yearly=True, public_note="Christmas"),
            closure(SOON, times="12:00-15:00", public_note="Training", practitioner=BO),
            closure(TODAY - dt.timedelta(days=2), TODAY, public_note="Ill"),
        ],
        TODAY,
    ) == [
        ComingClosure("Sunday 29 November 2026 – Tuesday 1 December 2026", "Ill", ""),
        ComingClosure("Monday 14 December 2026, 12:00–15:00", "Training", "Bo"),
        ComingClosure("Thursday 24 December 2026 – Friday 1 January 2027", "Christmas", ""),
    ]


@pytest.mark.parametrize(
    "row",
    [
        closure(SOON, private_note="secret"),
        extra(SOON, times="09:00-10:00", public_note="Extra day"),
        closure(TODAY - dt.timedelta(days=1), public_note="over"),
        closure(TODAY + dt.timedelta(days=29), public_note="far ahead"),
    ],
)
def test_other_exceptions_are_not_said(row):
    assert coming_closures([row], TODAY) == []


def test_a_yearly_closure_all_year_round_has_an_end():
    row = closure(dt.date(2025, 1, 1), dt.date(2025, 12, 31), yearly=True, public_note="Away")

    (found,) = coming_closures([row], TODAY)

    assert found.when == "Sunday 30 November 2025 – Thursday 2 December 2027"
