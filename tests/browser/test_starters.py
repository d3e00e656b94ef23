"""What Wagtail starts by inline scripts works in an admin whose policy runs none."""

from playwright.sync_api import expect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from bookings.models import Practitioner
from services.models import ServicePage
from tests.browser.admin import log_in
from tests.browser.fixtures import nothing_fails


def test_recommended_result_is_chosen_term_and_page_and_reordered(page, demo_site):
    Query.get("neck").add_hit()
    log_in(page, "therapist")
    with nothing_fails(page):
        page.goto("/admin/searchpicks/add/")
        page.locator("#id_query_string-chooser").click()
        page.get_by_role("dialog").get_by_role("link", name="neck").click()
        expect(page.locator("#id_query_string")).to_have_value("neck")
        for title in ("Services", "Trigger point therapy"):
            page.get_by_role("button", name="Add a recommended result").click()
            added = page.locator("[id^=inline_child_]:visible").last
            added.get_by_role("button", name="Choose a page").click()
            dialog = page.get_by_role("dialog")
            dialog.get_by_label("Search").first.fill(title)
            dialog.get_by_role("link", name=title, exact=True).click()
            expect(added.locator("[data-chooser-title]")).to_have_text(title)
        page.locator("[data-inline-panel-child-move-up]:visible").last.click()
        page.locator("form [type=submit]:visible").last.click()
        page.wait_for_url("**/admin/searchpicks/")
    picks = SearchPromotion.objects.filter(query__query_string="neck").order_by("sort_order")
    moved_up = ServicePage.objects.get(slug="trigger-point-therapy")
    assert (picks.count(), picks[0].page_id) == (2, moved_up.pk)


def test_row_added_to_a_form_can_be_taken_out_again(page, demo_site):
    log_in(page, "therapist")
    with nothing_fails(page):
        page.goto(f"/admin/bookings/practitioners/{Practitioner.objects.first().pk}/edit/")
        rows = page.locator("#id_opening_hours-FORMS > [data-inline-panel-child]")
        before = rows.count()
        page.get_by_role("button", name="Add row").click()
        expect(rows).to_have_count(before + 1)
        expect(rows.last.locator("[id$=weekday]")).to_be_visible()
        rows.last.get_by_role("button", name="Delete").click()
        expect(rows.last).to_be_hidden()
    # Each starts once, and leaves.
    assert page.locator("template[data-controller=starter]").count() == 0
