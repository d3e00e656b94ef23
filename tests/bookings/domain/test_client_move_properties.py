"""Every time that a client is shown can be had, and no other: whatever the diary looks like."""

import datetime as dt
from itertools import islice

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookings.domain.availability import Diary
from bookings.domain.client_moves import free_times, move_by_client
from bookings.domain.errors import TimeTaken
from bookings.domain.soundness.visits import overlaps
from bookings.models import Appointment, BookingSettings, Client
from services.models import ServiceLength, ServicePage
from tests.bookings.domain.test_placing_properties import store
from tests.factories.bookings import make_service
from tests.factories.diaries import PRACTITIONER, minutes
from tests.factories.random_diaries import diaries


@pytest.fixture
def service(practice):
    BookingSettings.current()
    BookingSettings.objects.update(cancel_cutoff_hours=0)
    return make_service()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(diaries(), st.integers(0, 1000))
def test_what_is_listed_can_be_had_and_the_rest_is_refused(service, diary, number):
    with transaction.atomic(), time_machine.travel(diary.now, tick=False):
        visit = hers(diary, service, number)
        listed = [slot.start for slot in free_times(visit, day=diary.first).on(diary.first)]
        assert [slot.start for slot in free_times(visit).on(diary.first)] == listed
        starts = diary._day_of(PRACTITIONER, diary.first).open.starts(minutes(5))
        others = sorted({visit.start, *starts}.difference(listed))

        for start in some(others, number, 4):
            with pytest.raises(TimeTaken):
                move_by_client(appointment_id=visit.pk, version=visit.version, start=start)
        for start in some(listed, number, 1):
            moved = move_by_client(appointment_id=visit.pk, version=visit.version, start=start)
            assert (moved.start, moved.override_reason) == (start, "")
        assert list(overlaps()) == []
        transaction.set_rollback(True)


def some(starts: list[dt.datetime], number: int, how_many: int) -> list[dt.datetime]:
    return list(islice(starts, number % len(starts), None))[:how_many] if starts else []


def hers(diary: Diary, service: ServicePage, number: int) -> Appointment:
    """The diary in the database, and in it the visit that is to be moved.

    One of those that are in the way, or one that is far away.
    """
    practitioner, session = store(diary), diary.session
    service.practitioners.add(practitioner)
    ServicePage.objects.update(
        minimum_notice_hours=session.notice // dt.timedelta(hours=1),
        horizon_days=session.horizon.days,
        start_step_minutes=session.step // minutes(1),
    )
    near = list(Appointment.objects.filter(start__gt=diary.now)) if number % 2 else []
    visit = near[number % len(near)] if near else far_away(diary)
    visit.service = service
    visit.practitioner = practitioner
    visit.turnaround_minutes = session.turnaround // minutes(1)
    visit.save()
    ServiceLength.objects.filter(pk=service.lengths.first().pk).update(minutes=visit.minutes)
    return Appointment.objects.get(pk=visit.pk)


def far_away(diary: Diary) -> Appointment:
    start = diary.now + dt.timedelta(days=400)
    end = start + diary.session.length
    return Appointment(
        client=Client.objects.get(),
        service_name="Massage",
        price=60,
        currency="EUR",
        start=start,
        end=end,
        occupied_from=start,
        occupied_until=end,
        time_zone=diary.zone.key,
        status="confirmed",
    )
