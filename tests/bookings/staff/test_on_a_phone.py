"""The desk at 390 px in a real browser: cards, nothing sideways, targets for a thumb."""

import datetime as dt

import pytest
from django.utils import timezone

from bookings.domain.submission import Wish
from site_project import roles
from tests.bookings.staff.desk import REQUESTS, logged_in, url_of
from tests.factories.bookings import make_practitioner, make_request, make_service

pytestmark = pytest.mark.django_db

THUMB = 48
PAGES = ["", "confirm", "decline"]
# How far anything of the desk sticks out of the window, to the right.
SIDEWAYS = """Math.max(0, ...[...document.querySelectorAll('.desk *, .desk-list *, .desk-panel *')]
    .map(element => Math.round(element.getBoundingClientRect().right - innerWidth)))"""
# What can be pressed but not by a thumb.
TOO_SMALL = """[...document.querySelectorAll(
    '.desk a, .desk button, .desk-list a, .desk-list button, .desk-panel a')]
    .filter(element => element.offsetHeight && element.offsetHeight < %d)
    .map(element => element.textContent.trim())"""


@pytest.fixture
def long_request(own_database):
    """A request in which everything is as long as it may be."""
    service = make_service(title="Trigger point massage for headaches and migraine " * 3)
    make_practitioner(name="Thea", services=[service])
    day = timezone.localdate() + dt.timedelta(days=9)
    return make_request(
        service=service,
        name="Seán O’Brien-van-der-Hoogenstraaten-" * 3 + "x" * 60,
        email="a" * 60 + "@" + "subdomain." * 12 + "example.org",
        phone="+44 1632 960 001 ext. 12345",
        wishes=(Wish(date_from=day, date_until=day), Wish(weekdays=tuple(range(7))), Wish()),
    )


@pytest.fixture
def phone(page, server):
    page.set_viewport_size({"width": 390, "height": 844})
    session = logged_in(roles.RECEPTION).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])
    return page


def test_pages_fit_a_phone_and_a_thumb(long_request, phone):
    addresses = [REQUESTS, "/admin/", *(url_of(long_request, page) for page in PAGES)]
    found = {}
    for address in addresses:
        phone.goto(address)
        found[address] = (phone.evaluate(SIDEWAYS), phone.evaluate(TOO_SMALL % THUMB))

    assert found == dict.fromkeys(addresses, (0, []))


def test_errors_are_announced_first_and_lead_to_their_question(long_request, phone, axe):
    phone.goto(url_of(long_request, "confirm"))
    phone.get_by_label("Date").fill("")
    phone.get_by_role("button", name="Confirm a time").click()

    problem = phone.get_by_role("alert")
    problem.wait_for()
    assert phone.title().startswith("Error: Confirm a time")
    assert problem.evaluate("element => element === document.activeElement")
    assert axe(phone) == []
    problem.get_by_role("link", name="Enter a date").click()
    assert phone.evaluate("document.activeElement.id") == "id_day"


def test_desk_confirms_a_time_with_a_thumb(long_request, phone):
    phone.goto(REQUESTS)
    phone.get_by_role("link", name="Confirm a time").click()
    phone.get_by_label("Starts at").fill("14:00")
    phone.get_by_role("button", name="Confirm a time").click()

    phone.get_by_text("is on its way").wait_for()
    assert long_request.appointments.get().practitioner.name == "Thea"
