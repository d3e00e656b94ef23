"""Which days a report is about, and how they are cut."""

import datetime as dt

import pytest

from bookings.domain.reports import Step, days_between, named_period
from bookings.times import ONE_DAY
from tests.bookings.domain.reports.world import ZONE, period

pytestmark = pytest.mark.once

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "first", "last", "before_first", "before_last"),
    [
        ("30-days", "2026-10-24", "2026-11-22", "2026-09-24", "2026-10-23"),
        ("12-months", "2025-12-01", "2026-11-22", "2024-12-01", "2025-11-22"),
        ("this-year", "2026-01-01", "2026-11-22", "2025-01-01", "2025-11-22"),
        ("last-year", "2025-01-01", "2025-12-31", "2024-01-01", "2024-12-31"),
    ],
)
def test_period_is_known_by_name(name, first, last, before_first, before_last):
    found = named_period(name, today=TODAY, zone=ZONE)
    days = [found.first, found.last, found.before.first, found.before.last]
    assert [day.isoformat() for day in days] == [first, last, before_first, before_last]


def test_period_of_no_such_name_is_none():
    assert named_period("3-days", today=TODAY, zone=ZONE) is None


def test_29_february_is_compared_with_the_28th():
    leap = period("2028-01-01", "2028-02-29", months_back=12)
    assert leap.before.last == dt.date(2027, 2, 28)


def test_days_in_the_wrong_order_or_too_many_are_no_period():
    assert days_between(TODAY, TODAY - ONE_DAY, ZONE) is None
    assert days_between(TODAY, TODAY + 1830 * ONE_DAY, ZONE) is None
    assert days_between(TODAY, TODAY + 1829 * ONE_DAY, ZONE).days == 1830
    assert days_between(TODAY, TODAY, ZONE).days == 1


def test_short_period_is_cut_into_weeks_from_monday():
    short = period("2026-11-04", "2026-11-17")
    assert short.step == Step.WEEK
    assert [step.isoformat() for step in short.steps] == ["2026-11-02", "2026-11-09", "2026-11-16"]
    assert [short.is_whole(step) for step in short.steps] == [False, True, False]
    assert short.end_of(short.steps[-1]) == dt.date(2026, 11, 17)


def test_long_period_is_cut_into_months():
    long = period("2026-10-15", "2027-01-31")
    assert long.step == Step.MONTH
    assert [f"{step:%Y-%m}" for step in long.steps] == ["2026-10", "2026-11", "2026-12", "2027-01"]
    assert [long.is_whole(step) for step in long.steps] == [False, True, True, True]


def test_window_is_from_midnight_to_midnight_where_the_practice_is():
    """In 2026 clocks in New York go back on 1 November."""
    start, end = period("2026-10-31", "2026-11-01").window
    assert start == dt.datetime(2026, 10, 31, 4, tzinfo=dt.UTC)
    assert end == dt.datetime(2026, 11, 2, 5, tzinfo=dt.UTC)
