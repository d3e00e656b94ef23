"""Random hours, exceptions, visits, zones and rules: what holds of all of them.

The diary is held against a second one that is slow and simple: it asks, minute by minute,
what a clock on the wall shows.
"""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookings.domain.availability import Diary, Problem
from bookings.models import ExceptionKind
from tests.factories.diaries import PRACTITIONER, minutes
from tests.factories.random_diaries import diaries

pytestmark = pytest.mark.once

MINUTE = minutes(1)


def minutes_of(diary: Diary) -> list[dt.datetime]:
    """Every minute of the diary's day, and two hours more on either side."""
    noon = dt.datetime.combine(diary.first, dt.time(12), tzinfo=diary.zone).astimezone(dt.UTC)
    return [noon + minutes(count) for count in range(-15 * 60, 15 * 60)]


@given(diaries(), st.integers(1, 4))
@settings(max_examples=50)
def test_listing_and_acceptance_agree(diary, odd):
    listed = {slot.start for slot in diary.on(diary.first)}

    # On the grid, and always one minute beside it.
    tried = [start + minutes(side) for start in minutes_of(diary)[::5] for side in (0, odd)]

    assert listed == {start for start in tried if not diary.problems(PRACTITIONER, start)}
    assert listed == {start for start in [*tried[::7], *listed] if diary.at(start)}


@given(diaries())
def test_every_time_that_is_listed_is_as_long_as_asked_and_free(diary):
    schedule = diary._schedules[PRACTITIONER]

    for slot in diary.on(diary.first):
        assert slot.end - slot.start == diary.session.length
        occupied_until = slot.end + diary.session.turnaround
        for taken in schedule.taken._visits:
            assert occupied_until <= taken.occupied_from or taken.occupied_until <= slot.start


@given(diaries())
@settings(max_examples=60)
def test_what_is_listed_is_what_a_clock_on_the_wall_says(diary):
    listed = [slot.start for slot in diary.on(diary.first)]

    assert listed == simply_listed(diary)


@given(diaries(), st.integers(0, 1439))
def test_a_time_that_is_taken_is_told_from_one_without_turnaround(diary, offset):
    start = minutes_of(diary)[offset]
    end = start + diary.session.length
    visits = diary._schedules[PRACTITIONER].taken._visits

    problems = diary.problems(PRACTITIONER, start)

    meets = any(one.start < end and start < one.end for one in visits)
    too_close = any(
        one.occupied_from < end + diary.session.turnaround and start < one.occupied_until
        for one in visits
    )
    assert (Problem.TAKEN in problems) == meets
    assert (Problem.TURNAROUND in problems) == (too_close and not meets)


def simply_listed(diary: Diary) -> list[dt.datetime]:
    schedule, session, zone = diary._schedules[PRACTITIONER], diary.session, diary.zone
    day = diary.first
    closed = [row for row in schedule.exceptions if row.kind == ExceptionKind.CLOSED]
    opening = [(row.start, row.end) for row in schedule.hours if row.weekday == day.weekday()]
    opening += [
        (row.time_from, row.time_until)
        for row in schedule.exceptions
        if row.kind == ExceptionKind.EXTRA
    ]

    def is_hour(wall: dt.time) -> bool:
        return any(start <= wall < end for start, end in opening)

    def is_open(instant: dt.datetime) -> bool:
        local = instant.astimezone(zone)
        return (
            local.date() == day
            and is_hour(local.time())
            and not any(
                row.time_from is None or row.time_from <= local.time() < row.time_until
                for row in closed
            )
        )

    def is_free(instant: dt.datetime) -> bool:
        return not any(
            one.occupied_from <= instant < one.occupied_until for one in schedule.taken._visits
        )

    def starts_of_the_day() -> set[dt.time]:
        """Counted from each minute at which hours begin: one that is one, its last was none."""
        found, since = set(), None
        for minute in range(1440):
            wall = dt.time(*divmod(minute, 60))
            since = (minute if since is None else since) if is_hour(wall) else None
            if since is not None and minutes(minute - since) % session.step == dt.timedelta():
                found.add(wall)
        return found

    def whole(length: dt.timedelta) -> range:
        return range(length // MINUTE)

    starts = starts_of_the_day()
    return [
        start
        for start in minutes_of(diary)
        if start.astimezone(zone).date() == day
        and start.astimezone(zone).time() in starts
        and diary.now < start <= diary.now + session.horizon
        and start >= diary.now + session.notice
        and all(is_open(start + minutes(count)) for count in whole(session.length))
        and all(
            is_free(start + minutes(count)) for count in whole(session.length + session.turnaround)
        )
    ]
