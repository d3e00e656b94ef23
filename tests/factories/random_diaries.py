"""Diaries for hypothesis: random hours, exceptions, visits, zones and rules of a service."""

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bookings.domain.availability import Diary
from tests.factories.diaries import closure, extra, hours, make_diary, minutes, visit

# The changes of the clocks, and a day without.
DAYS = [
    ("Europe/Berlin", dt.date(2027, 3, 28)),
    ("Europe/Berlin", dt.date(2027, 10, 31)),
    ("America/New_York", dt.date(2027, 3, 14)),
    ("America/New_York", dt.date(2027, 11, 7)),
    ("Australia/Lord_Howe", dt.date(2027, 4, 4)),
    ("Australia/Lord_Howe", dt.date(2027, 10, 3)),
    ("America/Santiago", dt.date(2027, 4, 3)),
    ("America/Santiago", dt.date(2027, 9, 5)),
    ("Africa/Casablanca", dt.date(2027, 2, 7)),
    ("Africa/Casablanca", dt.date(2027, 3, 14)),
    ("Pacific/Kiritimati", dt.date(2028, 2, 29)),
]


@st.composite
def time_ranges(draw) -> tuple[str, str]:
    """Much of it in the small hours, where clocks change."""
    first = draw(st.integers(0, 36) | st.integers(0, 286))
    last = draw(st.integers(first + 1, min(first + 60, 287)))
    return tuple(f"{five // 12:02}:{five % 12 * 5:02}" for five in (first, last))


@st.composite
def diaries(draw) -> Diary:
    zone, day = draw(st.sampled_from(DAYS))
    midnight = dt.datetime.combine(day, dt.time(), tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)
    weekdays = st.just(day.weekday()) | st.integers(0, 6)
    opening = [
        hours(*times, weekday=draw(weekdays))
        for times in draw(st.lists(time_ranges(), min_size=1, max_size=4))
    ]
    exceptions = [
        draw(st.sampled_from([closure, extra]))(day, times="-".join(times))
        for times in draw(st.lists(time_ranges(), max_size=3))
    ]
    if draw(st.integers(0, 19)) == 0:
        exceptions.append(closure(day))
    visits, free_from = [], midnight - minutes(120)
    for gap in draw(st.lists(st.integers(0, 240), max_size=6)):
        start = free_from + minutes(gap)
        length, turnaround = draw(st.integers(5, 120)), draw(st.sampled_from([0, 15, 60]))
        visits.append(visit(start, length=length, turnaround=turnaround))
        free_from = visits[-1].occupied_until
    return make_diary(
        day,
        opening=opening,
        exceptions=exceptions,
        visits=visits,
        zone=zone,
        now=midnight + 5 * minutes(draw(st.integers(-600, 120))),
        length=draw(st.sampled_from([15, 30, 60, 90, 150])),
        turnaround=draw(st.sampled_from([0, 10, 15, 45])),
        notice=60 * draw(st.sampled_from([0, 1, 24])),
        horizon=1440 * draw(st.sampled_from([1, 2, 60])),
        step=draw(st.sampled_from([5, 10, 15, 20, 30, 60])),
    )
