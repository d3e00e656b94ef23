"""The buttons of a request are what the table of transitions allows, and nothing else."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from bookings.staff.actions import ACTIONS
from bookings.statuses import REQUEST_TRANSITIONS, RequestStatus
from tests.bookings.staff.desk import REQUESTS, answer, stored, url_of
from tests.factories.bookings import make_request

R = RequestStatus
# Where each button leads; None: the request stays in its state.
LEADS_TO = {
    "confirm": R.CONFIRMED,
    "offer": R.PROPOSED,
    "ask": R.NEEDS_INFO,
    "answered": R.IN_REVIEW,
    "take": R.IN_REVIEW,
    "decline": R.DECLINED,
    "reopen": R.IN_REVIEW,
    "release": R.RECEIVED,
    "spam": R.SPAM,
    "assign": None,
    "waitlist": R.WAITLISTED,
    "duplicate": R.DUPLICATE,
    "withdraw": R.WITHDRAWN,
    "withdraw_consent": None,
    "export": None,
    "erase": None,
    "quarantine": R.QUARANTINED,
    "accept": R.CONFIRMED,
    "none_fit": R.IN_REVIEW,
    "withdraw_offer": R.IN_REVIEW,
    "acknowledge": None,
    "ask_again": None,
    "match": None,
    "new_client": None,
    "unmatch": None,
}
OPEN = {R.RECEIVED, R.IN_REVIEW, R.NEEDS_INFO, R.PROPOSED, R.WAITLISTED}
# Those that the table allows from more states than they are meant for, or knows nothing of.
ONLY_FROM = {
    "answered": {R.NEEDS_INFO},
    "take": {R.RECEIVED, R.WAITLISTED},
    "reopen": {R.DECLINED, R.EXPIRED},
    "assign": OPEN,
    "accept": {R.PROPOSED},
    "none_fit": {R.PROPOSED},
    "withdraw_offer": {R.PROPOSED},
    "withdraw_consent": set(),
    "acknowledge": set(),
    "ask_again": set(),
    "match": set(R) - {R.SPAM},
    "new_client": set(R) - {R.SPAM},
    "unmatch": set(),
}
OF_AN_OFFER = {"accept", "none_fit", "withdraw_offer"}
OF_THERAPISTS = {"export", "erase"}
IN_THE_LIST = {"offer", "decline", "spam"}


def expected_buttons(status: RequestStatus) -> set[str]:
    """The table, read another way than the code reads it."""
    return {
        name
        for name, to in LEADS_TO.items()
        if (to is None or to in REQUEST_TRANSITIONS[status])
        and status in ONLY_FROM.get(name, set(R))
    }


def buttons_on(page: str, request) -> set[str]:
    """The form for a private note is no answer."""
    found = re.findall(rf'{url_of(request)}([a-z_]+)/(?:\?back=[^"]*)?"', page)
    return set(found) - {"note"}


def test_every_action_is_named_here():
    assert {action.name: action.to for action in ACTIONS} == LEADS_TO


@pytest.mark.parametrize("status", RequestStatus)
def test_buttons_equal_the_table(status, service, reception):
    request = make_request(service=service, status=status)

    on_its_page = buttons_on(reception.get(url_of(request)).text, request)
    # A search looks through every tab.
    in_the_list = buttons_on(reception.get(REQUESTS, {"q": request.reference}).text, request)

    # To accept a time there has to be one: test_offers.py.
    assert on_its_page == expected_buttons(status) - OF_AN_OFFER - OF_THERAPISTS
    assert in_the_list == expected_buttons(status) & IN_THE_LIST


@pytest.mark.parametrize("status", RequestStatus)
def test_answers_that_the_table_lacks_are_refused(status, service, practitioner, therapist):
    request = make_request(service=service, status=status)
    day = timezone.localdate() + dt.timedelta(days=9)
    data = {"day": day, "time": "14:00", "practitioner": practitioner.pk, "question": "When?"}
    before = stored()

    for name in LEADS_TO.keys() - expected_buttons(status):
        shown = therapist.get(url_of(request, name))
        assert (shown.status_code, shown.url) == (302, url_of(request))
        refused = answer(therapist, request, name, reason="other", **data)
        assert refused.status_code in {409, 422}, name
    assert stored() == before
