"""The menu's count, and what the desk shows on the admin's home page."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bookings.models import OutboxMessage
from bookings.statuses import MessageStatus, RequestStatus
from site_project import roles
from tests.bookings.staff.desk import REQUESTS, logged_in, url_of
from tests.factories.bookings import make_request

HOME = "/admin/"
BANNER = "See what is wrong"
PANEL = "Requests to answer"


def menu_labels(page: str) -> list[str]:
    """What the sidebar says, group and items."""
    (props,) = re.findall(
        r'<script[^>]*id="wagtail-sidebar-props"[^>]*>(.*?)</script>', page, re.DOTALL
    )
    return re.findall(r'"((?:Bookings|Requests|Appointments|Practitioners|Mail)[^"]*)"', props)


@pytest.fixture
def requests(service):
    make_request(service=service, name="Settled", status=RequestStatus.CONFIRMED)
    make_request(service=service, name="Suspected", signals=["honeypot"])
    make_request(service=service, name="Taken", status=RequestStatus.IN_REVIEW)
    return make_request(service=service, name="New", age=dt.timedelta(hours=3))


@pytest.fixture
def trouble(requests):
    OutboxMessage.objects.all().update(status=MessageStatus.FAILED)


def test_menu_counts_requests_that_await_a_reply(requests, reception):
    assert menu_labels(reception.get(HOME).text) == [
        "Bookings (2)",
        "Requests (2)",
        "Appointments",
        "Mail",
    ]


def test_menu_has_no_count_when_everybody_has_an_answer(therapist):
    assert menu_labels(therapist.get(HOME).text) == [
        "Bookings",
        "Requests",
        "Appointments",
        "Practitioners",
        "Mail",
    ]


def test_count_of_one_page_does_not_stay_for_the_next(requests, reception):
    reception.get(HOME)
    reception.post(url_of(requests, "decline"), {"version": 1, "reason": "other"})

    assert menu_labels(reception.get(HOME).text)[0] == "Bookings (1)"


def test_panel_shows_the_newest_that_await_a_reply(requests, service, reception):
    for hours in range(4, 9):
        make_request(service=service, name=f"{hours} hours", age=dt.timedelta(hours=hours))

    page = reception.get(HOME).text

    panel = page[page.index(PANEL) : page.index("All requests (7 to answer)")]
    assert re.findall(r"<bdi>(.*?)</bdi>", panel) == [
        "Taken",
        "New",
        "4 hours",
        "5 hours",
        "6 hours",
    ]
    assert "waiting 3\xa0hours" in panel
    assert url_of(requests) in panel


def test_panel_says_when_nobody_waits(reception):
    assert "None: everybody has an answer." in reception.get(HOME).text


def test_banner_shows_mails_in_trouble(trouble, reception):
    page = reception.get(HOME).text

    assert "3 mails have failed or are waiting too long." in " ".join(page.split())
    assert "/admin/bookings/mail/?trouble=yes" in page


def test_banner_is_silent_without_trouble(requests, reception):
    assert BANNER not in reception.get(HOME).text


def test_editor_sees_neither_menu_nor_panel_nor_banner(trouble):
    page = logged_in(roles.EDITOR).get(HOME).text

    assert menu_labels(page) == []
    for words in (PANEL, BANNER, "New", REQUESTS):
        assert words not in re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)


def test_desk_adds_the_same_few_queries_to_the_home_page(service, reception):
    def queries() -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            reception.get(HOME)
        return [query["sql"] for query in captured if "bookings_" in query["sql"]]

    make_request(service=service)
    queries()
    # The count in the menu and the panel, the newest requests, the mails in trouble.
    assert len(queries()) == 3
    for number in range(10):
        make_request(service=service, name=f"Client {number}")
    assert len(queries()) == 3
