"""What a listing need not ask the database again: as true as if it had, and never for a write."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bookings.domain.availability import Diary
from bookings.models import (
    Appointment,
    BookingSettings,
    OpeningHours,
    Practitioner,
    ScheduleException,
)
from bookings.statuses import AppointmentStatus
from home.models import PracticeSettings
from tests.bookings.views.diary import book
from tests.factories.bookings import make_practitioner, make_service

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database", "page_cache")]

NOW = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)
TUESDAY = dt.date(2026, 12, 1)
TEN = "2026-12-01T15:00:00+00:00"


@pytest.fixture(autouse=True)
def clock():
    PracticeSettings.objects.update_or_create(defaults={"time_zone": "America/New_York"})
    BookingSettings.current()
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def service(clock):
    return make_service(lengths=[(60, "60.00")], start_step_minutes=60, turnaround_minutes=0)


@pytest.fixture
def practitioner(service):
    return make_practitioner(services=[service], hours=[(1, "09:00", "12:00")])


@pytest.fixture
def seen(practitioner, service) -> list[str]:
    """What was listed before anything happened, and is kept from then on."""
    return listed(service)


def listed(service, *, may_be_kept: bool = True) -> list[str]:
    diary = Diary.for_service(service, 60, first=TUESDAY, last=TUESDAY, may_be_kept=may_be_kept)
    return [f"{slot.start.astimezone(diary.zone):%H:%M}" for slot in diary.on(TUESDAY)]


def queries(look) -> list[str]:
    """The tables that `look` asks, without those of the settings and the service."""
    with CaptureQueriesContext(connection) as caught:
        look()
    froms = [query["sql"].split(' FROM "')[1].split('"')[0] for query in caught.captured_queries]
    return [table for table in froms if table.startswith("bookings_")]


def test_second_look_asks_for_nothing(seen, service):
    assert seen == ["09:00", "10:00", "11:00"]
    assert queries(lambda: listed(service)) == []


def test_look_after_a_visit_asks_for_visits_only(seen, service, practitioner):
    book(practitioner, TEN)

    assert queries(lambda: listed(service)) == ["bookings_appointment"]
    assert listed(service) == ["09:00", "11:00"]


def test_write_path_asks_every_time(seen, service):
    asked = queries(lambda: listed(service, may_be_kept=False))

    assert asked == [
        "bookings_practitioner",
        "bookings_openinghours",
        "bookings_scheduleexception",
        "bookings_appointment",
    ]


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (lambda: OpeningHours.objects.update(start=dt.time(10)), ["10:00", "11:00"]),
        (lambda: Practitioner.objects.update(active=False), []),
        (
            lambda: ScheduleException.objects.create(
                kind="closed", date_from=TUESDAY, date_until=TUESDAY
            ),
            [],
        ),
    ],
    ids=["hours", "practitioner", "closure"],
)
def test_what_staff_change_is_listed_at_once(seen, service, change, left):
    change()

    assert listed(service) == left == listed(service, may_be_kept=False)


@pytest.mark.parametrize(
    ("status", "lapses"),
    [
        (AppointmentStatus.HELD, "hold_expires_at"),
        (AppointmentStatus.CANCEL_PENDING, "undo_until"),
    ],
)
def test_what_lapses_by_the_clock_is_listed_although_nothing_was_written(
    clock, seen, service, practitioner, status, lapses
):
    visit = book(practitioner, TEN)
    soon = NOW + dt.timedelta(minutes=5)
    Appointment.objects.filter(pk=visit.pk).update(status=status, **{lapses: soon})
    assert listed(service) == ["09:00", "11:00"]

    clock.move_to(soon - dt.timedelta(seconds=1))
    assert listed(service) == ["09:00", "11:00"]
    clock.move_to(soon)

    assert queries(lambda: listed(service)) == []
    assert listed(service) == ["09:00", "10:00", "11:00"] == listed(service, may_be_kept=False)


def test_page_in_hand_counts_not_one_that_was_looked_at_before(seen, service):
    service.accepts_requests = False

    assert listed(service) == []
