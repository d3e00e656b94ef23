import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from bookings.times import (
    EVENING,
    NOON,
    AmbiguousTime,
    NoSuchTime,
    day_words,
    instant_words,
    join,
    part_words,
)

SKIPPED = [
    ("Europe/Berlin", dt.date(2027, 3, 28), dt.time(2, 30)),
    ("America/New_York", dt.date(2027, 3, 14), dt.time(2, 30)),
    ("Australia/Lord_Howe", dt.date(2027, 10, 3), dt.time(2, 15)),
    ("America/Santiago", dt.date(2027, 9, 5), dt.time(0, 30)),
    ("America/New_York", dt.date.max, dt.time(23)),
    ("Europe/Berlin", dt.date.min, dt.time(0)),
]
DOUBLED = [
    ("Europe/Berlin", dt.date(2027, 10, 31), dt.time(2, 30)),
    ("America/New_York", dt.date(2027, 11, 7), dt.time(1, 30)),
    ("Australia/Lord_Howe", dt.date(2027, 4, 4), dt.time(1, 45)),
    ("America/Santiago", dt.date(2027, 4, 3), dt.time(23, 30)),
]


@pytest.mark.parametrize(("zone", "day", "time"), SKIPPED)
def test_join_refuses_a_time_that_the_clocks_skip(zone, day, time):
    with pytest.raises(NoSuchTime):
        join(day, time, ZoneInfo(zone))


@pytest.mark.parametrize(("zone", "day", "time"), DOUBLED)
def test_join_refuses_a_time_that_comes_twice(zone, day, time):
    with pytest.raises(AmbiguousTime):
        join(day, time, ZoneInfo(zone))


def test_join_gives_the_instant_in_utc_on_both_sides_of_a_change():
    berlin = ZoneInfo("Europe/Berlin")

    before = join(dt.date(2027, 3, 27), dt.time(9, 30), berlin)
    after = join(dt.date(2027, 3, 28), dt.time(9, 30), berlin)

    assert before == dt.datetime(2027, 3, 27, 8, 30, tzinfo=dt.UTC)
    assert after == dt.datetime(2027, 3, 28, 7, 30, tzinfo=dt.UTC)
    assert after.tzinfo is dt.UTC


def test_instant_words_name_day_time_and_zone():
    instant = dt.datetime(2026, 12, 1, 14, 5, tzinfo=dt.UTC)

    words = instant_words(instant, ZoneInfo("America/New_York"))

    assert words == "Tuesday 1 December 2026, 9:05 (America/New_York)"


def test_day_words_name_the_weekday_in_full():
    assert day_words(dt.date(2028, 2, 29)) == "Tuesday 29 February 2028"


@pytest.mark.parametrize(
    ("start", "until", "words"),
    [
        (None, None, ""),
        (None, NOON, "morning"),
        (NOON, EVENING, "afternoon"),
        (EVENING, None, "evening"),
        (dt.time(9), dt.time(11, 30), "9:00–11:30"),
    ],
)
def test_part_words_name_the_part_of_the_day(start, until, words):
    assert part_words(start, until) == words
