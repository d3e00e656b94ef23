"""The therapist at her desk: she edits, previews, publishes, and makes a service from nothing."""

import pytest
from playwright.sync_api import Page, expect

from blog.models import ArticlePage
from bookings.models import BookingRequest
from services.models import ServicePage, ServicesIndexPage
from tests.browser.admin import log_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]


def publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("published")


def test_therapist_edits_an_article_and_sees_it_on_the_site(page):
    article = ArticlePage.objects.get(slug="trigger-points-headaches-and-migraines")
    blocks = [block.block_type for block in article.body]
    log_in(page, "therapist")
    page.goto(f"/admin/pages/{article.pk}/edit/")

    page.locator("#id_title").fill("Trigger points, told again")
    publish(page)

    article.refresh_from_db()
    assert [block.block_type for block in article.body] == blocks
    page.goto(article.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Trigger points, told again")


def test_therapist_previews_a_service_and_switches_its_requests_off(page):
    service = ServicePage.objects.get(slug="gentle-reset")
    log_in(page, "therapist")
    page.goto(f"/admin/pages/{service.pk}/edit/")

    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", level=1)).to_have_text(service.title)
    expect(preview.get_by_role("heading", name="Request a time")).to_be_visible()
    page.get_by_role("button", name="Toggle preview").click()
    page.get_by_role("tab", name="Booking").click()
    page.get_by_label("take requests for this service").uncheck()
    publish(page)

    page.goto(service.url)
    expect(page.locator("#request form")).to_have_count(0)
    expect(page.locator("#request")).to_contain_text("not taking new requests")


def test_therapist_makes_a_service_whose_form_takes_a_request_at_once(page):
    index = ServicesIndexPage.objects.get()
    log_in(page, "therapist")
    page.goto(f"/admin/pages/add/services/servicepage/{index.pk}/")
    page.locator("#id_title").fill("Foot massage")
    page.locator("#id_lengths-0-minutes").fill("30")
    page.locator("#id_lengths-0-price").fill("35")
    publish(page)

    service = ServicePage.objects.get(slug="foot-massage")
    page.goto(service.url)
    page.get_by_label("None of these", exact=True).check()
    page.get_by_label("Any time is fine").check()
    page.get_by_label("Full name").fill("Vera Visitor")
    page.get_by_label("Phone number").fill("01632 960 002")
    page.get_by_role("button", name="Check your request").click()
    page.get_by_role("button", name="Send my request").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Requested, not confirmed yet")
    request = BookingRequest.objects.get(service__slug="foot-massage")
    assert (request.service, request.minutes, request.price) == (service, 30, 35)
