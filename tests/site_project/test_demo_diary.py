"""The demonstration's diary: something to see in it, and always a time to ask for."""

import datetime as dt
from itertools import pairwise

import pytest
import time_machine
from django.db.models import Q
from django.utils import timezone

from bookings.domain.availability import Diary
from bookings.domain.openings import open_day
from bookings.domain.soundness import findings
from bookings.models import Appointment, Client, Practitioner, ScheduleException
from bookings.statuses import AppointmentStatus
from home.models import PracticeSettings
from services.models import ServicePage
from site_project.demo.loader import load
from site_project.demo.visits import CLIENTS, VISITS

SERVICES = [
    "trigger-point-therapy",
    "neck-jaw-and-shoulders",
    "deep-tissue-massage",
    "gentle-reset",
]


def test_the_demonstrations_diary_is_sound(demo_site):
    assert Appointment.objects.exists()
    assert findings() == []


@pytest.mark.parametrize("slug", SERVICES)
def test_any_three_weeks_have_times_for_every_length(demo_site, slug):
    service = ServicePage.objects.get(slug=slug)
    today = timezone.localdate()

    for length in service.lengths.all():
        diary = Diary.for_service(service, length.minutes)
        free = {day for day, _slots in diary.days()}
        for start in range(301):
            weeks = {today + dt.timedelta(days=start + day) for day in range(21)}
            assert len(free & weeks) >= 5


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2027-01-05", "2028-02-29"])
def test_the_diary_is_filled_whenever_it_is_loaded(day):
    now = dt.datetime.fromisoformat(f"{day}T22:30Z")
    with time_machine.travel(now, tick=False):
        load()

    visits = list(Appointment.objects.filter(request=None).order_by("start"))
    ahead = [visit for visit in visits if visit.start > now]
    assert len(visits) == len(VISITS)
    assert {visit.status for visit in ahead} == {
        AppointmentStatus.CONFIRMED,
        AppointmentStatus.CANCELLED,
    }
    over = [visit for visit in visits if visit not in ahead]
    assert {visit.status for visit in over} == {
        AppointmentStatus.COMPLETED,
        AppointmentStatus.NO_SHOW,
        AppointmentStatus.CANCELLED,
    }
    assert all(visit.end < now for visit in over)


def test_visits_lie_in_opening_hours_and_not_over_each_other(demo_site):
    zone = PracticeSettings.current().zone

    for practitioner in Practitioner.objects.all():
        whose = Q(practitioner=practitioner) | Q(practitioner=None)
        exceptions = ScheduleException.objects.filter(whose)
        visits = list(practitioner.appointments.blocking().order_by("start"))
        assert visits != []
        for one, next_one in pairwise(visits):
            assert one.occupied_until <= next_one.occupied_from
        for visit in visits:
            day = visit.start.astimezone(zone).date()
            open_then = open_day(day, zone, practitioner.opening_hours.all(), exceptions)
            assert open_then.encloses(visit.start, visit.end)


def test_two_people_treat_and_one_does_not_offer_everything(demo_site):
    offered = {
        person.slug: set(person.services.values_list("slug", flat=True))
        for person in Practitioner.objects.all()
    }

    assert offered == {
        "therapist": set(SERVICES),
        "evening-therapist": set(SERVICES) - {"gentle-reset"},
    }


def test_closures_are_there_to_see(demo_site):
    notes = set(ScheduleException.objects.values_list("public_note", flat=True))

    assert notes == {
        "",
        "Closed over Christmas and New Year",
        "The therapist is away on a course",
    }
    assert Client.objects.count() == len(CLIENTS)
