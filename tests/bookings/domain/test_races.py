"""Many at once, on a database of their own, with real commits."""

import datetime as dt
import uuid
from collections import Counter
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model

from bookings.domain import transitions
from bookings.domain.outbox import deliver_due
from bookings.domain.submission import Submission, Wish
from bookings.domain.submit import submit
from bookings.models import Appointment, BookingRequest, OutboxMessage
from home.models import PracticeSettings
from tests.bookings.racing import at_once
from tests.bookings.smtp import smtp_server
from tests.factories.bookings import make_practitioner, make_request, make_service

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database")]


def test_one_check_page_sent_by_thirty_at_once_is_one_request():
    PracticeSettings.current()
    service, key = make_service(), uuid.uuid4()
    submission = Submission(
        service=service,
        minutes=60,
        price=Decimal(60),
        wishes=(Wish(),),
        name="Vera",
        email="vera@example.org",
    )

    outcomes = at_once(30, lambda _: submit(submission=submission, key=key, consent=None))

    assert outcomes == {"done": 30}
    assert BookingRequest.objects.count() == 1
    assert OutboxMessage.objects.filter(template="request_received").count() == 1


def confirm_overlapping(number: int) -> Counter[str]:
    """`number` requests confirmed at once for the same practitioner, five minutes apart."""
    PracticeSettings.current()
    service = make_service()
    practitioner = make_practitioner(services=[service])
    staff = get_user_model().objects.create_user(f"desk-{uuid.uuid4()}")
    requests = [make_request(service=service) for _ in range(number)]
    day = dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=30)

    def confirm(index: int) -> None:
        transitions.confirm(
            request_id=requests[index].pk,
            version=1,
            by=staff,
            practitioner_id=practitioner.pk,
            day=day,
            time=dt.time(10, index % 12 * 5),
        )

    return at_once(number, confirm)


@pytest.mark.parametrize("number", [8, pytest.param(32, marks=pytest.mark.drill)])
def test_overlapping_times_confirmed_at_once_have_one_winner(number):
    outcomes = confirm_overlapping(number)

    assert outcomes == {"done": 1, "TimeTaken": number - 1}
    assert Appointment.objects.blocking().count() == 1
    assert OutboxMessage.objects.filter(template="request_confirmed").count() == 1


def test_one_request_confirmed_by_several_staff_is_one_appointment():
    PracticeSettings.current()
    service = make_service()
    practitioner = make_practitioner(services=[service])
    staff = get_user_model().objects.create_user("desk")
    request = make_request(service=service)
    day = dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=30)

    outcomes = at_once(
        8,
        lambda index: transitions.confirm(
            request_id=request.pk,
            version=1,
            by=staff,
            practitioner_id=practitioner.pk,
            day=day,
            time=dt.time(8 + index),
        ),
    )

    assert outcomes == {"done": 1, "StaleVersion": 7}
    assert Appointment.objects.count() == 1


def test_workers_side_by_side_send_each_mail_once():
    PracticeSettings.current()
    service = make_service()
    for number in range(10):
        make_request(service=service, email=f"visitor-{number}@example.org")

    with smtp_server() as inbox:
        at_once(4, lambda _: deliver_due())

    recipients = Counter(address for addresses in inbox.recipients for address in addresses)
    assert recipients == {f"visitor-{number}@example.org": 1 for number in range(10)}
    assert not OutboxMessage.objects.exclude(status="sent").exists()
