import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from bookings.times import (
    EVENING,
    NOON,
    AmbiguousTime,
    NoSuchTime,
    day_words,
    edge,
    instant_words,
    instants,
    join,
    moment_words,
    part_words,
    time_words,
)

SKIPPED = [
    ("Europe/Berlin", dt.date(2027, 3, 28), dt.time(2, 30)),
    ("America/New_York", dt.date(2027, 3, 14), dt.time(2, 30)),
    ("Australia/Lord_Howe", dt.date(2027, 10, 3), dt.time(2, 15)),
    ("America/Santiago", dt.date(2027, 9, 5), dt.time(0, 30)),
    ("Africa/Casablanca", dt.date(2027, 3, 14), dt.time(2, 30)),
    ("America/New_York", dt.date.max, dt.time(23)),
    ("Europe/Berlin", dt.date.min, dt.time(0)),
]
DOUBLED = [
    ("Europe/Berlin", dt.date(2027, 10, 31), dt.time(2, 30)),
    ("America/New_York", dt.date(2027, 11, 7), dt.time(1, 30)),
    ("Australia/Lord_Howe", dt.date(2027, 4, 4), dt.time(1, 45)),
    ("America/Santiago", dt.date(2027, 4, 3), dt.time(23, 30)),
    ("Africa/Casablanca", dt.date(2027, 2, 7), dt.time(2, 30)),
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


@pytest.mark.parametrize(("zone", "day", "time"), DOUBLED)
def test_instants_gives_both_of_a_time_that_comes_twice_in_order(zone, day, time):
    first, second = instants(day, time, ZoneInfo(zone))

    shift = dt.timedelta(minutes=30 if zone == "Australia/Lord_Howe" else 60)
    local = [one.astimezone(ZoneInfo(zone)) for one in (first, second)]
    assert second - first == shift
    assert [(one.date(), one.time(), one.fold) for one in local] == [(day, time, 0), (day, time, 1)]
    assert {first.tzinfo, second.tzinfo} == {dt.UTC}


@pytest.mark.parametrize(("zone", "day", "time"), SKIPPED)
def test_instants_gives_none_of_a_time_that_the_clocks_skip(zone, day, time):
    assert instants(day, time, ZoneInfo(zone)) == []


@pytest.mark.parametrize(
    "zone",
    ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "UTC"],
)
def test_instants_meets_every_quarter_of_an_hour_of_a_year_once(zone):
    """Its short cut for days without a change included."""
    zone = ZoneInfo(zone)
    start = dt.datetime(2027, 1, 1, tzinfo=zone).astimezone(dt.UTC)
    end = dt.datetime(2028, 1, 1, tzinfo=zone).astimezone(dt.UTC)
    quarters = [dt.time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
    days = [dt.date(2027, 1, 1) + dt.timedelta(days=count) for count in range(365)]

    found = sorted(one for day in days for time in quarters for one in instants(day, time, zone))

    count = int((end - start) / dt.timedelta(minutes=15))
    assert found == [start + number * dt.timedelta(minutes=15) for number in range(count)]


@pytest.mark.parametrize(
    ("zone", "day", "time", "change"),
    [
        ("Europe/Berlin", dt.date(2027, 3, 28), dt.time(2, 1), "2027-03-28T01:00Z"),
        ("America/New_York", dt.date(2027, 3, 14), dt.time(2), "2027-03-14T07:00Z"),
        ("Australia/Lord_Howe", dt.date(2027, 10, 3), dt.time(2, 29), "2027-10-02T15:30Z"),
        ("America/Santiago", dt.date(2027, 9, 5), dt.time(0), "2027-09-05T04:00Z"),
        ("Africa/Casablanca", dt.date(2027, 3, 14), dt.time(2, 30), "2027-03-14T02:00Z"),
        # The island skipped a whole day.
        ("Pacific/Apia", dt.date(2011, 12, 30), dt.time(9), "2011-12-30T10:00Z"),
    ],
)
def test_edge_of_a_skipped_time_is_the_moment_of_the_change(zone, day, time, change):
    assert edge(day, time, ZoneInfo(zone)) == dt.datetime.fromisoformat(change)


@pytest.mark.parametrize(("zone", "day", "time"), DOUBLED)
def test_edge_of_a_time_that_comes_twice_is_the_first(zone, day, time):
    assert edge(day, time, ZoneInfo(zone)) == instants(day, time, ZoneInfo(zone))[0]


@pytest.mark.parametrize(("zone", "day", "time"), DOUBLED)
def test_time_words_tell_apart_a_time_that_comes_twice(zone, day, time):
    words = [time_words(one, ZoneInfo(zone)) for one in instants(day, time, ZoneInfo(zone))]

    clock = f"{time.hour}:{time.minute:02}"
    assert words == [f"{clock}, before the clocks go back", f"{clock}, after the clocks go back"]


@pytest.mark.parametrize(
    ("instant", "words"),
    [("2027-10-30T23:59Z", "1:59"), ("2027-10-31T02:00Z", "3:00"), ("2027-03-28T01:00Z", "3:00")],
)
def test_time_words_are_the_time_alone_beside_a_change(instant, words):
    assert time_words(dt.datetime.fromisoformat(instant), ZoneInfo("Europe/Berlin")) == words


def test_instant_words_tell_apart_a_time_that_comes_twice():
    berlin = ZoneInfo("Europe/Berlin")
    second = instants(dt.date(2027, 10, 31), dt.time(2, 30), berlin)[1]

    words = instant_words(second, berlin)

    assert words == "Sunday 31 October 2027, 2:30, after the clocks go back (Europe/Berlin)"


def test_moment_in_german_says_uhr_beside_the_time_that_comes_twice():
    berlin = ZoneInfo("Europe/Berlin")
    _first, second = instants(dt.date(2027, 10, 31), dt.time(2, 30), berlin)

    with translation.override("de"):
        words = moment_words(second, berlin)

    assert words == "Sonntag, 31. Oktober 2027, 2:30 Uhr, nach der Umstellung der Uhren"


def test_instant_words_name_day_time_and_zone():
    instant = dt.datetime(2026, 12, 1, 14, 5, tzinfo=dt.UTC)

    words = instant_words(instant, ZoneInfo("America/New_York"))

    assert words == "Tuesday 1 December 2026, 9:05 (America/New_York)"


@pytest.mark.parametrize(
    ("instant", "zone", "words"),
    [
        ("2026-10-24T23:30Z", "Europe/London", "0:30"),
        ("2026-10-25T00:30Z", "Europe/London", "1:30, before the clocks go back"),
        ("2026-10-25T01:30Z", "Europe/London", "1:30, after the clocks go back"),
        ("2026-10-25T02:00Z", "Europe/London", "2:00"),
        ("2027-03-28T01:30Z", "Europe/London", "2:30"),
        ("2027-04-03T14:45Z", "Australia/Lord_Howe", "1:45, before the clocks go back"),
        ("2027-04-03T15:15Z", "Australia/Lord_Howe", "1:45, after the clocks go back"),
    ],
)
def test_time_words_tell_a_time_from_its_twin(instant, zone, words):
    assert time_words(dt.datetime.fromisoformat(instant), ZoneInfo(zone)) == words


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
