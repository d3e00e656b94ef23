"""Opening hours as search engines read them."""

import datetime as dt

import pytest

from bookings.domain.opening_data import opening_hours_specification
from bookings.models import OpeningHours

pytestmark = pytest.mark.once

TODAY = dt.date(2026, 11, 23)


def row(weekday, start, end, **fields):
    times = {"start": dt.time.fromisoformat(start), "end": dt.time.fromisoformat(end)}
    return OpeningHours(weekday=weekday, **times, **fields)


def lines(*rows):
    return [
        (
            " ".join(day.removeprefix("https://schema.org/")[:2] for day in one["dayOfWeek"]),
            one["opens"],
            one["closes"],
        )
        for one in opening_hours_specification(rows, TODAY)
    ]


def test_days_with_the_same_hours_are_one():
    assert lines(row(0, "09:00", "13:00"), row(1, "14:00", "18:00"), row(2, "09:00", "13:00")) == [
        ("Mo We", "09:00", "13:00"),
        ("Tu", "14:00", "18:00"),
    ]


def test_hours_of_several_people_that_meet_are_one():
    assert lines(row(0, "12:00", "18:00"), row(0, "09:00", "13:00"), row(0, "18:00", "19:00")) == [
        ("Mo", "09:00", "19:00")
    ]


def test_a_break_stays_a_break():
    assert lines(row(0, "09:00", "12:00"), row(0, "13:00", "18:00")) == [
        ("Mo", "09:00", "12:00"),
        ("Mo", "13:00", "18:00"),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"every_n_weeks": 2, "anchor": TODAY},
        {"valid_until": dt.date(2026, 11, 22)},
        {"valid_from": dt.date(2027, 6, 1)},
    ],
)
def test_hours_that_would_mislead_are_left_out(fields):
    assert lines(row(0, "09:00", "13:00", **fields)) == []


def test_season_says_its_limits():
    until = row(6, "09:00", "13:00", valid_until=TODAY)
    assert opening_hours_specification([until], TODAY) == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["https://schema.org/Sunday"],
            "opens": "09:00",
            "closes": "13:00",
            "validThrough": "2026-11-23",
        }
    ]
