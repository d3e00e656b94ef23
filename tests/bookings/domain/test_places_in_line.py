"""The client goes on the waiting list, and off it, by her own link."""

import datetime as dt

import pytest
import time_machine

from bookings.domain import transitions
from bookings.domain.errors import Refused, StaleVersion, TransitionRefused
from bookings.domain.places_in_line import (
    NO_EMAIL,
    join_waiting_list,
    leave_waiting_list,
)
from bookings.models import AuditEvent, BookingRequest, OutboxMessage, WaitlistEntry
from bookings.statuses import AWAITING_REPLY, RequestStatus
from bookings.views.situation import State
from tests.bookings.domain.offering import NOW, mails
from tests.factories.bookings import make_request
from tests.factories.situations import make_situation

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def everything():
    models = (BookingRequest, WaitlistEntry, AuditEvent, OutboxMessage)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize("status", sorted(AWAITING_REPLY))
def test_client_waits_from_now_and_both_are_told(service, status):
    asked = make_request(service=service, status=RequestStatus(status))

    joined = join_waiting_list(request_id=asked.pk, version=asked.version)

    assert (joined.status, joined.version) == ("waitlisted", asked.version + 1)
    entry = WaitlistEntry.objects.get()
    assert (entry.request, entry.state, entry.since) == (asked, "waiting", NOW)
    event = AuditEvent.objects.get(action="joined the waiting list")
    assert (event.actor, event.to_status) == ("client", "waitlisted")
    assert mails(asked) == ["waitlisted", "waitlist_joined_notice"]


@pytest.mark.parametrize("status", sorted(set(RequestStatus) - AWAITING_REPLY))
def test_only_who_waits_for_the_desk_can_join(service, status):
    asked = make_request(service=service, status=RequestStatus(status))
    before = everything()

    with pytest.raises(TransitionRefused):
        join_waiting_list(request_id=asked.pk, version=asked.version)

    assert everything() == before


def test_without_an_email_address_nobody_is_put_on_the_list(service):
    asked = make_request(service=service, email="", phone="01632 960 002")
    before = everything()

    with pytest.raises(Refused) as refused:
        join_waiting_list(request_id=asked.pk, version=asked.version)

    assert refused.value.message == NO_EMAIL
    assert everything() == before


@pytest.mark.parametrize("write", [join_waiting_list, leave_waiting_list])
def test_version_that_is_gone_changes_nothing(service, staff, write):
    asked = make_request(service=service)
    transitions.take(request_id=asked.pk, version=asked.version, by=staff)
    before = everything()

    with pytest.raises(StaleVersion):
        write(request_id=asked.pk, version=asked.version)

    assert everything() == before


def test_who_leaves_is_the_desks_to_answer(service):
    asked = make_situation(State.WAITLISTED, service=service)

    left = leave_waiting_list(request_id=asked.pk, version=asked.version)

    assert left.status == RequestStatus.IN_REVIEW
    assert WaitlistEntry.objects.get().state == "left"
    event = AuditEvent.objects.get(action="left the waiting list")
    assert (event.actor, event.from_status, event.to_status) == (
        *("client", "waitlisted", "in_review"),
    )
    assert mails(asked)[-1] == "waitlist_left_notice"


def test_who_comes_back_waits_from_then(service, clock):
    asked = make_situation(State.WAITLISTED, service=service)
    left = leave_waiting_list(request_id=asked.pk, version=asked.version)
    clock.shift(DAY)

    join_waiting_list(request_id=asked.pk, version=left.version)

    entry = WaitlistEntry.objects.get()
    assert (entry.state, entry.since) == ("waiting", NOW + DAY)


@pytest.mark.parametrize("status", sorted(set(RequestStatus) - {RequestStatus.WAITLISTED}))
def test_only_who_is_on_the_list_can_leave_it(service, status):
    asked = make_request(service=service, status=RequestStatus(status))
    before = everything()

    with pytest.raises(TransitionRefused):
        leave_waiting_list(request_id=asked.pk, version=asked.version)

    assert everything() == before
