"""axe finds nothing on any public page, state of one, or page of the desk: light and dark."""

import pytest
from playwright.sync_api import Page

from tests.browser.admin import log_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
# What staff open besides the desk, which is in test_desk.py.
BESIDE_THE_DESK = ["/admin/", "/admin/guide/", "/admin/reports/content/"]


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than the screen (WCAG 1.4.10)."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def test_every_page_and_state(page, show, axe, states):
    found = {}
    for name, answer in states.items():
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="light")
        show(answer)
        found[name, "phone"] = (axe(page), overflow(page))
        page.emulate_media(color_scheme="dark")
        found[name, "dark"] = (axe(page, contrast_only=True), 0)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(DESKTOP)
        found[name, "desktop"] = (axe(page), overflow(page))

    assert {where: wrong for where, wrong in found.items() if wrong != ([], 0)} == {}


@pytest.fixture(params=["light", "dark"])
def phone(page, request) -> Page:
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme=request.param)
    return page


def test_pages_of_the_admin_beside_the_desk(phone, axe):
    log_in(phone, "therapist")
    found = {}
    for address in BESIDE_THE_DESK:
        phone.goto(address)
        found[address] = (axe(phone), overflow(phone))

    assert found == dict.fromkeys(BESIDE_THE_DESK, ([], 0))
