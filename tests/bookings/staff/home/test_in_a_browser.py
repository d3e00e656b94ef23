"""The admin's home page for each role: accessible, and for a thumb."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.admin import log_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

THUMB = 48
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"
# What stands in a line by itself and is less high than a thumb is wide.
TOO_SMALL = f"""[...document.querySelectorAll('.home-panel a, .home-figure a')]
    .filter(link => link.offsetHeight < {THUMB}).map(link => link.textContent.trim())"""


@pytest.mark.parametrize("username", ["owner", "therapist", "reception", "editor"])
def test_home_page_is_accessible_wherever_it_is_seen(page: Page, axe, username):
    log_in(page, username)
    found = {}
    for width in (320, 390, 1280):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            page.goto("/admin/")
            small = page.evaluate(TOO_SMALL) if width < 1000 else []
            found[width, scheme] = (axe(page), page.evaluate(SIDEWAYS), small)

    assert found == dict.fromkeys(found, ([], 0, []))


def test_figures_lead_to_where_it_is_dealt_with(page: Page):
    log_in(page, "therapist")

    page.get_by_role("link", name="Safety questions to read").click()

    expect(page.get_by_text("Oliver Grant").first).to_be_visible()
    page.goto("/admin/")
    page.get_by_role("link", name="On the waiting list").click()
    expect(page).to_have_url("/admin/bookings/requests/?tab=waiting_list")
