"""A client moves her visit in the browser, on a phone, with and without a script."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bookings.domain.manage import manage_token
from bookings.models import Appointment
from services.models import ServicePage
from tests.bookings.views.diary import book
from tests.browser.test_look import ADOPT, OVERFLOW, SMALL_TARGETS, TEXT_SPACING
from tests.browser.test_mailed_links import everything
from tests.factories.bookings import make_practitioner
from tests.factories.situations import make_visit_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]


@pytest.fixture
def visit(own_database, demo_site) -> Appointment:
    """Vera's, in nine days."""
    service = ServicePage.objects.get(slug="trigger-point-therapy")
    thea = make_practitioner(services=[service])
    noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    return make_visit_at(noon + dt.timedelta(days=9), service=service, practitioner=thea)


@pytest.fixture(params=["page", "no_script_page"])
def visitor(request) -> Page:
    """On a phone, with a script and without."""
    page = request.getfixturevalue(request.param)
    page.set_viewport_size({"width": 390, "height": 844})
    return page


def address(visit: Appointment) -> str:
    return f"/my-request/{manage_token(visit.request)}/"


def test_client_moves_her_visit(visitor, visit):
    heading, old = visitor.get_by_role("heading", level=1), visit.start
    visitor.goto(address(visit))
    visitor.get_by_role("link", name="Move this appointment").click()
    expect(heading).to_have_text("Move your appointment")
    button = visitor.get_by_role("button", name="Move my appointment")

    button.click()
    expect(visitor).to_have_title("Error: Move your appointment")
    expect(visitor.locator(".error-summary")).to_be_focused()
    visitor.get_by_role("link", name="Choose a time").click()
    expect(visitor.get_by_role("radio").first).to_be_focused()

    visitor.get_by_role("button", name="More days").click()
    expect(visitor.get_by_role("button", name="Back to the first days")).to_be_visible()
    chosen = visitor.get_by_role("radio").nth(2)
    start = dt.datetime.fromisoformat(chosen.get_attribute("value"))
    chosen.check()
    book(visit.practitioner, start.isoformat())
    button.click()
    expect(visitor.locator(".error-summary")).to_contain_text("has just gone. Choose another")
    expect(visitor.get_by_role("radio", checked=True)).to_have_count(0)

    visitor.locator(".day summary").first.click()
    chosen = visitor.locator(".day[open]").get_by_role("radio").last
    start = dt.datetime.fromisoformat(chosen.get_attribute("value"))
    chosen.check()
    button.click()
    expect(heading).to_have_text("Your appointment is confirmed")
    expect(visitor.get_by_role("status")).to_have_text("Your appointment has been moved.")
    visit.refresh_from_db()
    assert (visit.start, visit.moves_by_client) == (start, 1) != (old, 0)


def test_page_fits_the_smallest_screen_and_a_thumb(no_script_page, visit):
    page = no_script_page
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address(visit)}move/")
    assert page.evaluate(OVERFLOW) == 0
    assert page.evaluate(SMALL_TARGETS) == []

    page.evaluate(ADOPT, TEXT_SPACING)
    assert page.evaluate(OVERFLOW) == 0


def test_enter_on_a_time_moves_the_visit_and_shows_no_other_days(visitor, visit):
    visitor.goto(f"{address(visit)}move/")
    visitor.get_by_role("radio").nth(3).check()

    visitor.get_by_role("radio").nth(3).press("Enter")

    expect(visitor.get_by_role("status")).to_have_text("Your appointment has been moved.")


def test_scanner_that_presses_every_button_moves_nothing(page, visit):
    before = everything()
    link = f"{address(visit)}move/"
    page.goto(link)
    answers = []
    for number in range(page.locator("main button").count()):
        page.goto(link)
        with page.expect_navigation() as answer:
            page.locator("main button").nth(number).dispatch_event("click")
        answers.append(answer.value.status)

    # The button for who presses Enter, “More days”, and the button that is seen.
    assert answers == [422, 200, 422]
    assert everything() == before
