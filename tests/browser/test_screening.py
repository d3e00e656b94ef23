"""The safety questions in the real browser: urgent, a mistake, a caution."""

import pytest
from playwright.sync_api import expect

from bookings.models import BookingRequest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

FORM = "/services/trigger-point-therapy/request/"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize(("scheme", "width"), [("dark", 390), ("light", 1280), ("light", 320)])
def test_from_an_urgent_answer_to_the_check_page(page, axe, scheme, width):
    found = []
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})

    def look() -> None:
        found.append((axe(page), page.evaluate(OVERFLOW)))

    page.goto(FORM)
    page.get_by_label("A fever together with a stiff neck").check()
    page.get_by_label("Full name").fill("Vera Visitor")
    look()
    page.get_by_role("button", name="Check your request").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Get medical help first")
    expect(page.get_by_role("main").get_by_role("link")).to_have_text(["999"])
    look()
    page.get_by_role("button", name="I ticked it by mistake").click()

    expect(page.get_by_label("Full name")).to_have_value("Vera Visitor")
    page.get_by_label("A fever together with a stiff neck").uncheck()
    page.get_by_role("button", name="Check your request").click()
    summary = page.locator(".error-summary").get_by_role("link")
    expect(summary.first).to_have_text("Tick what applies to you, or “None of these”")
    look()
    summary.first.click()
    expect(page.get_by_label("A sudden headache")).to_be_focused()
    page.get_by_label("I take blood thinners").check()
    page.get_by_label("60 minutes").check()
    page.get_by_label("Any time is fine").check()
    page.get_by_label("Email address").fill("vera@example.org")
    page.get_by_label("You may store and read").check()
    page.get_by_role("button", name="Check your request").click()

    expect(page).to_have_title("Check your request")
    expect(page.get_by_text("the pressure can be lighter")).to_be_visible()
    look()
    page.get_by_role("button", name="Send my request").click()
    assert BookingRequest.objects.get(email="vera@example.org").needs_acknowledgement
    assert found == [([], 0)] * 4
