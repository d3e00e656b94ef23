"""axe finds nothing on any public page or page of the desk: light and dark, at phone width."""

import pytest
from playwright.sync_api import Page, expect

from bookings.models import BookingRequest
from services.models import ServicePage
from tests.browser.admin import log_in
from tests.factories.bookings import make_request

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

SERVICE = "/services/trigger-point-therapy/"
PAGES = [
    "/",
    "/services/",
    SERVICE,
    f"{SERVICE}request/",
    "/where-does-it-hurt/",
    "/where-does-it-hurt/temples/",
    "/articles/",
    "/articles/trigger-points-headaches-and-migraines/",
    "/articles/what-to-expect-at-a-first-visit/",
    "/articles/desk-days-neck-and-shoulders/",
    "/about/",
    "/contact/",
    "/search/?q=neck",
    "/privacy/",
    "/accessibility/",
    "/nowhere/",
]
DESK = [
    "/admin/",
    "/admin/bookings/requests/",
    "/admin/bookings/requests/{pk}/",
    "/admin/bookings/requests/{pk}/confirm/",
    "/admin/bookings/requests/{pk}/decline/",
    "/admin/bookings/appointments/",
    "/admin/bookings/mail/",
    "/admin/guide/",
    "/admin/reports/content/",
]


@pytest.fixture(params=["light", "dark"])
def phone(page, request) -> Page:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme=request.param)
    return page


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than the screen (WCAG 1.4.10)."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def test_public_pages(phone, axe):
    found = {}
    for address in PAGES:
        phone.goto(address)
        found[address] = (axe(phone), overflow(phone))

    assert found == {address: ([], 0) for address in PAGES}


def test_every_step_of_a_request(phone, axe):
    found = {}

    def look(step: str) -> None:
        found[step] = (axe(phone), overflow(phone))

    phone.goto(f"{SERVICE}request/")
    phone.get_by_role("button", name="Check your request").click()
    expect(phone.locator(".error-summary")).to_be_visible()
    look("errors")
    phone.get_by_label("60 minutes").check()
    phone.get_by_label("Any time is fine").check()
    phone.get_by_label("Full name").fill("Vera Visitor")
    phone.get_by_label("Email address").fill("vera@example.org")
    phone.get_by_role("button", name="Check your request").click()
    expect(phone).to_have_title("Check your request")
    look("check page")
    phone.get_by_role("button", name="Send my request").click()
    expect(phone).to_have_title("Requested, not confirmed yet")
    look("confirmation page")
    ServicePage.objects.update(accepts_requests=False)
    phone.goto(f"{SERVICE}request/")
    look("closed page")

    assert found == dict.fromkeys(found, ([], 0))
    assert len(found) == 4


def test_the_desk(phone, axe):
    make_request(service=ServicePage.objects.first(), name="Vera Visitor", phone="01632 960 002")
    request = BookingRequest.objects.get()
    log_in(phone, "therapist")
    found = {}
    for address in DESK:
        phone.goto(address.format(pk=request.pk))
        found[address] = (axe(phone), overflow(phone))

    assert found == {address: ([], 0) for address in DESK}
