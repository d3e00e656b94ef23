"""What is listed on the days on which clocks change, in five zones and both directions."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from bookings.domain.availability import Problem
from bookings.times import instants, time_words
from tests.factories.diaries import PRACTITIONER, every_day, listed, make_diary, minutes, visit

pytestmark = pytest.mark.once

# Zone, day, opening hours, and every start offered at steps of half an hour.
FORWARD = [
    ("Europe/Berlin", dt.date(2027, 3, 28), ("01:00", "05:00"),
     ["01:00+01:00", "01:30+01:00", "03:00+02:00", "03:30+02:00", "04:00+02:00"]),
    ("America/New_York", dt.date(2027, 3, 14), ("01:00", "05:00"),
     ["01:00-05:00", "01:30-05:00", "03:00-04:00", "03:30-04:00", "04:00-04:00"]),
    # Half an hour only: 2:00 is skipped, 2:30 is not.
    ("Australia/Lord_Howe", dt.date(2027, 10, 3), ("01:00", "04:00"),
     ["01:00+10:30", "01:30+10:30", "02:30+11:00", "03:00+11:00"]),
    # The day begins at 1:00.
    ("America/Santiago", dt.date(2027, 9, 5), ("00:00", "03:00"),
     ["01:00-03:00", "01:30-03:00", "02:00-03:00"]),
    # After Ramadan.
    ("Africa/Casablanca", dt.date(2027, 3, 14), ("01:00", "05:00"),
     ["01:00+00:00", "01:30+00:00", "03:00+01:00", "03:30+01:00", "04:00+01:00"]),
]  # fmt: skip
BACK = [
    ("Europe/Berlin", dt.date(2027, 10, 31), ("01:30", "04:00"),
     ["01:30+02:00", "02:00+02:00", "02:30+02:00", "02:00+01:00", "02:30+01:00", "03:00+01:00"]),
    ("America/New_York", dt.date(2027, 11, 7), ("00:30", "03:00"),
     ["00:30-04:00", "01:00-04:00", "01:30-04:00", "01:00-05:00", "01:30-05:00", "02:00-05:00"]),
    ("Australia/Lord_Howe", dt.date(2027, 4, 4), ("01:00", "03:30"),
     ["01:00+11:00", "01:30+11:00", "01:30+10:30", "02:00+10:30", "02:30+10:30"]),
    # The hour before midnight. Between the two 23:00 is the minute after closing.
    ("America/Santiago", dt.date(2027, 4, 3), ("21:30", "23:59"),
     ["21:30-03:00", "22:00-03:00", "22:30-03:00"]),
    # Ramadan begins.
    ("Africa/Casablanca", dt.date(2027, 2, 7), ("01:30", "04:00"),
     ["01:30+01:00", "02:00+01:00", "02:30+01:00", "02:00+00:00", "02:30+00:00", "03:00+00:00"]),
]  # fmt: skip
CHANGES = [*FORWARD, *BACK]


@pytest.mark.parametrize(("zone", "day", "opening", "expected"), CHANGES)
def test_starts_that_are_listed(zone, day, opening, expected):
    diary = make_diary(day, opening=every_day(*opening), zone=zone)

    assert listed(diary) == [f"{day}T{start}" for start in expected]


@pytest.mark.parametrize(("zone", "day", "opening", "expected"), CHANGES)
def test_sixty_minutes_are_sixty_real_minutes(zone, day, opening, expected):
    diary = make_diary(day, opening=every_day(*opening), zone=zone)

    assert {slot.end - slot.start for slot in diary.on(day)} == {dt.timedelta(hours=1)}


@pytest.mark.parametrize(("zone", "day", "opening", "expected"), BACK)
def test_no_two_starts_have_the_same_words(zone, day, opening, expected):
    diary = make_diary(day, opening=every_day(*opening), zone=zone)

    words = [time_words(slot.start, diary.zone) for slot in diary.on(day)]

    assert len(set(words)) == len(words) == len(expected)


def test_words_say_which_of_two_it_is():
    diary = make_diary(dt.date(2027, 10, 31), opening=every_day("02:00", "03:30"))

    words = [time_words(slot.start, diary.zone) for slot in diary.on(diary.first)]

    assert words == [
        "2:00, before the clocks go back",
        "2:30, before the clocks go back",
        "2:00, after the clocks go back",
        "2:30, after the clocks go back",
    ]


def test_both_of_a_start_can_be_had_but_not_over_each_other():
    """A visit in the first hour leaves the second free."""
    day = dt.date(2027, 10, 31)
    first, second = instants(day, dt.time(2), ZoneInfo("Europe/Berlin"))

    diary = make_diary(day, opening=every_day("02:00", "04:00"), visits=[visit(first)])

    assert diary.problems(PRACTITIONER, first) == {Problem.TAKEN}
    assert diary.problems(PRACTITIONER, second) == set()
    assert listed(diary) == [f"{day}T{time}+01:00" for time in ("02:00", "02:30", "03:00")]


def test_a_visit_runs_through_the_gap():
    """From 1:30 for an hour is until 3:30 by the clock."""
    day = dt.date(2027, 3, 28)
    start = dt.datetime(2027, 3, 28, 0, 30, tzinfo=dt.UTC)

    until_three = make_diary(day, opening=every_day("01:30", "03:00"))
    until_half_past = make_diary(day, opening=every_day("01:30", "03:30"))

    assert until_three.problems(PRACTITIONER, start) == {Problem.CLOSED}
    assert until_half_past.problems(PRACTITIONER, start) == set()


def test_hours_wholly_in_the_gap_are_no_hours():
    diary = make_diary(dt.date(2027, 3, 28), opening=every_day("02:00", "03:00"))

    assert list(diary.days()) == []


@pytest.mark.parametrize(("zone", "day", "opening", "expected"), CHANGES)
def test_notice_and_horizon_are_elapsed_time_over_a_change(zone, day, opening, expected):
    """24 hours before 4:00 is not 4:00 on the day before."""
    diary = make_diary(day, opening=every_day(*opening), zone=zone)
    last = diary.on(day)[-1].start

    def latest_start(now: dt.datetime, **limit: int) -> set[Problem]:
        limited = make_diary(day, opening=every_day(*opening), zone=zone, now=now, **limit)
        return set(limited.problems(PRACTITIONER, last))

    a_day_before = last - dt.timedelta(hours=24)
    assert latest_start(a_day_before, notice=24 * 60) == set()
    assert latest_start(a_day_before + minutes(1), notice=24 * 60) == {Problem.TOO_SOON}
    assert latest_start(a_day_before, horizon=24 * 60) == set()
    assert latest_start(a_day_before - minutes(1), horizon=24 * 60) == {Problem.TOO_FAR}
