import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from bookings.domain.openings import OpenDay, covers, holds_on, open_day
from tests.factories.diaries import closure, extra, hours, minutes

pytestmark = pytest.mark.once

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = dt.date(2027, 6, 7)
SPRING = dt.date(2027, 3, 28)
AUTUMN = dt.date(2027, 10, 31)


def day_of(
    day: dt.date, opening: list[tuple[str, str]], exceptions=(), zone: ZoneInfo = BERLIN
) -> OpenDay:
    rows = [hours(start, end, weekday=day.weekday()) for start, end in opening]
    return open_day(day, zone, rows, exceptions)


def spans(day: OpenDay) -> list[tuple[str, str]]:
    """As the clocks show them; the offset only where the day has a change."""
    change = day.day in {SPRING, AUTUMN}
    return [
        tuple(
            f"{local:%H:%M%z}" if change else f"{local:%H:%M}"
            for local in (span.start.astimezone(day.zone), span.end.astimezone(day.zone))
        )
        for span in day.spans
    ]


@pytest.mark.parametrize("weekday", range(7))
def test_hours_hold_on_their_own_weekday_only(weekday):
    row = hours("09:00", "12:00", weekday=weekday)

    holding = [offset for offset in range(7) if holds_on(row, MONDAY + dt.timedelta(days=offset))]

    assert holding == [weekday]


def test_hours_hold_from_their_first_to_their_last_day():
    week = dt.timedelta(days=7)
    row = hours(
        "09:00", "12:00", weekday=0, valid_from=MONDAY + week, valid_until=MONDAY + 2 * week
    )

    assert [holds_on(row, MONDAY + count * week) for count in range(4)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("anchor", [MONDAY, MONDAY + dt.timedelta(days=6)])
@pytest.mark.parametrize(("every", "weeks"), [(1, [-3, -2, -1, 0, 1, 2, 3]), (2, [-2, 0, 2])])
def test_hours_of_every_nth_week_count_from_any_day_of_a_week_that_counts(anchor, every, weeks):
    row = hours("09:00", "12:00", weekday=2, every_n_weeks=every, anchor=anchor)
    wednesday = MONDAY + dt.timedelta(days=2)

    holding = [
        count for count in range(-3, 4) if holds_on(row, wednesday + dt.timedelta(weeks=count))
    ]

    assert holding == weeks


def test_every_third_week_goes_on_over_new_year():
    row = hours("09:00", "12:00", weekday=0, every_n_weeks=3, anchor=dt.date(2026, 12, 14))
    mondays = [dt.date(2026, 12, 14) + dt.timedelta(weeks=count) for count in range(7)]

    assert [day for day in mondays if holds_on(row, day)] == [
        dt.date(2026, 12, 14),
        dt.date(2027, 1, 4),
        dt.date(2027, 1, 25),
    ]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ([("09:00", "12:00"), ("13:00", "17:00")], [("09:00", "12:00"), ("13:00", "17:00")]),
        ([("09:00", "12:00"), ("12:00", "17:00")], [("09:00", "17:00")]),
        ([("12:00", "17:00"), ("09:00", "13:00")], [("09:00", "17:00")]),
        ([("09:00", "17:00"), ("10:00", "11:00")], [("09:00", "17:00")]),
        ([], []),
    ],
)
def test_hours_that_touch_or_overlap_are_one(opening, expected):
    assert spans(day_of(MONDAY, opening)) == expected


@pytest.mark.parametrize(
    ("closures", "expected"),
    [
        ([""], []),
        (["10:00-11:00"], [("09:00", "10:00"), ("11:00", "12:00"), ("14:00", "17:00")]),
        (["08:00-10:00"], [("10:00", "12:00"), ("14:00", "17:00")]),
        (["11:00-15:00"], [("09:00", "11:00"), ("15:00", "17:00")]),
        (["12:00-14:00"], [("09:00", "12:00"), ("14:00", "17:00")]),
        (["09:00-12:00"], [("14:00", "17:00")]),
        (
            ["10:00-11:00", "10:30-11:30"],
            [("09:00", "10:00"), ("11:30", "12:00"), ("14:00", "17:00")],
        ),
        (
            ["10:00-11:30", "10:30-11:00"],
            [("09:00", "10:00"), ("11:30", "12:00"), ("14:00", "17:00")],
        ),
    ],
)  # fmt: skip
def test_closures_cut_the_hours(closures, expected):
    exceptions = [closure(MONDAY, times=times) for times in closures]

    day = day_of(MONDAY, [("09:00", "12:00"), ("14:00", "17:00")], exceptions)

    assert spans(day) == expected


def test_extra_hours_open_a_closed_day_and_lengthen_an_open_one():
    more = [extra(MONDAY, times="17:00-19:00"), extra(MONDAY, times="07:00-08:00")]

    assert spans(day_of(MONDAY, [], more)) == [("07:00", "08:00"), ("17:00", "19:00")]
    assert spans(day_of(MONDAY, [("09:00", "17:00")], more)) == [
        ("07:00", "08:00"),
        ("09:00", "19:00"),
    ]


@pytest.mark.parametrize("order", [1, -1])
def test_a_closure_beats_extra_hours(order):
    part = [extra(MONDAY, times="09:00-12:00"), closure(MONDAY, times="10:00-11:00")]
    whole = [extra(MONDAY, times="09:00-12:00"), closure(MONDAY)]

    assert spans(day_of(MONDAY, [], part[::order])) == [("09:00", "10:00"), ("11:00", "12:00")]
    assert spans(day_of(MONDAY, [], whole[::order])) == []


def test_starts_stay_where_they_are_when_a_closure_or_extra_hours_come():
    exceptions = [closure(MONDAY, times="09:00-09:50"), extra(MONDAY, times="11:40-13:10")]

    day = day_of(MONDAY, [("09:00", "12:00")], exceptions)

    starts = [start.astimezone(BERLIN).strftime("%H:%M") for start in day.starts(minutes(45))]
    assert starts == ["09:00", "09:45", "10:30", "11:15", "12:00", "12:45"]


def test_an_open_span_encloses_what_does_not_leave_it():
    day = day_of(MONDAY, [("09:00", "12:00"), ("13:00", "17:00")])
    nine = day.spans[0].start

    assert day.encloses(nine, nine + minutes(180))
    assert not day.encloses(nine - minutes(1), nine + minutes(60))
    assert not day.encloses(nine, nine + minutes(181))
    assert not day.encloses(nine + minutes(150), nine + minutes(270))
    assert not day.encloses(nine + minutes(180), nine + minutes(240))


@pytest.mark.parametrize(
    ("first", "last", "closed", "others"),
    [
        # Over New Year.
        ("2026-12-24", "2027-01-02", ["2026-12-24", "2027-01-02", "2027-12-24", "2027-12-31",
                                      "2028-01-01", "2028-01-02", "2033-12-27"],
         ["2025-12-24", "2026-01-01", "2026-12-23", "2027-01-03", "2027-12-23", "2028-01-03"]),
        ("2027-05-01", "2027-05-01", ["2027-05-01", "2028-05-01"],
         ["2026-05-01", "2027-04-30", "2028-05-02"]),
        # On a day that most years don't have.
        ("2028-02-29", "2028-02-29", ["2028-02-29", "2029-02-28", "2032-02-29"],
         ["2027-02-28", "2028-02-28", "2029-03-01", "2032-02-28"]),
        ("2027-02-20", "2027-02-28", ["2028-02-28"], ["2028-02-29"]),
        ("2028-02-28", "2028-03-01", ["2028-02-29", "2029-02-28", "2029-03-01"], ["2029-03-02"]),
    ],
)  # fmt: skip
def test_yearly_closures_come_back_from_their_first_year_on(first, last, closed, others):
    first, last = map(dt.date.fromisoformat, (first, last))
    yearly, once = closure(first, last, yearly=True), closure(first, last)

    days = [dt.date.fromisoformat(day) for day in (*closed, *others)]

    assert [day.isoformat() for day in days if covers(yearly, day)] == closed
    assert [day for day in days if covers(once, day)] == [
        day for day in days if first <= day <= last
    ]


@pytest.mark.parametrize(
    ("day", "opening", "expected"),
    [
        # 2:00 to 3:00 does not happen.
        (SPRING, [("01:00", "02:30")], [("01:00+0100", "03:00+0200")]),
        (SPRING, [("02:15", "04:00")], [("03:00+0200", "04:00+0200")]),
        (SPRING, [("02:15", "02:45")], []),
        (SPRING, [("01:00", "02:00"), ("03:00", "04:00")], [("01:00+0100", "04:00+0200")]),
        # 2:00 to 3:00 happens twice.
        (AUTUMN, [("01:00", "04:00")], [("01:00+0200", "04:00+0100")]),
        (AUTUMN, [("02:00", "03:00")], [("02:00+0200", "03:00+0100")]),
        (
            AUTUMN,
            [("01:00", "02:30")],
            [("01:00+0200", "02:30+0200"), ("02:00+0100", "02:30+0100")],
        ),
        (
            AUTUMN,
            [("02:30", "04:00")],
            [("02:30+0200", "02:00+0100"), ("02:30+0100", "04:00+0100")],
        ),
        (AUTUMN, [("01:00", "02:30"), ("02:30", "04:00")], [("01:00+0200", "04:00+0100")]),
    ],
)
def test_hours_around_a_change_of_the_clocks(day, opening, expected):
    assert spans(day_of(day, opening)) == expected


@pytest.mark.parametrize(
    ("day", "closed", "expected"),
    [
        (SPRING, "02:15-02:45", [("00:00+0100", "06:00+0200")]),
        (SPRING, "01:00-02:45", [("00:00+0100", "01:00+0100"), ("03:00+0200", "06:00+0200")]),
        (
            AUTUMN,
            "02:15-02:45",
            [
                ("00:00+0200", "02:15+0200"),
                ("02:45+0200", "02:15+0100"),
                ("02:45+0100", "06:00+0100"),
            ],
        ),
        (AUTUMN, "02:00-03:00", [("00:00+0200", "02:00+0200"), ("03:00+0100", "06:00+0100")]),
    ],
)
def test_closures_around_a_change_of_the_clocks(day, closed, expected):
    assert spans(day_of(day, [("00:00", "06:00")], [closure(day, times=closed)])) == expected
