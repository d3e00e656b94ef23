"""Reminders and after-care with several workers and the desk at once, with real commits."""

import datetime as dt
import logging
import threading

import pytest
import time_machine
from django.db import connection, transaction

from bookings.domain import aftercare, appointments, reminders
from bookings.domain.tick import tick
from bookings.models import Appointment, BookingSettings, OutboxMessage
from home.models import PracticeSettings
from tests.bookings.racing import at_once
from tests.bookings.smtp import smtp_server
from tests.factories.areas import make_area
from tests.factories.people import make_user
from tests.factories.situations import make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database")]

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    PracticeSettings.objects.update_or_create(
        defaults={"email": "desk@practice.example.org", "practice_name": "Practice"}
    )
    BookingSettings.current()
    make_area("Neck")
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def due(clock):
    """Three visits to remind of, and one after which a mail is due."""
    coming = [make_visit(ahead=5 * DAY + number * HOUR) for number in range(3)]
    past = make_visit(ahead=-2 * DAY, areas=["Neck"])
    clock.move_to(NOW + 3 * DAY + 5 * HOUR)
    Appointment.objects.filter(pk=past.pk).update(
        **{
            name: getattr(past, name) + 3 * DAY
            for name in ("start", "end", "occupied_from", "occupied_until")
        }
    )
    OutboxMessage.objects.all().delete()
    return {("reminder", visit.pk) for visit in coming} | {("after_care", past.pk)}


def written():
    return sorted(OutboxMessage.objects.values_list("template", "appointment"))


def test_workers_side_by_side_write_each_mail_once(due, caplog):
    caplog.set_level(logging.WARNING)

    def work(number):
        reminders.write_due()
        aftercare.write_due()

    assert at_once(4, work) == {"done": 4}

    assert written() == sorted(due)
    assert [record.getMessage() for record in caplog.records] == []


def test_round_writes_and_sends_them(due):
    with smtp_server() as inbox:
        ticked = tick()
        again = tick()

    assert (ticked.failed, ticked.sent, again.sent) == ([], 4, 0)
    assert len(inbox.messages) == 4


@pytest.mark.only_on("postgresql")
def test_worker_waits_for_the_desk_and_decides_on_what_it_did(due):
    last = max(due)
    visit = Appointment.objects.get(pk=last[1])
    started = threading.Event()

    def work():
        started.set()
        reminders.write_due()
        connection.close()

    worker = threading.Thread(target=work)
    with transaction.atomic():
        Appointment.objects.select_for_update(no_key=True).get(pk=visit.pk)
        worker.start()
        started.wait()
        Appointment.objects.filter(pk=visit.pk).update(
            status="cancelled", cancelled_at=NOW, cancelled_by="staff"
        )
    worker.join()

    reminders_due = {one for one in due if one[0] == "reminder"}
    assert written() == sorted(reminders_due - {last})


def test_desk_and_worker_at_the_same_moment_leave_nothing_untrue(due):
    staff = make_user()
    visits = [Appointment.objects.get(pk=pk) for kind, pk in due if kind == "reminder"]

    def work(number):
        if number:
            reminders.write_due()
            return
        for visit in visits:
            appointments.cancel(
                appointment_id=visit.pk, version=visit.version, by=staff, reason="Ill"
            )

    assert at_once(3, work) == {"done": 3}

    with smtp_server() as inbox:
        tick()
    assert [m["Subject"] for m in inbox.messages if m["Subject"].startswith("Reminder")] == []
