"""From a pain to a request, by keyboard and by pointing, without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from bookings.models import BookingRequest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]


def test_visitor_goes_from_a_pain_to_a_ticked_request(no_script_page):
    page, before = no_script_page, BookingRequest.objects.count()
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Where does it hurt?").first.click()
    link = page.get_by_role("listitem").get_by_role("link", name="Temples").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Temples")
    expect(page.get_by_text("Call your emergency number now if:")).to_be_visible()
    page.get_by_label("Jaw").check()
    page.get_by_role("button", name="Request a time: Neck, jaw and shoulders").click()

    expect(page).to_have_url(re.compile(r"/neck-jaw-and-shoulders/request/#id_areas_0$"))
    ticked = page.locator("input[name=areas]:checked")
    assert [box.get_attribute("value") for box in ticked.all()] == ["temples", "jaw"]
    expect(page.locator(".error-summary")).to_have_count(0)
    assert BookingRequest.objects.count() == before


def test_visitor_points_at_a_drawing(no_script_page):
    page = no_script_page
    page.goto("/where-does-it-hurt/")
    page.locator("svg a[href$='/jaw/'] circle").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jaw")
