"""What the tests of moving have in common: Vera's visit is with Thea, on Tuesday at ten."""

import datetime as dt

from bookings.domain import appointments
from bookings.domain.manage import manage_token
from bookings.models import Appointment, AuditEvent, BookingRequest, OutboxMessage
from tests.factories.people import make_user

HOUR, SECOND = dt.timedelta(hours=1), dt.timedelta(seconds=1)
# Tuesdays and Thursdays, 9 to 12 in New York, which is 14 to 17 UTC in December.
HOURS = [(1, "09:00", "12:00"), (3, "09:00", "12:00")]
NINE, TEN, NEXT_NINE = "2026-12-01T14:00:00Z", "2026-12-01T15:00:00Z", "2026-12-08T14:00:00Z"


def address(visit):
    return f"/my-request/{manage_token(visit.request)}/"


def move_page(visit):
    return f"{address(visit)}move/"


def words(visitor):
    return " ".join(visitor.page.main.get_text(" ").split())


def notice(visitor):
    return visitor.page.select_one(".error-summary p").text


def moved_at(visit):
    """Where it is now, how often its client has moved it, and what calendars count."""
    visit.refresh_from_db()
    start = f"{visit.start:%Y-%m-%dT%H:%M:%SZ}"
    return (start, visit.moves_by_client, visit.calendar_sequence)


def stored():
    return [
        list(model.objects.order_by("pk").values())
        for model in (BookingRequest, Appointment, AuditEvent, OutboxMessage)
    ]


def move_at_the_desk(visit, start):
    appointments.move(
        appointment_id=visit.pk,
        version=visit.version,
        by=make_user(),
        practitioner_id=visit.practitioner_id,
        start=dt.datetime.fromisoformat(start),
    )
