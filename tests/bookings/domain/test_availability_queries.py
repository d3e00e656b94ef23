"""What a listing costs: as many queries for a full diary as for an empty one."""

import datetime as dt
from collections.abc import Sequence

import pytest
import time_machine

from bookings.domain.availability import Diary
from bookings.models import Appointment, Client, Practitioner
from bookings.statuses import AppointmentStatus
from tests.factories.bookings import make_practitioner, make_service

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2027, 6, 4, 12, tzinfo=dt.UTC)
SIXTY_DAYS = {"first": NOW.date(), "last": NOW.date() + dt.timedelta(days=59)}
# Settings of the practice, lengths, practitioners, hours, exceptions, appointments.
QUERIES = 6


@pytest.fixture(autouse=True)
def _now(practice):
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def service(practice):
    return make_service(horizon_days=366)


@pytest.fixture
def people(service):
    hours = [(weekday, "09:00", "18:00") for weekday in range(6)]
    return [make_practitioner(name=name, services=[service], hours=hours) for name in "ABC"]


def fill(people: Sequence[Practitioner], number: int) -> None:
    """`number` visits of five minutes, side by side from today on."""
    client = Client.objects.create(name="Vera Visitor", created_at=NOW)
    five = dt.timedelta(minutes=5)
    visits = []
    for count in range(number):
        turn, whose = divmod(count, len(people))
        start = NOW + turn * 5 * five
        visits.append(
            Appointment(
                client=client,
                practitioner=people[whose],
                service_name="Massage",
                price=60,
                currency="USD",
                start=start,
                end=start + five,
                occupied_from=start,
                occupied_until=start + five,
                time_zone="America/New_York",
                status=AppointmentStatus.CONFIRMED,
            )
        )
    Appointment.objects.bulk_create(visits)


@pytest.mark.parametrize(("number", "days"), [(0, 50), (1, 50), (10_000, 1)])
def test_sixty_days_of_three_people_are_a_fixed_number_of_queries(
    service, people, number, days, django_assert_num_queries
):
    fill(people, number)

    with django_assert_num_queries(QUERIES):
        found = list(Diary.for_service(service, 60, **SIXTY_DAYS).days())

    assert len(found) == days


def test_a_year_without_any_opening_hours_ends_at_the_horizon(service, django_assert_num_queries):
    make_practitioner(services=[service], hours=[])

    with django_assert_num_queries(QUERIES):
        found = list(Diary.for_service(service, 60).days())

    assert found == []
