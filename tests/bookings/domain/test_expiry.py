"""Requests that stay open for too long."""

import datetime as dt

import pytest
import time_machine

from bookings.domain import expiry, transitions
from bookings.domain.errors import NotSaved, StaleVersion
from bookings.domain.expiry import expire_due
from bookings.models import AuditEvent, BookingRequest, BookingSettings, OutboxMessage
from bookings.statuses import RequestStatus
from tests.bookings.domain.offering import NOW, SECOND, mails
from tests.factories.bookings import make_request, make_service
from tests.factories.offers import make_offer
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

MONTH = dt.timedelta(days=30)


@pytest.fixture(autouse=True)
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def expire():
    assert expire_due() == 0
    return list(BookingRequest.objects.order_by("pk").values_list("status", flat=True))


def test_request_lapses_when_its_days_are_over_and_both_are_told(clock):
    request = make_request()

    clock.move_to(NOW + MONTH - SECOND)
    assert expire() == ["received"]
    clock.shift(SECOND)
    assert expire() == ["expired"]
    assert expire() == ["expired"]

    assert mails(request) == ["expired", "expired_notice"]
    recipients = OutboxMessage.objects.filter(template__startswith="expired")
    assert dict(recipients.values_list("template", "recipient")) == {
        "expired": "vera@example.org",
        "expired_notice": "desk@practice.example.org",
    }
    event = AuditEvent.objects.get(action="expired")
    assert (event.actor, event.user, event.from_status) == ("system", None, "received")


def test_each_answer_moves_the_day_on(clock):
    request, staff = make_request(), make_user()
    clock.move_to(NOW + MONTH - SECOND)
    transitions.take(request_id=request.pk, version=1, by=staff)

    clock.shift(SECOND)
    assert expire() == ["in_review"]
    clock.shift(MONTH)
    assert expire() == ["expired"]


def test_request_that_is_answered_while_the_round_runs_does_not_lapse(clock):
    request = make_request()
    clock.move_to(NOW + MONTH)
    transitions.take(request_id=request.pk, version=1, by=make_user())

    with pytest.raises(StaleVersion):
        expiry._expire(request_id=request.pk, version=1)

    assert expire() == ["in_review"]


def test_practice_says_after_how_many_days(clock):
    rules = BookingSettings.current()
    rules.request_expiry_days = 2
    rules.save()
    make_request()

    clock.move_to(NOW + dt.timedelta(days=2))

    assert expire() == ["expired"]


@pytest.mark.parametrize("status", RequestStatus)
def test_only_open_requests_lapse(clock, status):
    make_request(status=status)
    clock.move_to(NOW + MONTH)

    is_open = status in {"received", "in_review", "needs_info", "proposed", "waitlisted"}
    assert expire() == ["expired" if is_open else status]


def test_request_held_back_as_spam_waits_for_staff(clock):
    request = make_request(signals=["honeypot"])
    clock.move_to(NOW + 2 * MONTH)
    assert expire() == ["quarantined"]

    transitions.release(request_id=request.pk, version=1, by=make_user())

    assert expire() == ["received"]


def test_all_that_are_due_lapse_in_one_round(clock):
    service = make_service()
    for _ in range(3):
        make_request(service=service)
    clock.move_to(NOW + MONTH)

    assert expire() == ["expired"] * 3


def test_offer_is_held_for_as_long_as_was_promised(clock):
    rules = BookingSettings.current()
    rules.request_expiry_days, rules.offer_hold_hours = 1, 14 * 24
    rules.save()
    request = make_request()
    make_offer(NOW + MONTH, request=request)

    clock.move_to(NOW + dt.timedelta(days=14) - SECOND)

    assert expire() == ["proposed"]


def test_request_that_can_not_lapse_keeps_no_other_from_it(clock):
    stuck, other = make_request(), make_request()
    # Its mail can't be written, because there is another one by that name.
    OutboxMessage.objects.create(
        dedupe_key=f"expired_notice:request:{stuck.pk}:2",
        template="request_notice",
        message_id="<stuck@example.org>",
        created_at=NOW,
        not_before=NOW,
    )
    clock.move_to(NOW + MONTH)

    with pytest.raises(ExceptionGroup) as raised:
        expire_due()

    assert [type(error) for error in raised.value.exceptions] == [NotSaved]
    stuck.refresh_from_db()
    other.refresh_from_db()
    assert (stuck.status, other.status) == ("received", "expired")
