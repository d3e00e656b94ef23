"""The end of a session is told in time, can be put off, and takes nothing that was typed."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from blog.models import Topic
from site_project.accounts.models import Session
from tests.browser.admin import enter, log_in

pytestmark = pytest.mark.usefixtures("demo_site")

NEW_TOPIC = "/admin/snippets/blog/topic/add/"


@pytest.fixture(autouse=True)
def five_minutes(settings):
    """So that the warning is due when a page opens."""
    settings.DESK_IDLE_MINUTES, settings.DESK_SESSION_HOURS = 5, 24


def end_all() -> None:
    """As if the time had passed; each is still remembered."""
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))


def come_back(page: Page) -> None:
    page.evaluate("window.dispatchEvent(new Event('focus'))")


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark"), (320, "light")])
def test_warning_is_announced_and_puts_off_the_end_by_one_key(page, settings, axe, width, scheme):
    log_in(page, "owner")
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    page.goto(NEW_TOPIC)
    dialog = page.get_by_role("alertdialog", name="Are you still here?")
    expect(dialog).to_contain_text("You will be signed out in 5 minutes.")
    stay = dialog.get_by_role("button", name="Stay signed in")
    expect(stay).to_be_focused()
    assert axe(page) == []
    settings.DESK_IDLE_MINUTES = 60
    Session.objects.update(seen_at=timezone.now() - dt.timedelta(minutes=4))
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    left = Session.objects.get(user__isnull=False).expire_date - timezone.now()
    assert left > dt.timedelta(minutes=59)


def test_page_goes_on_after_signing_in_again_in_another_tab(page, settings, axe):
    log_in(page, "owner")
    page.goto(NEW_TOPIC)
    page.get_by_role("button", name="Stay signed in").wait_for()
    end_all()
    come_back(page)
    over = page.get_by_role("alertdialog", name="You are signed out")
    expect(over).to_be_visible()
    assert axe(page) == []
    settings.DESK_IDLE_MINUTES = 60
    with page.context.expect_page() as opened:
        over.get_by_role("link", name="Sign in").click()
    enter(opened.value, "owner")
    opened.value.wait_for_url("**/admin/")
    come_back(page)
    expect(over).to_be_hidden()
    page.locator("#id_name").fill("Sleep")
    page.locator("#id_slug").fill("sleep")
    page.get_by_role("button", name="Save").first.click()
    page.wait_for_url("**/admin/snippets/blog/topic/")
    assert Topic.objects.filter(slug="sleep").exists()


def test_what_was_sent_too_late_is_sent_after_signing_in_without_scripts(no_script_page, axe):
    page = no_script_page
    log_in(page, "owner")
    page.goto(NEW_TOPIC)
    page.locator("#id_name").fill("Sleep")
    page.locator("#id_slug").fill("sleep")
    end_all()
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("It is kept: sign in, and you can send it then.")).to_be_visible()
    enter(page, "owner")
    page.wait_for_url("**/admin/security/unsent/")
    page.get_by_role("button", name="Send it now").click()
    page.wait_for_url("**/admin/snippets/blog/topic/")
    assert Topic.objects.filter(slug="sleep").exists()


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_pages_are_accessible_and_fit(page, settings, axe, width, scheme):
    settings.DESK_IDLE_MINUTES = 60
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    log_in(page, "owner")
    page.goto(NEW_TOPIC)
    page.locator("#id_name").fill("Sleep")
    end_all()
    page.get_by_role("button", name="Save").first.click()
    enter(page, "owner")
    found = {}
    for address in ("unsent/", "sessions/", "sessions/of/2/"):
        page.goto(f"/admin/security/{address}")
        problems = axe(page)
        page.set_viewport_size({"width": 320, "height": 844})
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        page.set_viewport_size({"width": width, "height": 844})
        found[address] = problems + (["too wide"] if wide else [])
    assert found == {"unsent/": [], "sessions/": [], "sessions/of/2/": []}
