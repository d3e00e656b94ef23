"""Lock, re-check, constraint: each guard of the diary alone, and the race without any.

Two visits are put into one time by two threads that wait for each other between the look and
the write, as long as the lock lets them.
"""

import datetime as dt
import logging
import threading
from contextlib import suppress

import pytest
from django.db import IntegrityError, OperationalError, connection

from bookings.domain import appointments, holds, transaction, visits
from bookings.domain.errors import NotSaved, TimeTaken
from bookings.domain.placing import find_place
from bookings.domain.session import Session
from bookings.domain.soundness import findings
from bookings.domain.transaction import diary_write
from bookings.models import Appointment, AuditEvent, Client
from home.models import PracticeSettings
from tests.bookings.racing import at_once
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database")]

# How long one waits for the other, who may be kept from coming by the lock.
PATIENCE = 0.5


@pytest.fixture
def book():
    PracticeSettings.current()
    service = make_service()
    people = [make_practitioner(name=name, services=[service]) for name in ("Ada", "Ben")]
    # Early enough that no visit runs into the night, when the day's opening hours end.
    start = dt.datetime.now(tz=dt.UTC).replace(hour=8, minute=0, second=0, microsecond=0)
    staff = make_user()

    def book(*, person=0, hours=0):
        return appointments.book(
            by=staff,
            practitioner_id=people[person].pk,
            service_id=service.pk,
            minutes=60,
            start=start + dt.timedelta(days=10, hours=hours),
            name="Vera",
        )

    return book


@pytest.fixture
def look_together(monkeypatch):
    """Whoever has found a place waits until another has, too; only the first time."""
    both, find_place, patient = threading.Barrier(2), visits.find_place, threading.local()

    def find(**what):
        place = find_place(**what)
        if not getattr(patient, "done", False):
            patient.done = True
            with suppress(threading.BrokenBarrierError):
                both.wait(PATIENCE)
        return place

    monkeypatch.setattr(visits, "find_place", find)
    monkeypatch.setattr(appointments, "find_place", find)


@pytest.fixture
def no_lock(monkeypatch):
    monkeypatch.setattr(holds, "lock_practitioners", lambda practitioner_ids: None)


@pytest.fixture
def no_constraint():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE bookings_appointment DROP CONSTRAINT appointment_no_overlap")


def test_lock_lets_the_second_look_only_when_the_first_has_written(book, look_together):
    assert at_once(2, lambda _: book()) == {"done": 1, "TimeTaken": 1}
    assert Client.objects.count() == 1
    assert findings() == []


@pytest.mark.only_on("postgresql")
def test_constraint_stops_the_second_where_the_lock_failed(book, look_together, no_lock):
    assert at_once(2, lambda _: book()) == {"done": 1, "TimeTaken": 1}
    assert (Appointment.objects.count(), Client.objects.count()) == (1, 1)
    assert findings() == []


@pytest.mark.only_on("postgresql")
def test_race_is_lost_and_seen_where_only_the_look_is_left(
    book, look_together, no_lock, no_constraint
):
    assert at_once(2, lambda _: book()) == {"done": 2}
    assert [line.partition(":")[0] for line in findings()] == ["overlap"]


@pytest.mark.only_on("postgresql")
def test_lock_alone_is_enough(book, look_together, no_constraint):
    assert at_once(2, lambda _: book()) == {"done": 1, "TimeTaken": 1}
    assert findings() == []


@pytest.mark.only_on("postgresql")
def test_move_locks_the_diary_that_it_leads_to(book, no_constraint, request):
    visit, staff = book(hours=3), make_user()
    taken = book(person=1, hours=6)
    request.getfixturevalue("look_together")

    def meet(index):
        if index:
            book(person=1)
        else:
            appointments.move(
                appointment_id=visit.pk,
                version=1,
                by=staff,
                practitioner_id=taken.practitioner_id,
                start=taken.start - dt.timedelta(hours=6),
            )

    assert at_once(2, meet) == {"done": 1, "TimeTaken": 1}
    assert findings() == []


@pytest.mark.only_on("postgresql")
def test_diaries_of_two_people_do_not_wait_for_each_other(book, monkeypatch):
    met, find_place = threading.Barrier(2), visits.find_place

    def find(**what):
        place = find_place(**what)
        met.wait(10)  # both are inside at the same moment
        return place

    monkeypatch.setattr(visits, "find_place", find)

    assert at_once(2, lambda index: book(person=index)) == {"done": 2}


def test_visits_swapped_between_two_diaries_do_not_lock_each_other_out(book):
    staff, visits_of = make_user(), [book(person=0), book(person=1, hours=3)]
    people = [visit.practitioner_id for visit in visits_of]

    def swap(index):
        visit = visits_of[index]
        return appointments.move(
            appointment_id=visit.pk,
            version=1,
            by=staff,
            practitioner_id=people[1 - index],
            start=visit.start,
        )

    assert at_once(2, swap) == {"done": 2}
    assert findings() == []


def test_hold_that_runs_out_after_the_lock_still_blocks(book):
    """The clock goes on between the lock, which let lapse what had lapsed, and the look."""
    visit = book()
    now = dt.datetime.now(tz=dt.UTC)
    Appointment.objects.filter(pk=visit.pk).update(status="held", hold_expires_at=now)
    again = {
        "practitioner": visit.practitioner,
        "session": Session(length=dt.timedelta(minutes=30)),
        "start": visit.start,
    }

    with pytest.raises(TimeTaken):
        find_place(**again)

    holds.release_lapsed()
    assert find_place(**again).start == visit.start


# --- What the database says --------------------------------------------------------------


def failing(error, times):
    """A change of the diary that fails with `error` the first `times`; how often it was tried."""
    tries = []

    @diary_write
    def change():
        tries.append(True)
        if len(tries) <= times:
            AuditEvent.objects.create(at=dt.datetime.now(tz=dt.UTC), actor="system", action="x")
            raise error
        return len(tries)

    return change, tries


def from_postgres(kind, sqlstate):
    """As Django hands on what PostgreSQL says."""
    cause = Exception()
    cause.sqlstate = sqlstate
    error = kind("as PostgreSQL says it")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("kind", "sqlstate"),
    [
        (OperationalError, "40P01"),  # deadlock
        (OperationalError, "40001"),  # serialization
        (IntegrityError, "23P01"),  # exclusion
    ],
)
def test_loser_of_a_race_is_tried_once_more_and_then_told(kind, sqlstate):
    change, _tries = failing(from_postgres(kind, sqlstate), times=1)
    assert change() == 2

    change, tries = failing(from_postgres(kind, sqlstate), times=2)
    with pytest.raises(TimeTaken):
        change()
    assert len(tries) == 2
    assert AuditEvent.objects.count() == 0


@pytest.mark.parametrize("sqlstate", ["55P03", "57014"])
def test_wait_that_was_too_long_is_said_in_words(sqlstate, caplog):
    change, tries = failing(from_postgres(OperationalError, sqlstate), times=9)

    with caplog.at_level(logging.WARNING, transaction.__name__), pytest.raises(NotSaved):
        change()

    assert len(tries) == 1
    assert caplog.messages == ["The diary was locked for too long."]


def test_lock_of_sqlite_that_was_too_long_is_said_in_words():
    change, _tries = failing(OperationalError("database is locked"), times=9)

    with pytest.raises(NotSaved):
        change()


def test_constraint_that_no_change_should_meet_is_logged_and_said_in_words(caplog):
    change, tries = failing(from_postgres(IntegrityError, "23514"), times=9)

    with pytest.raises(NotSaved):
        change()

    assert len(tries) == 2
    assert caplog.messages == ["A constraint refused a change of the diary."]


def test_database_that_is_out_of_order_is_no_refusal():
    change, _tries = failing(from_postgres(OperationalError, "53100"), times=9)  # disk full

    with pytest.raises(OperationalError):
        change()


def test_second_visit_of_one_request_is_a_refusal_not_a_crash(book):
    """By the real constraint; no function of ours gets this far."""
    one, other, request = book(), book(hours=3), make_request()

    @diary_write
    def give(*visits):
        Appointment.objects.filter(pk__in=[visit.pk for visit in visits]).update(request=request)

    give(one)
    with pytest.raises(NotSaved):
        give(other)
    other.refresh_from_db()
    assert other.request is None
