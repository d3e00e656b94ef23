"""Requests with an end: a visit, or none, or one that nobody should answer."""

from typing import Final

from bookings.domain.spam import HONEYPOT, TOO_FAST
from bookings.models import Actor, DeclineReason
from bookings.statuses import AppointmentStatus, RequestStatus

from ..articles.first_visit import FIRST_VISIT
from ..articles.trigger_points import TRIGGER_POINTS
from ..diary import EVENING_THERAPIST, SATURDAY
from ..services import DEEP_TISSUE, GENTLE_RESET, NECK_JAW_SHOULDERS
from ..visits import DemoVisit
from .asked import DAY, HOUR, DemoRequest, Step, Window

R = RequestStatus

SETTLED: Final = (
    DemoRequest(
        slug="clara",
        reference="CLR-846",
        name="Clara Whitby",
        email="clara.whitby@example.org",
        phone="020 7946 0321",
        been_before=True,
        ago=6 * DAY,
        notes="The same as last time: between the shoulder blades.",
        areas=("upper-back",),
        story=(Step(after=2 * HOUR, to=R.CONFIRMED, by="reception"),),
        visit=DemoVisit(days=0, late=0.7),
    ),
    DemoRequest(
        slug="peter",
        reference="PTR-973",
        name="Peter Okafor",
        email="peter.okafor@example.org",
        phone="020 7946 0322",
        been_before=False,
        ago=5 * DAY,
        article=FIRST_VISIT.key,
        service=NECK_JAW_SHOULDERS.key,
        minutes=45,
        story=(Step(after=21 * HOUR, to=R.CONFIRMED, by="therapist"),),
        visit=DemoVisit(service=NECK_JAW_SHOULDERS.key, minutes=45, days=1, late=0.2),
        mail_fails="550 5.1.1 There is no such mailbox here.",
    ),
    DemoRequest(
        slug="yasmin",
        reference="XZM-364",
        name="Yasmin Doyle",
        email="yasmin.doyle@example.org",
        phone="020 7946 0323",
        been_before=False,
        ago=12 * DAY,
        article=TRIGGER_POINTS.key,
        notes="Migraines since I was twenty, treated by a neurologist.",
        areas=("temples", "neck"),
        story=(Step(after=6 * HOUR, to=R.CONFIRMED, by="therapist"),),
        visit=DemoVisit(days=-4, late=0.6),
        treated=("temples", "neck"),
    ),
    DemoRequest(
        slug="bruno",
        reference="BRN-489",
        name="Bruno Halloway",
        email="bruno.halloway@example.org",
        been_before=False,
        ago=18 * DAY,
        service=DEEP_TISSUE.key,
        story=(Step(after=28 * HOUR, to=R.CONFIRMED, by="reception"),),
        visit=DemoVisit(
            practitioner=EVENING_THERAPIST,
            service=DEEP_TISSUE.key,
            days=-8,
            late=0.9,
            status=AppointmentStatus.NO_SHOW,
        ),
    ),
    DemoRequest(
        slug="quick-rankings",
        reference="QRK-743",
        name="Quick Rankings",
        email="offers@example.org",
        phone="020 7946 0325",
        ago=15 * HOUR,
        arrives_as=R.QUARANTINED,
        fields={"quarantine_reasons": f"{HONEYPOT}, {TOO_FAST}"},
    ),
    DemoRequest(
        slug="alan",
        reference="LND-638",
        name="Alan Drew",
        email="alan.drew@example.org",
        been_before=False,
        ago=9 * DAY,
        service=GENTLE_RESET.key,
        minutes=45,
        wishes=(Window(weekdays=(SATURDAY,)),),
        fields={
            "decline_reason": DeclineReason.NO_TIME,
            "decline_message": "Gentle reset is not on offer on Saturdays. Any weekday would do, "
            "and then we would be glad to see you.",
        },
        story=(Step(after=7 * HOUR, to=R.DECLINED, by="reception"),),
    ),
    DemoRequest(
        slug="wendy",
        reference="WND-897",
        name="Wendy Carrick",
        email="wendy.carrick@example.org",
        ago=16 * DAY,
        wishes=(Window(part="morning"),),
        story=(Step(after=11 * HOUR, to=R.WITHDRAWN, by=Actor.CLIENT),),
    ),
    DemoRequest(
        slug="leo",
        reference="LXP-376",
        name="Leo Tanner",
        phone="020 7946 0328",
        ago=41 * DAY,
        wishes=(Window(weekdays=(SATURDAY,), part="evening"),),
        story=(
            Step(after=2 * DAY, to=R.IN_REVIEW, by="reception"),
            Step(after=32 * DAY, to=R.EXPIRED),
        ),
    ),
)
