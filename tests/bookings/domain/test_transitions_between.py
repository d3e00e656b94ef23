"""What staff and the client do to a request between its coming in and its last word."""

import datetime as dt

import pytest
import time_machine

from bookings.domain import places_in_line, transitions
from bookings.domain.errors import NotAcknowledged, Refused, StaleVersion, TransitionRefused
from bookings.domain.submission import Wish
from bookings.models import (
    AuditEvent,
    BookingRequest,
    InterestCount,
    OutboxMessage,
    WaitlistEntry,
)
from bookings.statuses import AppointmentStatus, RequestStatus
from tests.factories.bookings import make_request
from tests.factories.offers import make_offer
from tests.factories.people import make_user

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
TUESDAY = dt.date(2026, 12, 1)
NINE = dt.time(9)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _now(practice):
    with time_machine.travel(NOW, tick=False):
        yield


def test_ask_mails_the_question_and_answered_brings_the_request_back(staff, service):
    request = make_request(service=service)

    transitions.ask(request_id=request.pk, version=1, by=staff, question="Which side <left>?")
    mail = OutboxMessage.objects.get(template="needs_info")
    assert "Which side <left>?" in mail.text
    assert "Which side &lt;left&gt;?" in mail.html

    transitions.answered(request_id=request.pk, version=2, by=staff)
    event = AuditEvent.objects.get(request=request, action="answered")
    assert (event.from_status, event.to_status) == ("needs_info", "in_review")


def test_waiting_list_follows_the_request(staff, service, practitioner, confirm):
    request = make_request(service=service)

    def entry():
        return list(WaitlistEntry.objects.values_list("request", "state", "since"))

    places_in_line.put_on_waitlist(request_id=request.pk, version=1, by=staff)
    assert entry() == [(request.pk, "waiting", NOW)]
    assert OutboxMessage.objects.get(template="waitlisted").recipient == "vera@example.org"

    request.refresh_from_db()
    make_offer(NOW + DAY, request=request, practitioner=practitioner)
    assert entry() == [(request.pk, "offered", NOW)]

    transitions.take(request_id=request.pk, version=3, by=staff)
    assert entry() == [(request.pk, "left", NOW)]

    places_in_line.put_on_waitlist(request_id=request.pk, version=4, by=staff)
    request.refresh_from_db()
    confirm(request)
    assert entry() == [(request.pk, "taken", NOW)]


def test_assign_takes_a_new_request_on_for_somebody_else(staff, service):
    request, colleague = make_request(service=service), make_user()

    transitions.assign(request_id=request.pk, version=1, by=staff, to=colleague)

    request.refresh_from_db()
    assert (request.status, request.assigned_to) == ("in_review", colleague)


@pytest.mark.parametrize("status", ["in_review", "needs_info", "waitlisted"])
def test_assign_changes_nothing_but_who_answers(staff, service, status):
    request = make_request(service=service, status=status)

    transitions.assign(request_id=request.pk, version=1, by=staff, to=staff)
    transitions.assign(request_id=request.pk, version=2, by=staff, to=None)

    request.refresh_from_db()
    assert (request.status, request.assigned_to, request.version) == (status, None, 3)
    assert list(request.events.values_list("action", flat=True))[1:] == ["assigned"] * 2


def test_assign_refuses_what_is_closed_and_what_has_changed(staff, service):
    request = make_request(service=service, status=RequestStatus.DECLINED)

    with pytest.raises(TransitionRefused):
        transitions.assign(request_id=request.pk, version=1, by=staff, to=staff)
    with pytest.raises(StaleVersion):
        transitions.assign(request_id=request.pk, version=2, by=staff, to=staff)


def test_caution_is_read_before_a_time_is_given(staff, service, confirm):
    request = make_request(service=service)
    BookingRequest.objects.update(screening_outcome="caution")
    with pytest.raises(NotAcknowledged):
        confirm(request)

    request = transitions.acknowledge_screening(request_id=request.pk, version=1, by=staff)

    seen = (request.screening_acknowledged_at, request.screening_acknowledged_by)
    assert (*seen, request.version) == (NOW, staff, 2)
    assert confirm(request).status == AppointmentStatus.CONFIRMED
    with pytest.raises(TransitionRefused):
        transitions.acknowledge_screening(request_id=request.pk, version=3, by=staff)


def test_duplicate_points_at_the_first_of_them(staff, service):
    first, second, third = (make_request(service=service) for _ in range(3))

    transitions.mark_duplicate(request_id=second.pk, version=1, by=staff, of_id=first.pk)
    transitions.mark_duplicate(request_id=third.pk, version=1, by=staff, of_id=second.pk)

    assert set(first.duplicates.all()) == {second, third}
    for of_id in (first.pk, second.pk, 10**9):
        with pytest.raises(Refused, match="Choose another request"):
            transitions.mark_duplicate(request_id=first.pk, version=1, by=staff, of_id=of_id)


def test_release_welcomes_once_what_staff_had_put_into_quarantine(staff, service):
    request = make_request(service=service, health="sore")

    transitions.quarantine(request_id=request.pk, version=1, by=staff)
    request.refresh_from_db()
    assert (request.quarantine_reasons, request.expires_at) == ("by staff", None)
    transitions.release(request_id=request.pk, version=2, by=staff)

    assert OutboxMessage.objects.filter(template="request_received").count() == 1
    assert InterestCount.objects.get().count == 1


def test_withdraw_tells_the_practice_unless_staff_heard_it(staff, service):
    told, heard = make_request(service=service), make_request(service=service)

    transitions.withdraw(request_id=told.pk)
    transitions.withdraw(request_id=heard.pk, by=staff)

    mail = OutboxMessage.objects.get(template="withdrawn_notice")
    assert (mail.request, mail.recipient) == (told, "desk@practice.example.org")
    events = AuditEvent.objects.filter(action="withdrawn").order_by("pk")
    assert list(events.values_list("actor", "user")) == [("client", None), ("staff", staff.pk)]


def test_withdraw_of_what_the_client_has_not_seen_is_refused(staff, service):
    request = make_request(service=service)
    transitions.ask(request_id=request.pk, version=1, by=staff, question="Which side?")

    with pytest.raises(StaleVersion):
        transitions.withdraw(request_id=request.pk, version=1)


def test_confirm_marks_the_wish_that_came_true(service, confirm):
    nine = dt.datetime(2026, 12, 1, 14, tzinfo=dt.UTC)
    starts = (nine + DAY, nine)
    wishes = [Wish(slot_start=start, slot_end=start + DAY / 24) for start in starts]
    request = make_request(service=service, wishes=(*wishes, Wish()))

    confirm(request)

    assert list(request.preferences.values_list("state", flat=True)) == ["open", "chosen", "open"]
