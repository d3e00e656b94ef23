"""Confirmed as it comes in: only by her own link, only a trusted client, only a free time."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
import time_machine

from bookings.domain import spam
from bookings.domain.at_once import confirm_at_once
from bookings.domain.availability import Diary
from bookings.domain.submission import Submission, Wish
from bookings.domain.submit import submit
from bookings.models import (
    Actor,
    Appointment,
    AuditEvent,
    BookingRequest,
    Client,
    InterestCount,
    OutboxMessage,
    PreferenceState,
    ScreeningOutcome,
    Standing,
)
from bookings.statuses import AppointmentStatus, RequestStatus
from tests.factories.bookings import make_practitioner, make_service

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
# 9:00 in New York.
START = dt.datetime(2026, 12, 1, 14, tzinfo=dt.UTC)
END = START + dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def service(practice):
    service = make_service(title="Neck", auto_accept_returning=True)
    make_practitioner(services=[service])
    return service


@pytest.fixture
def trusted(db) -> Client:
    return Client.objects.create(name="Vera", standing=Standing.TRUSTED, created_at=NOW)


def send(service, client, **changes) -> BookingRequest:
    wishes = changes.pop("wishes", (Wish(slot_start=START, slot_end=END),))
    submission = Submission(
        service=service,
        minutes=changes.pop("minutes", 60),
        price=Decimal(60),
        wishes=wishes,
        name="Vera Visitor",
        email="vera@example.org",
    )
    values = {"key": uuid.uuid4(), "consent": None} | changes
    return submit(submission=submission, known_client=client, **values)


def test_a_trusted_client_by_her_own_link_has_her_time_at_once(service, trusted):
    request = send(service, trusted)

    visit = Appointment.objects.get()
    assert (request.status, request.client, visit.request) == ("confirmed", trusted, request)
    assert (visit.start, visit.end, visit.client) == (START, END, trusted)
    assert visit.status == AppointmentStatus.CONFIRMED
    assert visit.occupied_until == END + dt.timedelta(minutes=15)
    assert request.preferences.get(rank=1).state == PreferenceState.CHOSEN
    assert [
        (event.action, event.actor, event.from_status, event.to_status)
        for event in AuditEvent.objects.order_by("pk")
    ] == [
        ("submitted", Actor.CLIENT, "", "received"),
        ("confirmed", Actor.SYSTEM, "received", "confirmed"),
        ("appointment made", Actor.SYSTEM, "", "confirmed"),
    ]
    mails = {mail.template: mail for mail in OutboxMessage.objects.all()}
    assert sorted(mails) == ["confirmed_at_once", "request_confirmed"]
    when = "Tuesday 1 December 2026, 9:00 (America/New_York)"
    assert when in mails["request_confirmed"].text
    assert f"{when}, Thea Therapist" in mails["confirmed_at_once"].text
    assert mails["confirmed_at_once"].recipient == "desk@practice.example.org"
    assert InterestCount.objects.get().count == 1


def test_the_same_page_again_is_the_same_visit(service, trusted):
    key = uuid.uuid4()

    assert send(service, trusted, key=key) == send(service, trusted, key=key)

    assert Appointment.objects.count() == 1
    assert OutboxMessage.objects.count() == 2


def test_the_same_page_again_after_the_service_closed_is_the_same_visit(service, trusted):
    make_practitioner(name="Zoe", services=[service])
    key = uuid.uuid4()
    first = send(service, trusted, key=key)
    type(service).objects.update(accepts_requests=False)

    assert send(service, trusted, key=key) == first


@pytest.mark.parametrize("standing", [Standing.NORMAL, Standing.BLOCKED])
def test_any_other_client_waits_for_an_answer(service, trusted, standing):
    trusted.standing = standing
    trusted.save()

    request = send(service, trusted)

    assert (request.status, request.client) == ("received", trusted)
    assert not Appointment.objects.exists()


def test_without_the_link_nothing_is_confirmed(service, trusted):
    request = send(service, None)

    assert (request.status, request.client) == ("received", None)


def test_a_service_that_does_not_allow_it_confirms_nothing(trusted):
    service = make_service()
    make_practitioner(services=[service])

    assert send(service, trusted).status == RequestStatus.RECEIVED


def test_a_signal_quarantines_her_too(service, trusted):
    assert send(service, trusted, signals=[spam.HONEYPOT]).status == RequestStatus.QUARANTINED
    assert not Appointment.objects.exists()


LIVE = Wish(slot_start=START, slot_end=END)


@pytest.mark.parametrize("wishes", [(Wish(),), (Wish(weekdays=(1,)), LIVE)])
def test_a_window_as_first_choice_waits_for_an_answer(service, trusted, wishes):
    assert send(service, trusted, wishes=wishes).status == RequestStatus.RECEIVED


@pytest.mark.parametrize(
    "start",
    [
        NOW - dt.timedelta(days=1),
        NOW + dt.timedelta(hours=23),
        NOW + dt.timedelta(days=61),
        START + dt.timedelta(minutes=5),
    ],
)
def test_a_time_that_no_visitor_can_have_is_not_confirmed(service, trusted, start):
    wish = Wish(slot_start=start, slot_end=start + dt.timedelta(hours=1))

    assert send(service, trusted, wishes=(wish,)).status == RequestStatus.RECEIVED
    assert not Appointment.objects.exists()


def test_a_time_that_has_just_gone_makes_an_ordinary_request(service, trusted):
    send(service, trusted)

    second = send(service, trusted)

    assert second.status == RequestStatus.RECEIVED
    assert Appointment.objects.count() == 1
    assert sorted(second.messages.values_list("template", flat=True)) == [
        "request_notice",
        "request_received",
    ]


def test_after_a_caution_somebody_reads_it_first(service, trusted):
    request = send(service, None)
    request.screening_outcome = ScreeningOutcome.CAUTION
    slot = Diary.for_service(service, 60).at(START)[0]

    assert confirm_at_once(request, slot) is None
    assert not Appointment.objects.exists()


def test_where_one_is_taken_another_practitioner_is_given(service, trusted):
    other = make_practitioner(name="Zoe", services=[service])
    send(service, trusted)

    send(service, trusted)

    assert [visit.practitioner.name for visit in Appointment.objects.order_by("pk")] == [
        "Thea Therapist",
        other.name,
    ]
