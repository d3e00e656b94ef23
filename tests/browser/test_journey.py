"""The main job: read an article, ask for a time, get an answer. In a real browser."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bookings.models import Appointment, BookingRequest, HealthAnswers, OutboxMessage
from home.models import PracticeSettings
from tests.browser.admin import log_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

ARTICLE = "/articles/trigger-points-headaches-and-migraines/"


@pytest.fixture(params=["with scripts", "without scripts"])
def visitor(request) -> Page:
    name = "page" if request.param == "with scripts" else "no_script_page"
    page = request.getfixturevalue(name)
    page.set_viewport_size({"width": 390, "height": 844})
    return page


def send_request(visitor: Page) -> BookingRequest:
    """From the article's call to action to the confirmation page, with an error on the way."""
    visitor.goto(ARTICLE)
    visitor.get_by_role("main").get_by_role("link", name="Ask for a time").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(
        "Request a time: Trigger point therapy"
    )
    day = (timezone.localdate() + dt.timedelta(days=7)).isoformat()
    visitor.get_by_label("60 minutes").check()
    first = visitor.get_by_role("group", name="First choice")
    first.get_by_label("Day", exact=True).select_option(day)
    first.get_by_label("Time of day").select_option("morning")
    second = visitor.get_by_role("group", name="Second choice")
    second.get_by_label("Day", exact=True).select_option("thursday")
    visitor.get_by_label("Email address").fill("vera@example.org")
    visitor.get_by_label("What is going on?").fill("Behind the left eye, since spring.")
    visitor.get_by_label("Temples").check()
    visitor.get_by_role("button", name="Check your request").click()

    expect(visitor).to_have_title("Error: Request a time: Trigger point therapy")
    summary = visitor.locator(".error-summary")
    expect(summary.get_by_role("link")).to_have_text(
        [
            "Enter your full name",
            "Tick the box so that what you wrote about your health may be stored, or delete it",
        ]
    )
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Enter your full name").click()
    expect(visitor.get_by_label("Full name")).to_be_focused()
    expect(visitor.get_by_label("What is going on?")).to_have_value(
        "Behind the left eye, since spring."
    )
    visitor.get_by_label("Full name").fill("Vera Visitor")
    visitor.get_by_label("You may store and read").check()
    visitor.get_by_role("button", name="Check your request").click()

    expect(visitor.get_by_role("heading", level=1)).to_have_text("Check your request")
    assert not BookingRequest.objects.exists()
    visitor.get_by_role("button", name="Change Full name").click()
    expect(visitor.get_by_label("Full name")).to_have_value("Vera Visitor")
    expect(visitor.get_by_label("Temples")).to_be_checked()
    visitor.get_by_role("button", name="Check your request").click()
    visitor.get_by_role("button", name="Send my request").click()

    expect(visitor.get_by_role("heading", level=1)).to_have_text("Requested, not confirmed yet")
    request = BookingRequest.objects.get()
    expect(visitor.locator(".reference")).to_have_text(request.reference)
    return request


def test_visitor_asks_and_reception_confirms(visitor, page):
    request = send_request(visitor)
    assert request.source_article.slug == "trigger-points-headaches-and-migraines"
    assert [str(wish) for wish in request.preferences.all()][1:] == ["Thursdays"]
    assert HealthAnswers.objects.get().answers["areas"] == ["Temples"]

    day = (timezone.localdate() + dt.timedelta(days=7)).isoformat()
    log_in(page, "reception")
    page.get_by_role("main").get_by_role("link", name="Vera Visitor").first.click()
    expect(page.get_by_text("Behind the left eye")).to_have_count(0)
    page.get_by_role("link", name="Confirm a time").click()
    page.get_by_label("Date").fill(day)
    page.get_by_label("Starts at").fill("10:00")
    page.get_by_role("button", name="Confirm").click()

    expect(page.get_by_text("Confirmed").first).to_be_visible()
    appointment = Appointment.objects.get(request=request)
    zone = PracticeSettings.current().zone
    assert appointment.start.astimezone(zone).strftime("%Y-%m-%d %H:%M") == f"{day} 10:00"
    assert sorted(OutboxMessage.objects.values_list("template", "status")) == [
        ("request_confirmed", "queued"),
        ("request_notice", "queued"),
        ("request_received", "queued"),
    ]
