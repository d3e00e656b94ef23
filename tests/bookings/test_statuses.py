import itertools

import pytest

from bookings.statuses import (
    APPOINTMENT_TRANSITIONS,
    AWAITING_REPLY,
    BLOCKING,
    OPEN_REQUESTS,
    REQUEST_TRANSITIONS,
    SETTLED,
    AppointmentStatus,
    RequestStatus,
)

# The agreed table, written out by hand: a change of the code has to change this too.
ALLOWED = {
    "quarantined": "received spam",
    "received": "in_review needs_info proposed confirmed waitlisted declined duplicate "
    "quarantined withdrawn expired",
    "in_review": "needs_info proposed confirmed waitlisted declined duplicate quarantined "
    "withdrawn expired",
    "needs_info": "in_review proposed confirmed waitlisted declined duplicate quarantined "
    "withdrawn expired",
    "proposed": "confirmed in_review waitlisted declined withdrawn expired",
    "waitlisted": "proposed confirmed in_review declined withdrawn expired",
    "declined": "in_review",
    "expired": "in_review",
    "confirmed": "",
    "withdrawn": "",
    "spam": "",
    "duplicate": "",
}


PAIRS = list(itertools.product(RequestStatus, RequestStatus))


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_request_transition_is_allowed_exactly_where_agreed(before, after):
    agreed = after.value in ALLOWED[before.value].split()

    assert (after in REQUEST_TRANSITIONS[before]) is agreed


def test_open_requests_are_those_that_a_client_may_withdraw():
    withdrawable = {s for s in RequestStatus if RequestStatus.WITHDRAWN in REQUEST_TRANSITIONS[s]}

    assert withdrawable == OPEN_REQUESTS
    assert AWAITING_REPLY < OPEN_REQUESTS


def test_appointment_transitions_cover_every_status():
    assert set(APPOINTMENT_TRANSITIONS) == set(AppointmentStatus)
    assert SETTLED < BLOCKING
    assert {s for s, to in APPOINTMENT_TRANSITIONS.items() if not to} == {
        AppointmentStatus.CANCELLED,
        AppointmentStatus.RELEASED,
    }
