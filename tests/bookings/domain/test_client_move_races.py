"""Clients who move their visits, staff who move them, and others who want the same time."""

import datetime as dt

import pytest
import time_machine

from bookings.domain import appointments, cancellation, transitions
from bookings.domain.client_moves import move_by_client
from bookings.domain.soundness import findings
from bookings.models import Appointment, AuditEvent, OutboxMessage
from home.models import PracticeSettings
from tests.bookings.domain.offering import HOUR, NOW, TUESDAY
from tests.bookings.racing import at_once
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.people import make_user
from tests.factories.situations import make_visit_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database")]

MANY = 20
THURSDAY = TUESDAY + dt.timedelta(days=2)


@pytest.fixture(autouse=True)
def clock():
    PracticeSettings.objects.update_or_create(
        defaults={"email": "desk@practice.example.org", "practice_name": "Practice"}
    )
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def service():
    return make_service()


@pytest.fixture
def thea(service):
    return make_practitioner(name="Thea", services=[service])


@pytest.fixture
def visit(service, thea):
    return make_visit_at(TUESDAY, service=service, practitioner=thea)


def move(visit, start):
    return move_by_client(appointment_id=visit.pk, version=visit.version, start=start)


def events(action):
    return AuditEvent.objects.filter(action=action).count()


def test_button_pressed_twenty_times_at_once_moves_once(visit):
    outcomes = at_once(MANY, lambda _: move(visit, THURSDAY))

    assert outcomes == {"done": 1, "StaleVersion": MANY - 1}
    visit.refresh_from_db()
    assert (visit.start, visit.moves_by_client, visit.version) == (THURSDAY, 1, 3)
    assert OutboxMessage.objects.filter(template="appointment_moved").count() == 1
    assert findings() == []


def test_twenty_times_of_one_page_at_once_are_one_move(visit):
    outcomes = at_once(MANY, lambda index: move(visit, THURSDAY + index * HOUR / 4))

    assert outcomes == {"done": 1, "StaleVersion": MANY - 1}
    assert events("moved by client") == 1
    assert findings() == []


def test_time_that_twenty_clients_want_is_one_clients(service, thea):
    visits = [
        make_visit_at(TUESDAY + number * 2 * HOUR, service=service, practitioner=thea)
        for number in range(MANY)
    ]
    wanted = TUESDAY + dt.timedelta(days=10)

    outcomes = at_once(MANY, lambda index: move(visits[index], wanted))

    assert outcomes == {"done": 1, "TimeTaken": MANY - 1}
    assert Appointment.objects.filter(start=wanted).count() == 1
    assert sorted(Appointment.objects.values_list("version", flat=True)) == [2] * (MANY - 1) + [3]
    assert findings() == []


def test_client_and_desk_move_the_same_visit_and_one_does(visit):
    staff = make_user()

    def either(index: int) -> None:
        if index % 2:
            move(visit, THURSDAY)
        else:
            appointments.move(
                appointment_id=visit.pk,
                version=visit.version,
                by=staff,
                practitioner_id=visit.practitioner_id,
                start=THURSDAY + HOUR,
            )

    assert at_once(MANY, either) == {"done": 1, "StaleVersion": MANY - 1}
    assert events("moved by client") + events("moved") == 1
    assert findings() == []


def test_client_and_desk_move_it_to_somebody_else_and_one_does(visit, service):
    theo, staff = make_practitioner(name="Theo", services=[service]), make_user()

    def either(index: int) -> None:
        if index % 2:
            move(visit, THURSDAY)
        else:
            appointments.move(
                appointment_id=visit.pk,
                version=visit.version,
                by=staff,
                practitioner_id=theo.pk,
                start=THURSDAY,
            )

    assert at_once(MANY, either) == {"done": 1, "StaleVersion": MANY - 1}
    assert findings() == []


def test_moving_against_confirming_a_request_for_that_time_has_one_winner(visit, service, thea):
    staff = make_user()
    requests = [make_request(service=service) for _ in range(MANY)]
    zone = PracticeSettings.current().zone
    wanted = THURSDAY.astimezone(zone)

    def either(index: int) -> None:
        if index == 0:
            move(visit, THURSDAY)
        else:
            transitions.confirm(
                request_id=requests[index].pk,
                version=1,
                by=staff,
                practitioner_id=thea.pk,
                day=wanted.date(),
                time=wanted.time(),
            )

    assert at_once(MANY, either) == {"done": 1, "TimeTaken": MANY - 1}
    assert Appointment.objects.blocking().filter(start=THURSDAY).count() == 1
    assert findings() == []


def test_moving_against_cancelling_is_one_of_the_two(visit):
    def either(index: int) -> None:
        if index % 2:
            move(visit, THURSDAY)
        else:
            cancellation.cancel_by_client(appointment_id=visit.pk, version=visit.version)

    assert at_once(MANY, either) == {"done": 1, "StaleVersion": MANY - 1}
    assert events("moved by client") + events("cancel_pending") == 1
    assert findings() == []
