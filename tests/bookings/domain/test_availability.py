"""The rules of what is free; diaries in memory. What `for_service` adds is in test_listing.py."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from bookings.domain.availability import Problem
from bookings.models import Practitioner
from bookings.times import join
from tests.factories.diaries import (
    PRACTITIONER,
    closure,
    every_day,
    extra,
    hours,
    listed,
    make_diary,
    visit,
)

pytestmark = pytest.mark.once

DAY = dt.date(2027, 6, 7)
BERLIN = ZoneInfo("Europe/Berlin")
NINE_TO_ONE = every_day("09:00", "13:00")
LUNCH = [*every_day("09:00", "12:00"), *every_day("13:00", "17:00")]


def at(time: str, day: dt.date = DAY) -> dt.datetime:
    return join(day, dt.time.fromisoformat(time), BERLIN)


def times(diary) -> list[str]:
    return [start[11:16] for start in listed(diary)]


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (60, ["09:00", "09:30", "10:00", "10:30", "11:00", "13:00", "13:30", "14:00", "14:30",
              "15:00", "15:30", "16:00"]),
        (150, ["09:00", "09:30", "13:00", "13:30", "14:00", "14:30"]),
        (180, ["09:00", "13:00", "13:30", "14:00"]),
        (210, ["13:00", "13:30"]),
        (241, []),
    ],
)  # fmt: skip
def test_a_visit_lies_inside_one_range_and_crosses_no_break(length, expected):
    assert times(make_diary(DAY, opening=LUNCH, length=length)) == expected


def test_ranges_that_touch_are_one():
    touching = [*every_day("09:00", "11:00"), *every_day("11:00", "12:00")]

    diary = make_diary(DAY, opening=touching, length=120, step=60)

    assert times(diary) == ["09:00", "10:00"]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (15, ["09:10", "09:25", "09:40", "09:55", "10:10"]),
        (20, ["09:10", "09:30", "09:50", "10:10"]),
        (60, ["09:10", "10:10"]),
    ],
)
def test_starts_go_by_the_step_from_the_start_of_the_hours(step, expected):
    assert times(make_diary(DAY, opening=every_day("09:10", "11:10"), step=step)) == expected


def test_other_starts_are_unaligned_and_nothing_else():
    diary = make_diary(DAY, opening=NINE_TO_ONE)

    assert diary.problems(PRACTITIONER, at("09:30")) == set()
    assert diary.problems(PRACTITIONER, at("09:15")) == {Problem.UNALIGNED}
    assert diary.problems(PRACTITIONER, at("09:30") + dt.timedelta(seconds=1)) == {
        Problem.UNALIGNED
    }


def test_a_closure_takes_every_start_that_runs_into_it():
    diary = make_diary(DAY, opening=NINE_TO_ONE, exceptions=[closure(DAY, times="10:15-10:45")])

    assert times(diary) == ["09:00", "11:00", "11:30", "12:00"]
    assert diary.problems(PRACTITIONER, at("09:30")) == {Problem.CLOSED}


def test_a_closure_beats_an_extra_opening():
    exceptions = [extra(DAY, times="18:00-21:00"), closure(DAY, times="18:00-20:00")]

    assert times(make_diary(DAY, opening=[], exceptions=exceptions)) == ["20:00"]


def test_back_to_back_is_fine_without_turnaround():
    diary = make_diary(DAY, opening=NINE_TO_ONE, visits=[visit(at("10:00"))])

    assert times(diary) == ["09:00", "11:00", "11:30", "12:00"]
    assert diary.problems(PRACTITIONER, at("09:30")) == {Problem.TAKEN}


def test_the_turnaround_of_the_visit_before_is_kept_free():
    diary = make_diary(DAY, opening=NINE_TO_ONE, visits=[visit(at("09:00"), turnaround=15)])

    assert times(diary) == ["10:30", "11:00", "11:30", "12:00"]
    assert diary.problems(PRACTITIONER, at("10:00")) == {Problem.TURNAROUND}


def test_the_new_visits_own_turnaround_is_checked_against_the_next_one():
    diary = make_diary(DAY, opening=NINE_TO_ONE, turnaround=15, visits=[visit(at("11:00"))])

    assert times(diary) == ["09:00", "09:30", "12:00"]
    assert diary.problems(PRACTITIONER, at("10:00")) == {Problem.TURNAROUND}
    assert diary.problems(PRACTITIONER, at("10:30")) == {Problem.TAKEN}


def test_turnaround_may_run_past_closing_and_into_a_break_or_a_closure():
    diary = make_diary(
        DAY, opening=LUNCH, turnaround=240, exceptions=[closure(DAY, times="16:00-17:00")]
    )

    assert times(diary)[4:6] == ["11:00", "13:00"]
    assert times(diary)[-1] == "15:00"


@pytest.mark.parametrize("moment", ["2027-06-06T10:00", "2027-06-06T10:01"])
def test_notice_holds_to_the_minute(moment):
    now = dt.datetime.fromisoformat(moment).replace(tzinfo=BERLIN)

    diary = make_diary(DAY, opening=NINE_TO_ONE, now=now, notice=24 * 60)

    first = "10:00" if moment.endswith("10:00") else "10:30"
    assert times(diary)[0] == first
    assert diary.problems(PRACTITIONER, at("09:30")) == {Problem.TOO_SOON}


@pytest.mark.parametrize("moment", ["2027-06-06T10:00", "2027-06-06T09:59"])
def test_horizon_holds_to_the_minute(moment):
    now = dt.datetime.fromisoformat(moment).replace(tzinfo=BERLIN)

    diary = make_diary(DAY, opening=NINE_TO_ONE, now=now, horizon=24 * 60)

    last = "10:00" if moment.endswith("10:00") else "09:30"
    assert times(diary)[-1] == last
    assert diary.problems(PRACTITIONER, at("10:30")) == {Problem.TOO_FAR}


def test_what_has_begun_is_past_even_without_notice():
    diary = make_diary(DAY, opening=NINE_TO_ONE, now=at("10:00"))

    assert times(diary)[0] == "10:30"
    assert diary.problems(PRACTITIONER, at("10:00")) == {Problem.PAST}


def test_every_problem_is_named_at_once():
    diary = make_diary(
        DAY,
        opening=NINE_TO_ONE,
        now=at("08:00"),
        notice=120,
        turnaround=30,
        visits=[visit(at("08:15"), turnaround=30)],
    )

    assert diary.problems(PRACTITIONER, at("08:55")) == {
        Problem.TOO_SOON,
        Problem.CLOSED,
        Problem.TAKEN,
        Problem.UNALIGNED,
    }


def test_a_day_that_was_not_loaded_is_closed():
    diary = make_diary(DAY, opening=NINE_TO_ONE)
    next_day = DAY + dt.timedelta(days=1)

    assert diary.on(next_day) == []
    assert diary.at(at("10:00", next_day)) == []
    assert diary.problems(PRACTITIONER, at("10:00", next_day)) == {
        Problem.CLOSED,
        Problem.UNALIGNED,
    }


def test_somebody_who_was_not_loaded_is_closed():
    diary = make_diary(DAY, opening=NINE_TO_ONE)
    somebody = Practitioner(pk=2, name="Somebody")

    assert diary.problems(somebody, at("10:00")) == {Problem.CLOSED, Problem.UNALIGNED}


def test_at_finds_what_is_listed_at_an_instant():
    diary = make_diary(DAY, opening=NINE_TO_ONE, visits=[visit(at("10:00"))])

    found = diary.at(at("11:00"))

    assert [(slot.start, slot.end, slot.practitioner) for slot in found] == [
        (at("11:00"), at("12:00"), PRACTITIONER)
    ]
    assert diary.at(at("10:00")) == []
    assert diary.at(at("11:15")) == []


@pytest.mark.parametrize("instant", ["0001-01-01T00:00Z", "9999-12-31T23:59Z"])
def test_at_knows_nothing_of_the_ends_of_the_calendar(instant):
    diary = make_diary(DAY, opening=NINE_TO_ONE)

    assert diary.at(dt.datetime.fromisoformat(instant)) == []


def test_days_come_in_order_without_those_that_are_full_or_closed():
    tuesdays = [hours("09:00", "11:00", weekday=1), hours("09:00", "11:00", weekday=3)]
    thursday = DAY + dt.timedelta(days=3)
    diary = make_diary(
        DAY,
        DAY + dt.timedelta(days=13),
        opening=tuesdays,
        exceptions=[closure(DAY + dt.timedelta(days=8))],
        visits=[visit(at("09:00", thursday), length=120)],
    )

    found = [(day.isoformat(), len(slots)) for day, slots in diary.days()]

    assert found == [("2027-06-08", 3), ("2027-06-17", 3)]


def test_days_looks_no_further_than_it_is_asked():
    diary = make_diary(DAY, DAY + dt.timedelta(days=365), opening=NINE_TO_ONE)

    next(diary.days())

    assert len(diary._days) == 1


@pytest.mark.parametrize("length", [59, 60, 61])
def test_a_gap_holds_a_visit_of_its_own_length_and_no_longer(length):
    visits = [visit(at("09:00")), visit(at("11:00"))]
    diary = make_diary(DAY, opening=NINE_TO_ONE, length=length, visits=visits)

    assert ("10:00" in times(diary)) == (length <= 60)


def test_a_long_turnaround_before_a_short_visit_is_not_overlooked():
    """Staff may insist on a visit in somebody's turnaround."""
    visits = [visit(at("09:00"), turnaround=150), visit(at("10:00"), length=15)]
    diary = make_diary(DAY, opening=NINE_TO_ONE, visits=visits)

    assert times(diary) == []
    assert diary.problems(PRACTITIONER, at("09:30")) == {Problem.TAKEN}
    assert diary.problems(PRACTITIONER, at("10:30")) == {Problem.TURNAROUND}
    assert diary.problems(PRACTITIONER, at("12:00")) == {Problem.TURNAROUND}
