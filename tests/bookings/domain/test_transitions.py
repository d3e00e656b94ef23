import datetime as dt
from contextlib import nullcontext

import pytest
import time_machine

from bookings.domain import transitions
from bookings.domain.errors import (
    PolicyRefused,
    PractitionerUnavailable,
    StaleVersion,
    TimeNotPossible,
    TimeTaken,
    TransitionRefused,
)
from bookings.models import (
    Appointment,
    AuditEvent,
    BookingRequest,
    InterestCount,
    OutboxMessage,
)
from bookings.statuses import REQUEST_TRANSITIONS, AppointmentStatus, RequestStatus
from tests.factories.bookings import make_practitioner, make_request

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
TUESDAY = dt.date(2026, 12, 1)
NINE = dt.time(9)


@pytest.fixture(autouse=True)
def _now(practice):
    with time_machine.travel(NOW, tick=False):
        yield


def test_confirm_makes_an_appointment_in_the_practices_zone(service, practitioner, confirm):
    request = make_request(service=service, minutes=60)

    appointment = confirm(request)

    appointment.refresh_from_db()
    # Nine in New York is two in the afternoon in UTC.
    assert appointment.start == dt.datetime(2026, 12, 1, 14, tzinfo=dt.UTC)
    assert (appointment.minutes, appointment.time_zone) == (60, "America/New_York")
    assert appointment.occupied_until - appointment.end == dt.timedelta(minutes=15)
    assert (appointment.status, appointment.practitioner) == ("confirmed", practitioner)
    request.refresh_from_db()
    assert (request.status, request.version) == (RequestStatus.CONFIRMED, 2)


def test_confirm_mails_the_client_the_time_with_its_zone(service, confirm):
    confirm(make_request(service=service))

    mail = OutboxMessage.objects.get(template="request_confirmed")
    assert mail.recipient == "vera@example.org"
    assert "Tuesday 1 December 2026, 9:00 (America/New_York)" in mail.text
    assert "Tuesday 1 December 2026, 9:00 (America/New_York)" in mail.html


def test_confirm_is_recorded_with_who_did_it(service, staff, confirm):
    request = make_request(service=service)

    confirm(request)

    events = AuditEvent.objects.filter(request=request, user=staff)
    assert list(events.values_list("action", "from_status", "to_status")) == [
        ("confirmed", "received", "confirmed"),
        ("appointment made", "", "confirmed"),
    ]


@pytest.mark.parametrize(
    ("time", "refusal"),
    [
        (dt.time(7, 45), None),  # ends at 8:45, its turnaround at 9:00
        (dt.time(7, 46), PolicyRefused),
        (dt.time(8), PolicyRefused),  # ends at 9:00
        (dt.time(8, 1), TimeTaken),
        (dt.time(9), TimeTaken),
        (dt.time(9, 59), TimeTaken),
        (dt.time(10), PolicyRefused),
        (dt.time(10, 14), PolicyRefused),
        (dt.time(10, 15), None),
    ],
)
def test_confirm_keeps_the_turnaround_free_on_both_sides(service, confirm, time, refusal):
    confirm(make_request(service=service))
    other = make_request(service=service)

    with pytest.raises(refusal) if refusal else nullcontext():
        confirm(other, time=time)

    assert Appointment.objects.count() == (1 if refusal else 2)
    other.refresh_from_db()
    assert other.status == ("received" if refusal else "confirmed")


def test_confirm_refused_leaves_neither_mail_nor_event(service, confirm):
    confirm(make_request(service=service))
    other = make_request(service=service)

    with pytest.raises(TimeTaken):
        confirm(other)

    assert not OutboxMessage.objects.filter(request=other, template="request_confirmed").exists()
    assert [e.action for e in AuditEvent.objects.filter(request=other)] == ["submitted"]


@pytest.mark.parametrize("status", [AppointmentStatus.RELEASED, AppointmentStatus.NO_SHOW])
def test_confirm_takes_a_time_that_is_free_again(service, confirm, status):
    first = confirm(make_request(service=service))
    Appointment.objects.filter(pk=first.pk).update(status=status)

    confirm(make_request(service=service))

    assert Appointment.objects.count() == 2


def test_confirm_for_another_practitioner_is_no_conflict(service, confirm):
    confirm(make_request(service=service))
    second = make_practitioner(name="Second", services=[service])

    confirm(make_request(service=service), practitioner_id=second.pk)

    assert Appointment.objects.count() == 2


@pytest.mark.parametrize(
    ("day", "time", "words"),
    [
        (dt.date(2026, 11, 22), dt.time(6, 59), "has passed"),
        (dt.date(2027, 3, 14), dt.time(2, 30), "clocks go forward"),
        (dt.date(2027, 11, 7), dt.time(1, 30), "clocks go back"),
    ],
)
def test_confirm_refuses_a_time_that_cannot_be(service, confirm, day, time, words):
    request = make_request(service=service)

    with pytest.raises(TimeNotPossible, match=words):
        confirm(request, day=day, time=time)

    assert not Appointment.objects.exists()


def test_confirm_refuses_a_practitioner_who_does_not_offer_it(service, confirm):
    request = make_request(service=service)
    for other in (make_practitioner(), make_practitioner(services=[service], active=False)):
        with pytest.raises(PractitionerUnavailable):
            confirm(request, practitioner_id=other.pk)
    with pytest.raises(PractitionerUnavailable):
        confirm(request, practitioner_id=10**9)

    assert not Appointment.objects.exists()


def test_confirm_of_a_request_that_changed_meanwhile_is_refused(service, staff, confirm):
    request = make_request(service=service)
    transitions.take(request_id=request.pk, version=request.version, by=staff)

    with pytest.raises(StaleVersion):
        confirm(request, version=1)

    assert not Appointment.objects.exists()


@pytest.mark.parametrize(
    "status", [s for s in RequestStatus if RequestStatus.CONFIRMED not in REQUEST_TRANSITIONS[s]]
)
def test_confirm_from_a_status_without_that_transition_is_refused(service, confirm, status):
    request = make_request(service=service, status=status)

    with pytest.raises(TransitionRefused):
        confirm(request)

    assert not Appointment.objects.exists()


def test_decline_tells_the_client_in_the_words_of_the_desk(staff, service):
    request = make_request(service=service)

    transitions.decline(
        request_id=request.pk,
        version=1,
        by=staff,
        reason="no_time",
        message="All of December is full.",
    )

    request.refresh_from_db()
    assert (request.status, request.decline_reason) == ("declined", "no_time")
    mail = OutboxMessage.objects.get(template="request_declined")
    assert "All of December is full." in mail.text


def test_decline_after_reopening_is_mailed_again(staff, service):
    request = make_request(service=service)
    for version in (1, 3):
        transitions.decline(
            request_id=request.pk, version=version, by=staff, reason="other", message=""
        )
        if version == 1:
            transitions.reopen(request_id=request.pk, version=2, by=staff)

    assert OutboxMessage.objects.filter(template="request_declined").count() == 2


def test_take_assigns_the_request(staff, service):
    request = make_request(service=service)

    transitions.take(request_id=request.pk, version=1, by=staff)

    request.refresh_from_db()
    assert (request.status, request.assigned_to, request.version) == ("in_review", staff, 2)


def test_release_makes_a_quarantined_request_like_a_fresh_one(staff, service):
    request = make_request(service=service, signals=["honeypot"], health="sore")
    assert not OutboxMessage.objects.exists()

    transitions.release(request_id=request.pk, version=1, by=staff)

    request.refresh_from_db()
    assert (request.status, request.quarantine_reasons) == ("received", "")
    assert {m.template for m in OutboxMessage.objects.all()} == {
        "request_received",
        "request_notice",
    }
    assert InterestCount.objects.get().count == 1


def test_mark_spam_mails_nobody(staff, service):
    request = make_request(service=service, signals=["honeypot"])

    transitions.mark_spam(request_id=request.pk, version=1, by=staff)

    assert BookingRequest.objects.get(pk=request.pk).status == RequestStatus.SPAM
    assert not OutboxMessage.objects.exists()
