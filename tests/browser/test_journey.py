"""The main job: read an article, ask for a time, get an answer. In a real browser."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bookings.models import (
    Appointment,
    BookingRequest,
    ExceptionKind,
    HealthAnswers,
    Practitioner,
    ScheduleException,
)
from tests.browser.admin import log_in
from tests.factories.bookings import make_hours

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

ARTICLE = "/articles/trigger-points-headaches-and-migraines/"


@pytest.fixture(params=["with scripts", "without scripts"])
def visitor(request) -> Page:
    name = "page" if request.param == "with scripts" else "no_script_page"
    page = request.getfixturevalue(name)
    page.set_viewport_size({"width": 390, "height": 844})
    return page


@pytest.fixture(autouse=True)
def always_open(own_database, demo_site) -> None:
    make_hours(Practitioner.objects.get(slug="therapist"))


def send_request(visitor: Page) -> BookingRequest:
    """From the article's call to action to the confirmation page, with an error on the way.

    Two free times, the later one as first choice, and Thursdays. Both are the first of their
    day, when only the therapist works, who is always there.
    """
    visitor.goto(ARTICLE)
    visitor.get_by_role("main").get_by_role("link", name="Ask for a time").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(
        "Request a time: Trigger point therapy"
    )
    visitor.get_by_label("None of these").check()
    visitor.get_by_label("90 minutes").check()
    visitor.get_by_role("button", name="Show times for this length").click()
    times = visitor.get_by_role("group", name="Free times for 90 minutes")
    expect(times.get_by_role("group")).to_have_count(6)
    second_day = times.get_by_role("group").nth(1)
    second_day.get_by_role("checkbox").first.check()
    name_of_day = second_day.locator("legend").text_content()
    visitor.get_by_role("button", name="More days").click()
    expect(visitor.get_by_label("90 minutes")).to_be_checked()
    expect(times.get_by_role("group")).to_have_count(7)
    kept = times.get_by_role("group", name=name_of_day).get_by_role("checkbox", checked=True)
    expect(kept).to_have_count(1)
    times.locator("details summary").first.click()
    times.locator("details[open]").get_by_role("checkbox").first.check()
    visitor.get_by_text("Other days and times").click()
    window = visitor.get_by_role("group", name="A day that suits you")
    window.get_by_label("Day", exact=True).select_option("thursday")
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
    assert not BookingRequest.objects.filter(email="vera@example.org").exists()
    visitor.get_by_role("button", name="Change Full name").click()
    expect(visitor.get_by_label("Full name")).to_have_value("Vera Visitor")
    expect(visitor.get_by_label("Temples")).to_be_checked()
    visitor.get_by_role("button", name="Check your request").click()
    choices = visitor.get_by_role("combobox", name="Which choice is")
    expect(choices).to_have_count(3)
    choices.nth(0).select_option(label="Second choice")
    choices.nth(1).select_option(label="First choice")
    visitor.get_by_role("button", name="Send my request").click()

    expect(visitor.get_by_role("heading", level=1)).to_have_text("Requested, not confirmed yet")
    request = BookingRequest.objects.get(email="vera@example.org")
    expect(visitor.locator(".reference")).to_have_text(request.reference)
    return request


def test_visitor_chooses_times_by_keyboard(page):
    page.goto("/services/trigger-point-therapy/request/")
    boxes = page.get_by_role("group", name="Free times for 60 minutes").get_by_role("checkbox")
    page.get_by_label("None of these").check()
    boxes.first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(boxes.nth(1)).to_be_focused()
    page.keyboard.press("Space")
    expect(boxes.nth(1)).to_be_checked()
    page.get_by_label("Full name").focus()
    page.keyboard.press("Enter")

    expect(page).to_have_title("Error: Request a time: Trigger point therapy")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("60 minutes")).to_be_focused()
    expect(boxes.nth(1)).to_be_checked()


def test_a_time_that_went_meanwhile_is_explained(visitor):
    visitor.goto("/services/trigger-point-therapy/request/")
    visitor.get_by_label("None of these").check()
    visitor.get_by_label("60 minutes").check()
    box = visitor.get_by_role("group", name="Free times for 60 minutes").get_by_role("checkbox")
    box.first.check()
    visitor.get_by_label("Full name").fill("Vera Visitor")
    visitor.get_by_label("Email address").fill("vera@example.org")
    visitor.get_by_label("What is going on?").fill("Behind the left eye.")
    visitor.get_by_label("You may store and read").check()
    visitor.get_by_role("button", name="Check your request").click()
    expect(visitor).to_have_title("Check your request")
    today = timezone.localdate()
    ScheduleException.objects.create(
        kind=ExceptionKind.CLOSED, date_from=today, date_until=today + dt.timedelta(days=2)
    )

    visitor.get_by_role("button", name="Send my request").click()

    gone = visitor.locator(".error-summary").get_by_role("link")
    expect(gone).to_contain_text("is not one of the free times. Choose one")
    expect(visitor.get_by_label("What is going on?")).to_have_value("Behind the left eye.")
    expect(visitor.get_by_role("checkbox", checked=True)).to_have_count(2)
    gone.click()
    expect(box.first).to_be_focused()
    assert not BookingRequest.objects.filter(email="vera@example.org").exists()


def test_visitor_asks_and_reception_confirms(visitor, page):
    request = send_request(visitor)
    assert request.source_article.slug == "trigger-points-headaches-and-migraines"
    first, second, third = request.preferences.all()
    assert first.slot_start > second.slot_start > timezone.now()
    assert {wish.slot_end - wish.slot_start for wish in (first, second)} == {
        dt.timedelta(minutes=90)
    }
    assert str(third) == "Thursdays"
    assert HealthAnswers.objects.get(request=request).answers["areas"] == ["Temples"]

    log_in(page, "reception")
    page.goto("/admin/bookings/requests/")
    page.get_by_role("main").get_by_role("link", name="Vera Visitor").first.click()
    expect(page.get_by_text("Behind the left eye")).to_have_count(0)
    page.get_by_role("button", name="Confirm this time").first.click()

    expect(page.get_by_text("Confirmed").first).to_be_visible()
    appointment = Appointment.objects.get(request=request)
    assert (appointment.start, appointment.end) == (first.slot_start, first.slot_end)
    assert appointment.practitioner.slug == "therapist"
    assert sorted(request.messages.values_list("template", "status")) == [
        ("request_confirmed", "queued"),
        ("request_notice", "queued"),
        ("request_received", "queued"),
    ]
