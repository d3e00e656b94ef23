"""The buttons of a request are what the table of transitions allows, and nothing else."""

import re

import pytest

from bookings.staff.actions import ACTIONS
from bookings.statuses import REQUEST_TRANSITIONS, RequestStatus
from tests.bookings.staff.desk import REQUESTS, answer, stored, url_of
from tests.factories.bookings import make_request

R = RequestStatus
# Where each button leads, and from where it is offered if the table allows it.
LEADS_TO = {
    "confirm": R.CONFIRMED,
    "decline": R.DECLINED,
    "take": R.IN_REVIEW,
    "reopen": R.IN_REVIEW,
    "release": R.RECEIVED,
    "spam": R.SPAM,
}
CLOSED = {R.DECLINED, R.EXPIRED}


def expected_buttons(status: RequestStatus) -> set[str]:
    """The table, read another way than the code reads it."""
    buttons = {name for name, to in LEADS_TO.items() if to in REQUEST_TRANSITIONS[status]}
    return buttons - ({"take"} if status in CLOSED else {"reopen"})


def buttons_on(page: str, request) -> set[str]:
    return set(re.findall(rf'{url_of(request)}([a-z]+)/"', page))


def test_every_action_is_named_here():
    assert {action.name: action.to for action in ACTIONS} == LEADS_TO


@pytest.mark.parametrize("status", RequestStatus)
def test_buttons_equal_the_table(status, service, reception):
    request = make_request(service=service, status=status)

    on_its_page = buttons_on(reception.get(url_of(request)).text, request)
    in_the_list = buttons_on(reception.get(f"{REQUESTS}results/").text, request)

    assert on_its_page == expected_buttons(status)
    assert in_the_list == expected_buttons(status) & {"confirm", "decline", "spam"}


@pytest.mark.parametrize("status", RequestStatus)
def test_answers_that_the_table_lacks_are_refused(status, service, practitioner, reception):
    request = make_request(service=service, status=status)
    data = {"day": "2030-01-01", "time": "14:00", "practitioner": practitioner.pk}
    before = stored()

    for name in LEADS_TO.keys() - expected_buttons(status):
        shown = reception.get(url_of(request, name))
        assert (shown.status_code, shown.url) == (302, url_of(request))
        refused = answer(reception, request, name, reason="other", **data)
        assert refused.status_code in {409, 422}, name
    assert stored() == before
