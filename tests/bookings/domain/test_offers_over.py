"""Times offered back that come to nothing: refused, withdrawn, left or lapsed."""

import datetime as dt

import pytest
import time_machine

from bookings.domain import offers, transitions
from bookings.domain.errors import StaleVersion, TransitionRefused
from bookings.domain.expiry import expire_due
from bookings.domain.holds import release_lapsed
from bookings.models import BookingRequest
from bookings.statuses import RequestStatus
from tests.bookings.domain.offering import (
    LAPSE,
    LAPSED,
    NOW,
    OPEN,
    SECOND,
    TIMES,
    mails,
    states,
)
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.offers import make_offer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def practitioner(practice):
    return make_practitioner(services=[make_service()])


@pytest.fixture
def asked(practitioner):
    """A request with three times offered."""
    request = make_request(service=practitioner.services.get())
    make_offer(*TIMES, request=request, practitioner=practitioner)
    return request


# --- Refusing and withdrawing ------------------------------------------------------------


def test_refuse_offer_frees_the_times_and_tells_the_practice(asked):
    offers.refuse_offer(request_id=asked.pk)

    assert states(asked) == [("refused", "released")] * 3
    asked.refresh_from_db()
    assert asked.status == RequestStatus.IN_REVIEW
    assert mails(asked) == ["times_offered", "offer_refused_notice"]


def test_refusal_that_staff_heard_is_not_mailed_to_them(asked, staff):
    offers.refuse_offer(request_id=asked.pk, by=staff)

    assert mails(asked) == ["times_offered"]


def test_withdraw_offer_mails_nobody_and_the_next_offer_is_another_round(asked, staff):
    offers.withdraw_offer(request_id=asked.pk, version=asked.version, by=staff)
    assert states(asked) == [("withdrawn", "released")] * 3
    assert mails(asked) == ["times_offered"]
    asked.refresh_from_db()
    (again,) = make_offer(TIMES[0], request=asked)
    assert again.round == 2


@pytest.mark.parametrize("late", [False, True])
def test_offer_that_is_over_is_neither_refused_nor_withdrawn(asked, staff, clock, late):
    if late:
        clock.move_to(LAPSE)
    else:
        offers.refuse_offer(request_id=asked.pk)
    version = asked.version

    with pytest.raises(TransitionRefused):
        offers.refuse_offer(request_id=asked.pk)
    with pytest.raises(StaleVersion):
        offers.refuse_offer(request_id=asked.pk, version=version)
    with pytest.raises(StaleVersion):
        offers.withdraw_offer(request_id=asked.pk, version=version, by=staff)

    asked.refresh_from_db()
    assert (asked.status, asked.version) == (RequestStatus.IN_REVIEW, 3)


# --- Leaving and lapsing -----------------------------------------------------------------


def leave_by_decline(request, staff, **_):
    transitions.decline(request_id=request.pk, version=2, by=staff, reason="no_time", message="")


def leave_by_take(request, staff, **_):
    transitions.take(request_id=request.pk, version=2, by=staff)


def leave_by_withdraw(request, **_):
    transitions.withdraw(request_id=request.pk)


def leave_by_expiry(request, **_):
    BookingRequest.objects.filter(pk=request.pk).update(expires_at=NOW)
    expire_due()


def leave_by_confirm(request, staff, practitioner):
    transitions.confirm(
        request_id=request.pk,
        version=2,
        by=staff,
        practitioner_id=practitioner.pk,
        day=dt.date(2026, 12, 1),
        time=dt.time(9, 30),  # across one of its own held times
    )


@pytest.mark.parametrize(
    ("leave", "status"),
    [
        (leave_by_decline, "declined"),
        (leave_by_take, "in_review"),
        (leave_by_withdraw, "withdrawn"),
        (leave_by_expiry, "expired"),
        (leave_by_confirm, "confirmed"),
    ],
)
def test_every_way_out_of_an_offer_frees_its_times(asked, staff, practitioner, leave, status):
    leave(asked, staff=staff, practitioner=practitioner)

    assert states(asked) == [("withdrawn", "released")] * 3
    asked.refresh_from_db()
    assert asked.status == status


def test_offer_lapses_in_the_round_of_the_worker(asked, clock):
    clock.move_to(LAPSE - SECOND)
    release_lapsed()
    assert states(asked) == OPEN

    clock.shift(SECOND)
    assert release_lapsed() == 0

    assert states(asked) == LAPSED
    asked.refresh_from_db()
    assert asked.status == RequestStatus.IN_REVIEW
    assert mails(asked) == ["times_offered", "offer_lapsed", "offer_lapsed_client"]


def test_offer_lapses_in_the_transaction_that_needs_its_time(asked, practitioner, clock):
    clock.move_to(LAPSE)

    make_offer(TIMES[0], practitioner=practitioner, request=make_request(service=asked.service))

    assert states(asked) == LAPSED
    asked.refresh_from_db()
    assert asked.status == RequestStatus.IN_REVIEW


def test_what_staff_saw_before_the_lapse_is_stale_after_it(asked, staff, clock):
    clock.move_to(LAPSE)

    with pytest.raises(StaleVersion):
        transitions.decline(request_id=asked.pk, version=2, by=staff, reason="other", message="")

    asked.refresh_from_db()
    assert (asked.status, asked.version) == (RequestStatus.IN_REVIEW, 3)
