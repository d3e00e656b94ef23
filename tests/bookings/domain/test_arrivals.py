"""Who is here: noted once, on the day of the visit, and taken back."""

import datetime as dt

import pytest
import time_machine

from bookings.domain import appointments, arrivals
from bookings.domain.errors import StaleVersion, TransitionRefused
from bookings.models import Appointment, OutboxMessage
from bookings.statuses import AppointmentStatus
from tests.factories.bookings import make_practitioner, make_service
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
# By the clocks of New York: eight in the evening.
START = dt.datetime(2026, 12, 2, 1, tzinfo=dt.UTC)
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def staff(practice):
    return make_user()


@pytest.fixture
def book(staff):
    service = make_service(turnaround_minutes=15)
    person = make_practitioner(services=[service])

    def book(start=START):
        return appointments.book(
            by=staff,
            practitioner_id=person.pk,
            service_id=service.pk,
            minutes=60,
            start=start,
            name="Vera",
            email="vera@example.org",
        )

    return book


def seen(visit, staff):
    return {"appointment_id": visit.pk, "version": visit.version, "by": staff}


def stored():
    return list(Appointment.objects.order_by("pk").values()), OutboxMessage.objects.count()


def test_who_comes_in_is_here_and_nobody_is_told(book, staff, clock):
    visit, mails = book(), OutboxMessage.objects.count()
    clock.move_to(START - 10 * MINUTE)

    here = arrivals.arrive(**seen(visit, staff))

    here.refresh_from_db()
    assert (here.status, here.arrived_at) == ("confirmed", START - 10 * MINUTE)
    assert (here.version, here.calendar_sequence) == (2, 0)
    assert (here.start, here.occupied_until) == (visit.start, visit.occupied_until)
    event = here.events.get(action="arrived")
    assert (event.actor, event.user) == ("staff", staff)
    assert OutboxMessage.objects.count() == mails


@pytest.mark.parametrize(
    ("now", "may"),
    [
        (START - 4 * HOUR - MINUTE, False),
        (START - 4 * HOUR, True),
        (START, True),
        (START + 3 * HOUR + 59 * MINUTE, True),
        (START + 4 * HOUR, False),  # midnight in New York
    ],
)
def test_only_from_some_hours_before_until_the_day_is_over(now, may, book, staff, clock):
    visit = book()
    clock.move_to(now)
    before = stored()

    if may:
        assert arrivals.arrive(**seen(visit, staff)).arrived_at == now
        return
    with pytest.raises(TransitionRefused) as refused:
        arrivals.arrive(**seen(visit, staff))
    assert str(refused.value) == "That can be noted once, on the day of the visit."
    assert stored() == before


def test_arrival_is_noted_once_and_taken_back(book, staff, clock):
    visit = book()
    clock.move_to(START)
    with pytest.raises(TransitionRefused):
        arrivals.not_here(**seen(visit, staff))
    here = arrivals.arrive(**seen(visit, staff))
    with pytest.raises(StaleVersion):
        arrivals.arrive(**seen(visit, staff))
    with pytest.raises(TransitionRefused):
        arrivals.arrive(**seen(here, staff))

    gone = arrivals.not_here(**seen(here, staff))

    gone.refresh_from_db()
    assert (gone.arrived_at, gone.version) == (None, 3)
    assert arrivals.arrive(**seen(gone, staff)).arrived_at == START


def test_only_a_visit_that_stands_has_somebody_here(book, staff, clock):
    visit = appointments.cancel(**seen(book(), staff), reason="Ill")
    clock.move_to(START)

    with pytest.raises(TransitionRefused):
        arrivals.arrive(**seen(visit, staff))


def test_who_is_here_stays_so_when_the_visit_moves_within_the_day(book, staff, clock):
    visit = book()
    clock.move_to(START - HOUR)
    here = arrivals.arrive(**seen(visit, staff))
    where = {"practitioner_id": here.practitioner_id, "override_reason": "Late"}

    later = appointments.move(**seen(here, staff), **where, start=START + HOUR)
    assert later.arrived_at == START - HOUR

    next_day = appointments.move(**seen(later, staff), **where, start=START + 24 * HOUR)
    assert next_day.arrived_at is None


def test_who_did_not_come_was_not_here(book, staff, clock):
    visit = book()
    clock.move_to(START)
    here = arrivals.arrive(**seen(visit, staff))

    missed = appointments.no_show(**seen(here, staff))
    assert missed.arrived_at is None


def test_correction_to_not_come_forgets_the_arrival_and_completing_keeps_it(book, staff, clock):
    visit = book()
    clock.move_to(START)
    done = appointments.complete(**seen(arrivals.arrive(**seen(visit, staff)), staff))
    assert done.arrived_at == START

    wrong = appointments.correct(
        **seen(done, staff), to=AppointmentStatus.NO_SHOW, reason="Mixed up"
    )
    assert wrong.arrived_at is None
