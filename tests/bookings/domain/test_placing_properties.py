"""What is listed can be booked, and what is not is refused: by the write path, on a database."""

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookings.domain.availability import Diary, Problem
from bookings.domain.errors import PolicyRefused, Refused, TimeNotPossible, TimeTaken
from bookings.domain.placing import find_place
from bookings.models import Appointment, Client, OpeningHours, Practitioner, ScheduleException
from bookings.statuses import AppointmentStatus
from home.models import PracticeSettings
from tests.factories.diaries import LONG_AGO, PRACTITIONER
from tests.factories.random_diaries import diaries


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(diaries(), st.integers(0, 1000))
def test_what_is_listed_has_a_place_and_the_rest_is_refused(diary, number):
    with transaction.atomic(), time_machine.travel(diary.now, tick=False):
        practitioner = store(diary)
        listed = [slot.start for slot in diary.on(diary.first)]
        others = [
            start
            for start in diary._day_of(PRACTITIONER, diary.first).open.starts(diary.session.step)
            if start not in listed
        ]

        for start in (listed[number % len(listed) :] if listed else [])[:2]:
            place = find_place(practitioner=practitioner, session=diary.session, start=start)
            assert (place.start, place.end) == (start, start + diary.session.length)
            assert place.occupied_until == place.end + diary.session.turnaround
            assert place.override_reason == ""

        for start in (others[number % len(others) :] if others else [])[:3]:
            problems = diary.problems(PRACTITIONER, start)
            assert refusal(practitioner, diary, start) is expected(problems)
        transaction.set_rollback(True)


def refusal(practitioner: Practitioner, diary: Diary, start) -> type[Refused] | None:
    try:
        find_place(practitioner=practitioner, session=diary.session, start=start)
    except Refused as refused:
        return type(refused)
    return None


def expected(problems: frozenset[Problem]) -> type[Refused] | None:
    """Notice and horizon bind visitors; staff, who use the same place, may go by them."""
    if Problem.PAST in problems:
        return TimeNotPossible
    if Problem.TAKEN in problems:
        return TimeTaken
    return PolicyRefused if problems & {Problem.CLOSED, Problem.TURNAROUND} else None


def store(diary: Diary) -> Practitioner:
    """The rows of a diary in memory, in the database."""
    PracticeSettings.current()
    PracticeSettings.objects.update(time_zone=diary.zone.key)
    practitioner = Practitioner.objects.create(name="Thea", slug="thea")
    schedule = diary._schedules[PRACTITIONER]
    for row in schedule.hours:
        row.pk, row.practitioner = None, practitioner
    OpeningHours.objects.bulk_create(schedule.hours)
    ScheduleException.objects.bulk_create(schedule.exceptions)
    client = Client.objects.create(name="Vera Visitor", created_at=LONG_AGO)
    Appointment.objects.bulk_create(
        Appointment(
            client=client,
            practitioner=practitioner,
            service_name="Massage",
            price=60,
            currency="EUR",
            time_zone=diary.zone.key,
            status=AppointmentStatus.CONFIRMED,
            **taken._asdict(),
        )
        for taken in schedule.taken._visits
    )
    return practitioner
