"""A request while the database takes none: said so, nothing stored, and sent again it arrives.

The same under the production server, with faults from outside: tests/drill/test_outages.py.
"""

import pytest
from django.db import connection
from django.test import Client

from bookings.models import BookingRequest, OutboxMessage
from tests.bookings.views.test_manage_answers import ANSWERS, address, answer, stored
from tests.bookings.views.visitor import Visitor
from tests.factories.outages import make_read_only
from tests.factories.situations import make_situation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database")]


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None


def fill_up():
    """SQLite's own disk is full: the file has as many pages as it may have."""
    run(f"PRAGMA max_page_count = {run('PRAGMA page_count')}")


FAULTS = [
    pytest.param(fill_up, marks=pytest.mark.only_on("sqlite")),
    make_read_only,
]


@pytest.mark.parametrize("fault", FAULTS)
def test_request_is_refused_for_now_and_taken_when_sent_again(fault, form_url, answers):
    browser = Client(raise_request_exception=False)
    visitor = Visitor(browser).open(form_url).send(**answers)
    page = visitor.form()
    fault()

    refused = browser.post(form_url, page)

    assert (refused.status_code, refused["Retry-After"]) == (503, "60")
    assert "If you were sending something, it has not arrived." in refused.text
    assert "+44 1632 960 001" in refused.text
    assert (BookingRequest.objects.count(), OutboxMessage.objects.count()) == (0, 0)
    # The connection that had the fault is gone.
    assert browser.post(form_url, page).status_code == 303
    assert (BookingRequest.objects.count(), OutboxMessage.objects.count()) == (1, 2)


def test_client_is_told_that_her_answer_was_not_taken(service):
    one_of_each = {about: (state, choice) for state, about, choice, _ in ANSWERS}
    for about, (state, choice) in one_of_each.items():
        asked = make_situation(state, service=service)
        visitor = Visitor(Client(raise_request_exception=False)).open(address(asked))
        page, before = visitor.response, stored()
        make_read_only()

        refused = answer(visitor, about, choice).response

        assert (refused.status_code, refused["Retry-After"]) == (503, "60")
        assert "it has not arrived" in refused.text
        assert stored() == before
        visitor.response = page
        assert answer(visitor, about, choice).response.status_code == 303
        assert stored() != before
