"""Opening hours as schema.org writes them, for search engines and maps."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from ..models import OpeningHours
from .weekly_hours import LOOK_AHEAD

DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

type Season = tuple[dt.date | None, dt.date | None]
type Span = tuple[dt.time, dt.time]


def opening_hours_specification(
    rows: Iterable[OpeningHours], today: dt.date
) -> list[dict[str, Any]]:
    """When anybody treats, day by day: spans of several people that meet are one.

    Hours of every other week are left out, as the vocabulary has no word for them and an open
    door that is none is worse than none; so are those that are over or begin much later.
    """
    by_day: dict[tuple[Season, int], list[Span]] = defaultdict(list)
    for row in rows:
        begins_late = row.valid_from and row.valid_from > today + LOOK_AHEAD
        is_over = row.valid_until and row.valid_until < today
        if row.every_n_weeks == 1 and not begins_late and not is_over:
            by_day[(row.valid_from, row.valid_until), row.weekday].append((row.start, row.end))
    same: dict[tuple[Season, Span], list[int]] = defaultdict(list)
    for (season, weekday), spans in by_day.items():
        for span in _joined(spans):
            same[season, span].append(weekday)
    ordered = sorted(same.items(), key=lambda one: (sorted(one[1]), one[0][1]))
    return [_specification(season, span, sorted(days)) for (season, span), days in ordered]


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _specification(season: Season, span: Span, days: list[int]) -> dict[str, Any]:
    limits = zip(("validFrom", "validThrough"), season, strict=True)
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": [f"https://schema.org/{DAYS[day]}" for day in days],
        "opens": f"{span[0]:%H:%M}",
        "closes": f"{span[1]:%H:%M}",
        **{name: day.isoformat() for name, day in limits if day},
    }
