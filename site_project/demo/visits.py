"""Who has come and will come: clients, who are nobody, and their visits.

The phone numbers are of the ranges that Ofcom keeps free for fiction. Days count from the day
on which the demonstration is loaded: eight weeks back, three ahead, and more of it today.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from bookings.models import Standing
from bookings.statuses import AppointmentStatus

from .diary import EVENING_THERAPIST, THERAPIST, DemoPractitioner
from .services import DEEP_TISSUE, GENTLE_RESET, NECK_JAW_SHOULDERS, TRIGGER_POINT_THERAPY

CLIENTS: Final[dict[str, dict[str, Any]]] = {
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
    "client:ines": {
        "name": "Ines Marlow",
        "email": "ines.marlow@example.org",
        "phone": "020 7946 0211",
        "notes": "Every other week. Pays by bank transfer.",
    },
    "client:tomasz": {
        "name": "Tomasz Reed",
        "email": "tomasz.reed@example.org",
        "phone": "020 7946 0212",
    },
    "client:gwen": {
        "name": "Gwen Ashby",
        "phone": "020 7946 0213",
        "notes": "Ring, do not write.",
    },
    "client:omar": {
        "name": "Omar Finch",
        "email": "omar.finch@example.org",
        "phone": "020 7946 0214",
        "standing": Standing.TRUSTED,
    },
    "client:lotte": {
        "name": "Lotte Brandt",
        "email": "lotte.brandt@example.org",
        "phone": "020 7946 0215",
        "notes": "After work only.",
    },
    "client:joyce": {"name": "Joyce Adair", "phone": "020 7946 0216"},
    "client:hamid": {
        "name": "Hamid Noor",
        "email": "hamid.noor@example.org",
        "phone": "020 7946 0217",
    },
}


@dataclass(frozen=True, kw_only=True)
class DemoVisit:
    """Somebody's visit on the first day with room `days` from today, or after it.

    `late` says how far into the day's free times: 0 is the first of them, 1 the last. What is
    over when it is made has taken place, unless `status` says otherwise. `client` is empty for
    the visit of a request, which has no `key` either.
    """

    key: str = ""
    client: str = ""
    practitioner: DemoPractitioner = THERAPIST
    service: str = TRIGGER_POINT_THERAPY.key
    minutes: int = 60
    days: int
    late: float = 0
    status: AppointmentStatus = AppointmentStatus.CONFIRMED


class Regular(NamedTuple):
    """Somebody who comes again and again, on these `days`."""

    client: str
    days: tuple[int, ...]
    service: str = TRIGGER_POINT_THERAPY.key
    minutes: int = 60
    late: float = 0
    practitioner: DemoPractitioner = THERAPIST


REGULARS: Final = (
    Regular("ines", (-52, -38, -24, -10, 4, 18), late=0.1),
    Regular("omar", (-55, -27, 0), minutes=90, late=0.4),
    Regular("tomasz", (-47, -33, -19, -5, 9), DEEP_TISSUE.key, 60, 0.5, EVENING_THERAPIST),
    Regular("gwen", (-41, -20, 1, 15), GENTLE_RESET.key, 45, 0.6),
    Regular("lotte", (-30, -9, 0, 14), NECK_JAW_SHOULDERS.key, 45, 0.9, EVENING_THERAPIST),
    Regular("joyce", (-44, -16, 1, 12), DEEP_TISSUE.key, 60, 0.9),
    Regular("hamid", (-35, -6, 0), late=1),
    Regular("robin", (-48, -34), NECK_JAW_SHOULDERS.key, 60, 0.2, EVENING_THERAPIST),
)
# By client and day: what came of those that did not take place.
OTHERWISE: Final = {
    ("omar", -27): AppointmentStatus.CANCELLED,
    ("joyce", -16): AppointmentStatus.CANCELLED,
    ("tomasz", -33): AppointmentStatus.NO_SHOW,
    ("gwen", 15): AppointmentStatus.CANCELLED,
}


def _of_regulars() -> Iterator[DemoVisit]:
    for one in REGULARS:
        for days in one.days:
            yield DemoVisit(
                key=f"visit:{one.client}:{days}",
                client=f"client:{one.client}",
                practitioner=one.practitioner,
                service=one.service,
                minutes=one.minutes,
                days=days,
                late=one.late,
                status=OTHERWISE.get((one.client, days), AppointmentStatus.CONFIRMED),
            )


# In this order each finds its room.
VISITS: Final = (
    DemoVisit(key="visit:1", client="client:sam", days=-27, late=0.3),
    DemoVisit(
        key="visit:2",
        client="client:robin",
        practitioner=EVENING_THERAPIST,
        service=NECK_JAW_SHOULDERS.key,
        minutes=45,
        days=-20,
        late=0.8,
    ),
    DemoVisit(key="visit:3", client="client:sam", minutes=90, days=-13, late=0.3),
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
    *_of_regulars(),
)
