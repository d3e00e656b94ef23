"""Choosing and declining on a phone, without a script; and what a script adds."""

import pytest
from playwright.sync_api import expect

from site_project import roles
from tests.bookings.staff.bulk.desk import DECLINED
from tests.bookings.staff.desk import REQUESTS, logged_in, status_of, templates_to
from tests.bookings.staff.test_on_a_phone import SIDEWAYS, THUMB, TOO_SMALL
from tests.factories.bookings import make_request, make_service

pytestmark = pytest.mark.django_db

NAMES = ("clara", "dora", "ella")
# The bar is no part of the list.
BAR_TOO_SMALL = """[...document.querySelectorAll('.bulk-bar button, .bulk-bar label, .bulk-choose')]
    .filter(element => element.offsetHeight && element.offsetHeight < %d)
    .map(element => element.textContent.trim())"""

ABOVE_BAR = """() => document.activeElement.getBoundingClientRect().bottom <=
    document.querySelector('#bulk').getBoundingClientRect().top"""


@pytest.fixture
def requests(own_database):
    service = make_service()
    return [
        make_request(service=service, name=name.title(), email=f"{name}@example.org")
        for name in NAMES
    ]


def enter(page, server: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    session = logged_in(roles.RECEPTION).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])
    page.goto(REQUESTS)


def box(page, name: str):
    return page.get_by_role("checkbox", name=f"of {name}")


def fits(page) -> tuple[int, list[str], list[str]]:
    return (
        page.evaluate(SIDEWAYS),
        page.evaluate(TOO_SMALL % THUMB),
        page.evaluate(BAR_TOO_SMALL % THUMB),
    )


def test_two_are_declined_on_a_phone_without_a_script(requests, no_script_page, server):
    page = no_script_page
    enter(page, server)
    box(page, "Clara").check()
    box(page, "Ella").check()
    page.locator("#bulk").get_by_role("button", name="Decline").click()

    expect(page.locator(".bulk-row__name")).to_have_text(["Clara", "Ella"])
    page.get_by_label("No time that fits").check()
    page.get_by_label("Message to the client").fill(DECLINED["message"])
    page.get_by_role("button", name="Decline 2 requests").click()

    page.get_by_text("2 requests declined.").wait_for()
    assert [status_of(request) for request in requests] == ["declined", "received", "declined"]
    assert ["request_declined" in templates_to(request.email) for request in requests] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_choosing_and_answering_fit_a_phone_and_are_accessible(scheme, requests, page, server, axe):
    page.emulate_media(color_scheme=scheme)
    enter(page, server)
    box(page, "Clara").check()
    found = {"list": (fits(page), axe(page))}
    page.locator("#bulk").get_by_role("button", name="Decline").click()
    page.get_by_role("button", name="Decline 1 request").wait_for()
    found["page"] = (fits(page), axe(page))
    page.get_by_role("button", name="Decline 1 request").click()
    page.get_by_role("alert").wait_for()
    found["error"] = (fits(page), axe(page))
    page.get_by_label("Another reason").check()
    requests[0].__class__.objects.update(version=7)
    page.get_by_role("button", name="Decline 1 request").click()
    page.get_by_role("heading", name="One was not done").wait_for()
    found["refused"] = (fits(page), axe(page))

    assert found == dict.fromkeys(found, ((0, [], []), []))


def test_script_chooses_all_on_the_page_and_counts(requests, page, server):
    enter(page, server)
    every = page.get_by_role("checkbox", name="Choose all on this page")

    every.check()
    assert [box(page, name.title()).is_checked() for name in NAMES] == [True] * 3
    assert page.locator(".bulk-bar__count").inner_text() == "3 chosen"

    box(page, "Dora").uncheck()
    assert (every.is_checked(), page.locator(".bulk-bar__count").inner_text()) == (
        False,
        "2 chosen",
    )


def test_bar_stays_in_sight_while_something_is_chosen(requests, page, server):
    enter(page, server)
    bar = page.locator("#bulk")
    before = bar.bounding_box()["y"]

    box(page, "Clara").check()

    after = bar.bounding_box()
    assert before > 844 >= after["y"] + after["height"]


def test_bar_hides_nothing_that_has_the_focus(requests, page, server):
    enter(page, server)
    box(page, "Clara").check()
    visited = 0
    while page.evaluate("document.activeElement.closest('.inbox-list') !== null"):
        page.wait_for_function(ABOVE_BAR)
        visited += 1
        page.keyboard.press("Tab")

    assert visited > 10
