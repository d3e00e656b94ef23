"""Who treats and when, when it is closed, and who has come and will come.

As everyone here, practitioners are called by role; the clients are nobody. Days count from
the day on which the demonstration is loaded.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from bookings.models import ExceptionKind, Standing
from bookings.statuses import AppointmentStatus

from .services import (
    DEEP_TISSUE,
    GENTLE_RESET,
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


CLIENTS = {
    "client:sam": {
        "name": "Sam Sample",
        "email": "sam@example.org",
        "phone": "+44 1632 960 201",
        "standing": Standing.TRUSTED,
        "notes": "Has come since the practice opened.",
    },
    "client:robin": {
        "name": "Robin Example",
        "email": "robin@example.org",
        "phone": "+44 1632 960 202",
        "notes": "Evenings suit best.",
    },
    "client:kim": {"name": "Kim Specimen", "phone": "+44 1632 960 203"},
}


@dataclass(frozen=True, kw_only=True)
class DemoVisit:
    """Somebody's visit on the first day with room `days` from today, or after it.

    `late` says how far into the day's free times: 0 is the first of them, 1 the last.
    """

    key: str
    client: str
    practitioner: DemoPractitioner = THERAPIST
    service: str = TRIGGER_POINT_THERAPY.key
    minutes: int = 60
    days: int
    late: float = 0
    status: AppointmentStatus = AppointmentStatus.CONFIRMED


_COMPLETED = AppointmentStatus.COMPLETED
VISITS = (
    DemoVisit(key="visit:1", client="client:sam", days=-27, late=0.3, status=_COMPLETED),
    DemoVisit(
        key="visit:2",
        client="client:robin",
        practitioner=EVENING_THERAPIST,
        service=NECK_JAW_SHOULDERS.key,
        minutes=45,
        days=-20,
        late=0.8,
        status=_COMPLETED,
    ),
    DemoVisit(
        key="visit:3", client="client:sam", minutes=90, days=-13, late=0.3, status=_COMPLETED
    ),
    DemoVisit(
        key="visit:4",
        client="client:kim",
        service=DEEP_TISSUE.key,
        days=-12,
        late=1,
        status=AppointmentStatus.NO_SHOW,
    ),
    DemoVisit(key="visit:5", client="client:sam", days=2, late=0.3),
    DemoVisit(
        key="visit:6",
        client="client:robin",
        practitioner=EVENING_THERAPIST,
        service=NECK_JAW_SHOULDERS.key,
        days=3,
        late=0.8,
    ),
    DemoVisit(
        key="visit:7",
        client="client:kim",
        service=DEEP_TISSUE.key,
        minutes=90,
        days=4,
        status=AppointmentStatus.CANCELLED,
    ),
    DemoVisit(
        key="visit:8",
        client="client:kim",
        service=GENTLE_RESET.key,
        minutes=45,
        days=9,
        late=0.5,
    ),
)
