"""A practice in New York with one service and two people, at NOW."""

import pytest
import time_machine
from django.contrib.auth import get_user_model

from bookings.domain import appointments
from tests.bookings.domain.visits.desk import NOW, TEN
from tests.factories.bookings import make_practitioner, make_service


@pytest.fixture(autouse=True)
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def staff(practice):
    return get_user_model().objects.create_user("desk")


@pytest.fixture
def service(practice):
    return make_service(title="Neck", turnaround_minutes=15)


@pytest.fixture
def thea(service):
    return make_practitioner(name="Thea", services=[service])


@pytest.fixture
def theo(service):
    return make_practitioner(name="Theo", services=[service])


@pytest.fixture
def book(staff, service, thea):
    """Books an hour with Thea at TEN for Vera, unless told otherwise."""

    def book(**changes):
        visit = {
            "by": staff,
            "practitioner_id": thea.pk,
            "service_id": service.pk,
            "minutes": 60,
            "start": TEN,
            "name": "Vera",
            "email": "vera@example.org",
        }
        return appointments.book(**visit | changes)

    return book


@pytest.fixture
def move(staff):
    def move(visit, **changes):
        what = {"practitioner_id": visit.practitioner_id, "start": visit.start}
        return appointments.move(
            appointment_id=visit.pk, version=visit.version, by=staff, **what | changes
        )

    return move
