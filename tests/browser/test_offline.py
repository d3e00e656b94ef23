"""A visitor whose connection is gone, in a real browser with its service worker."""

import pytest
from playwright.sync_api import Error, expect

from home.models import PracticeSettings
from tests.browser.fixtures import watched_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site", "own_database")]

READY = "navigator.serviceWorker.ready.then(() => true)"
UPDATE = "navigator.serviceWorker.getRegistration().then(found => found.update())"
GONE = """async () => {
    while (await navigator.serviceWorker.getRegistration()) {
        await new Promise(resolve => setTimeout(resolve, 50));
    }
}"""
# The new one does not wait until the last page of the old one is closed.
AT_WORK = """async () => {
    const found = await navigator.serviceWorker.getRegistration();
    while (found.installing || found.waiting || found.active.state !== 'activated') {
        await new Promise(resolve => setTimeout(resolve, 50));
    }
}"""
KEPT = "caches.keys()"
PHONE = "+44 1632 960 123"


@pytest.fixture
def visitor(browser, server):
    """A page whose visit has brought the worker."""
    with watched_page(browser, server, service_workers="allow") as page:
        page.goto("/")
        assert page.evaluate(READY)
        yield page


def test_visitor_without_a_connection_gets_the_phone_and_later_the_page(visitor):
    visitor.context.set_offline(True)
    visitor.goto("/services/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("You have no connection")
    expect(visitor.get_by_role("link", name=PHONE)).to_have_attribute("href", "tel:+441632960123")
    # Its style is let through by its own policy.
    expect(visitor.get_by_role("link", name=PHONE)).to_have_css("color", "rgb(28, 90, 73)")
    visitor.context.set_offline(False)
    visitor.get_by_role("link", name="Try again").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Services")
    # Nothing was kept that could go stale.
    assert visitor.evaluate(KEPT) == []


def test_offline_page_is_accessible_by_day_and_by_night(visitor, axe):
    visitor.set_viewport_size({"width": 390, "height": 844})
    visitor.context.set_offline(True)
    for scheme in ("light", "dark"):
        visitor.emulate_media(color_scheme=scheme)
        visitor.goto("/services/")
        assert axe(visitor) == []


def test_another_number_is_on_the_offline_page(visitor):
    practice = PracticeSettings.current()
    practice.phone = "+44 1632 960 999"
    practice.save()
    visitor.goto("/contact/")
    visitor.evaluate(UPDATE)
    visitor.evaluate(AT_WORK)
    visitor.context.set_offline(True)
    visitor.goto("/services/")
    expect(visitor.get_by_role("link", name="+44 1632 960 999")).to_be_visible()


def test_desk_is_left_to_the_browser(visitor):
    visitor.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        visitor.goto("/admin/login/")


def test_switched_off_the_worker_leaves_the_browser(visitor, settings):
    settings.OFFLINE_PAGE = False
    visitor.evaluate(UPDATE)
    visitor.evaluate(GONE)
