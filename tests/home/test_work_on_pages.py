"""What waits to be written, on the admin's home page."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from site_project import roles
from tests.factories.pages import make_article, make_home, make_standard_page
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


def logged_in(role: roles.Role) -> Client:
    browser = Client()
    browser.force_login(make_user(role=role))
    return browser


def titles(browser: Client, heading: str) -> list[str]:
    page = browser.get("/admin/").text
    (section,) = re.findall(
        rf'<section[^>]*aria-labelledby="{heading}".*?</section>', page, re.DOTALL
    )
    return re.findall(r'home-list__link"[^>]*>(.*?)</a>', section)


def test_pages_whose_review_is_due_are_named():
    today = timezone.localdate()
    make_article(title="Never looked at")
    make_article(title="Due today", reviewed_on=today - 9 * DAY, next_review_on=today)
    make_article(title="Not due", reviewed_on=today - DAY, next_review_on=today + DAY)
    make_article(title="Hidden", live=False)
    make_standard_page(title="Needs none")

    assert titles(logged_in(roles.EDITOR), "home-to-review") == ["Never looked at", "Due today"]


def test_drafts_are_named_the_latest_first():
    make_standard_page(title="Published")
    older, newer = make_standard_page(title="Older"), make_standard_page(title="Newer")
    for page in (older, newer):
        page.title = f"{page.title}, anew"
        page.save_revision()

    assert titles(logged_in(roles.EDITOR), "home-drafts") == ["Newer, anew", "Older, anew"]


def test_empty_lists_say_so_kindly():
    page = logged_in(roles.EDITOR).get("/admin/").text

    assert "No page is due." in page
    assert "No drafts." in page


def test_pages_of_others_are_left_out():
    mine = make_home(title="Mine")
    make_article(title="Of others")
    GroupPagePermission.objects.filter(group__name="Editor").update(page=mine)
    other = Page.objects.get(title="Articles")
    other.move(Page.get_first_root_node(), "last-child")

    assert titles(logged_in(roles.EDITOR), "home-to-review") == []


def test_who_works_on_no_page_sees_neither():
    page = logged_in(roles.RECEPTION).get("/admin/").text

    assert [part for part in ("home-to-review", "home-drafts") if part in page] == []


def test_more_than_five_lead_to_the_report():
    for number in range(6):
        make_article(title=f"Article {number}")
    browser = logged_in(roles.EDITOR)

    assert len(titles(browser, "home-to-review")) == 5
    assert "All that are due" in browser.get("/admin/").text


def test_home_page_of_an_editor_asks_as_often_for_one_page_as_for_thirty():
    browser = logged_in(roles.EDITOR)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            browser.get("/admin/")
        return len(captured)

    make_article()
    make_standard_page(has_unpublished_changes=True)
    queries()
    few = queries()
    for _number in range(30):
        make_article()
        make_standard_page(has_unpublished_changes=True)

    assert (few, queries()) == (15, 15)
