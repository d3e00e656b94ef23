"""Closures list the visits that they hit, and cancel none."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from bookings.domain.closures import delete_exception, save_exception, visits_hit
from bookings.models import Appointment, AuditEvent, ScheduleException
from bookings.statuses import AppointmentStatus
from tests.factories.bookings import make_practitioner
from tests.factories.diaries import closure, extra
from tests.factories.people import make_user
from tests.factories.visits import make_visit

pytestmark = pytest.mark.django_db

# Clocks in New York (the practice) are five hours behind UTC then.
NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
DAY = dt.date(2026, 12, 1)
TWO_PM = dt.datetime(2026, 12, 1, 19, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _now(practice):
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def thea():
    return make_practitioner(name="Thea")


@pytest.mark.parametrize(
    "row",
    [
        closure(DAY),
        closure(DAY - dt.timedelta(days=3), DAY + dt.timedelta(days=3)),
        closure(DAY, times="13:00-14:30"),
        closure(DAY, times="14:30-14:45"),
        closure(DAY, times="14:59-20:00"),
        closure(DAY.replace(year=2020), yearly=True),
    ],
    ids=str,
)
def test_a_closure_hits_the_visits_that_it_shares_time_with(row, thea):
    visit = make_visit(thea, TWO_PM)

    assert visits_hit(row) == [visit]


@pytest.mark.parametrize(
    "row",
    [
        closure(DAY - dt.timedelta(days=1)),
        closure(DAY + dt.timedelta(days=1)),
        closure(DAY, times="12:00-14:00"),
        closure(DAY, times="15:00-16:00"),
        closure(DAY.replace(year=2020)),
        closure(DAY.replace(year=2027), yearly=True),
        extra(DAY, times="13:00-18:00"),
    ],
    ids=str,
)
def test_a_closure_leaves_out_the_visits_beside_it(row, thea):
    make_visit(thea, TWO_PM)

    assert visits_hit(row) == []


def test_a_closure_of_one_person_hits_nobody_elses_visits(thea):
    own = make_visit(thea, TWO_PM)
    other = make_visit(make_practitioner(name="Bo"), TWO_PM)

    assert visits_hit(closure(DAY, practitioner=thea)) == [own]
    assert visits_hit(closure(DAY)) == [own, other]


def test_what_is_over_or_given_up_is_not_hit(thea):
    make_visit(thea, TWO_PM, status=AppointmentStatus.CANCELLED)
    make_visit(thea, NOW - dt.timedelta(hours=2))
    running = make_visit(thea, NOW - dt.timedelta(minutes=30))

    assert visits_hit(closure(timezone.localdate(NOW), DAY)) == [running]


def test_listing_the_visits_costs_the_same_with_thirty(thea, django_assert_num_queries):
    for hour in range(30):
        make_visit(thea, TWO_PM + dt.timedelta(hours=hour))

    with django_assert_num_queries(2):
        found = visits_hit(closure(DAY, DAY + dt.timedelta(days=5)))
        assert {visit.who for visit in found} == {"Clara Client"}
    assert len(found) == 30


def test_saving_changing_and_deleting_leave_the_visits_and_say_who_did_it(thea):
    staff, row = make_user(), closure(DAY)
    make_visit(thea, TWO_PM)
    before = list(Appointment.objects.values())

    save_exception(exception=row, by=staff)
    row.practitioner = thea
    save_exception(exception=row, by=staff)
    stored = ScheduleException.objects.get()
    delete_exception(exception=stored, by=staff)
    delete_exception(exception=row, by=staff)

    assert stored.practitioner == thea
    assert not ScheduleException.objects.exists()
    assert list(Appointment.objects.values()) == before
    assert list(AuditEvent.objects.values_list("action", "user")) == [
        ("closed days added", staff.pk),
        ("closed days changed", staff.pk),
        ("closed days deleted", staff.pk),
    ]
