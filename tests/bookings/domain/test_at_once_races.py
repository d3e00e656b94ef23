"""Trusted clients who want the same time at the same moment, with real commits."""

import datetime as dt
import uuid
from collections import Counter
from decimal import Decimal

import pytest
from django.utils import timezone

from bookings.domain.availability import Diary
from bookings.domain.submission import Submission, Wish
from bookings.domain.submit import submit
from bookings.models import Appointment, BookingRequest, Client, OutboxMessage, Standing
from home.models import PracticeSettings
from tests.bookings.domain.test_races import at_once
from tests.factories.bookings import make_practitioner, make_service

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database")]


@pytest.mark.parametrize("number", [8, pytest.param(32, marks=pytest.mark.drill)])
def test_one_has_the_time_and_the_others_an_ordinary_request(number):
    PracticeSettings.current()
    service = make_service(auto_accept_returning=True)
    make_practitioner(services=[service])
    now = timezone.now()
    clients = [
        Client.objects.create(name=f"Client {n}", standing=Standing.TRUSTED, created_at=now)
        for n in range(number)
    ]
    # The first day may have few times left, late in the evening.
    slots = next(slots for _day, slots in Diary.for_service(service, 60).days() if len(slots) > 4)
    # The same hour, one that overlaps it, and one that leaves no time to tidy up.
    starts = [slots[(0, 1, 4)[index % 3]].start for index in range(number)]

    outcomes = at_once(number, lambda index: send(service, clients[index], starts[index]))

    assert outcomes == {"done": number}
    assert Counter(BookingRequest.objects.values_list("status", flat=True)) == {
        "confirmed": 1,
        "received": number - 1,
    }
    assert Appointment.objects.blocking().count() == 1
    assert Counter(OutboxMessage.objects.values_list("template", flat=True)) == {
        "request_confirmed": 1,
        "request_received": number - 1,
    }


def send(service, client, start) -> BookingRequest:
    wish = Wish(slot_start=start, slot_end=start + dt.timedelta(hours=1))
    submission = Submission(
        service=service,
        minutes=60,
        price=Decimal(60),
        wishes=(wish,),
        name=client.name,
        email="vera@example.org",
    )
    return submit(submission=submission, key=uuid.uuid4(), consent=None, known_client=client)
