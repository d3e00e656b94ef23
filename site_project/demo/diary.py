"""Who treats and when, and when it is closed; practitioners are called by role.

Days count from the day on which the demonstration is loaded.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from bookings.models import ExceptionKind

from .services import (
    DEEP_TISSUE,
    NECK_JAW_SHOULDERS,
    SERVICES,
    TRIGGER_POINT_THERAPY,
)

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = range(6)
# Any day of a week in which the evening therapist works on Saturday.
A_SATURDAY_WEEK = dt.date(2026, 1, 5)


class Hours(NamedTuple):
    weekdays: tuple[int, ...]
    start: dt.time
    end: dt.time
    every_n_weeks: int = 1


@dataclass(frozen=True)
class DemoPractitioner:
    """`services` are keys of pages; `account` is a username, or empty."""

    slug: str
    name: str
    services: tuple[str, ...]
    hours: tuple[Hours, ...]
    account: str = ""

    @property
    def key(self) -> str:
        return f"practitioner:{self.slug}"


THERAPIST = DemoPractitioner(
    slug="therapist",
    name="Therapist",
    account="therapist",
    services=tuple(item.key for item in SERVICES),
    hours=(
        Hours((MONDAY, TUESDAY, THURSDAY, FRIDAY), dt.time(9), dt.time(12, 30)),
        Hours((MONDAY, TUESDAY, THURSDAY, FRIDAY), dt.time(13, 30), dt.time(17)),
        Hours((WEDNESDAY,), dt.time(9), dt.time(13)),
    ),
)
EVENING_THERAPIST = DemoPractitioner(
    slug="evening-therapist",
    name="Evening therapist",
    services=(TRIGGER_POINT_THERAPY.key, NECK_JAW_SHOULDERS.key, DEEP_TISSUE.key),
    hours=(
        Hours((MONDAY, WEDNESDAY, THURSDAY), dt.time(16), dt.time(20, 30)),
        Hours((SATURDAY,), dt.time(10), dt.time(15), every_n_weeks=2),
    ),
)
PRACTITIONERS = (THERAPIST, EVENING_THERAPIST)


def exceptions(today: dt.date) -> dict[str, dict[str, Any]]:
    """Closures and extra openings by key: fields of the row, the practitioner by key."""
    monday = today - dt.timedelta(days=today.weekday())
    course = monday + dt.timedelta(weeks=3, days=THURSDAY)
    saturday = monday + dt.timedelta(weeks=2, days=SATURDAY)
    return {
        "exception:christmas": {
            "date_from": dt.date(today.year - 1, 12, 24),
            "date_until": dt.date(today.year, 1, 1),
            "yearly": True,
            "public_note": "Closed over Christmas and New Year",
        },
        "exception:course": {
            "practitioner": THERAPIST.key,
            "date_from": course,
            "date_until": course + dt.timedelta(days=1),
            "public_note": "The therapist is away on a course",
            "private_note": "Two days about the jaw; back on Monday.",
        },
        "exception:saturday": {
            "practitioner": THERAPIST.key,
            "kind": ExceptionKind.EXTRA,
            "date_from": saturday,
            "date_until": saturday,
            "time_from": dt.time(10),
            "time_until": dt.time(13),
            "private_note": "In place of the days of the course.",
        },
    }
