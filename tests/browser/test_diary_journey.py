"""A visit from the first wish to its cancellation, by mail and browser, without a script."""

import datetime as dt
import re
from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Request, expect

from bookings.domain import appointments, offers, rounds
from bookings.domain.manage import manage_token
from bookings.domain.outbox import deliver_due
from bookings.models import Appointment, BookingRequest, Practitioner
from bookings.views.situation import State
from home.models import PracticeSettings
from services.models import ServicePage
from tests.bookings.smtp import Inbox, smtp_server
from tests.factories.bookings import make_practitioner
from tests.factories.people import make_user
from tests.factories.situations import make_situation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

DAY = dt.timedelta(days=1)


@pytest.fixture
def inbox(own_database, demo_site) -> Iterator[Inbox]:
    with smtp_server() as inbox:
        yield inbox


@pytest.fixture
def practitioner(own_database, demo_site) -> Practitioner:
    return make_practitioner(services=[ServicePage.objects.get(slug="trigger-point-therapy")])


@pytest.fixture
def newest_mail(inbox) -> Callable[[], tuple[str, str]]:
    """Lets the worker send what waits; subject and link of the client's last mail."""

    def newest_mail() -> tuple[str, str]:
        deliver_due()
        mail = [m for m in inbox.messages if m["To"] == "vera@example.org"][-1]
        text = mail.get_body(["plain"]).get_content()
        return mail["Subject"], re.search(r"http://127\.0\.0\.1:8000(/my-request/\S+)", text)[1]

    return newest_mail


def send_wishes(visitor: Page) -> BookingRequest:
    visitor.goto("/services/trigger-point-therapy/request/")
    visitor.get_by_label("None of these", exact=True).check()
    visitor.get_by_label("60 minutes").check()
    times = visitor.get_by_role("group", name="Free times for 60 minutes")
    times.get_by_role("checkbox").nth(0).check()
    times.get_by_role("checkbox").nth(2).check()
    visitor.get_by_label("Full name").fill("Vera Visitor")
    visitor.get_by_label("Email address").fill("vera@example.org")
    visitor.get_by_role("button", name="Check your request").last.click()
    visitor.get_by_role("button", name="Send my request").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Requested, not confirmed yet")
    return BookingRequest.objects.get(email="vera@example.org")


def offer_two(request: BookingRequest, practitioner: Practitioner) -> None:
    noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    offers.offer(
        request_id=request.pk,
        version=request.version,
        by=make_user(),
        times=[
            rounds.OfferedTime(practitioner_id=practitioner.pk, start=noon + days * DAY)
            for days in (20, 21)
        ],
    )


def test_from_a_wish_to_a_cancellation(no_script_page, practitioner, newest_mail):
    visitor = no_script_page
    visitor.set_viewport_size({"width": 390, "height": 844})
    heading = visitor.get_by_role("heading", level=1)

    request = send_wishes(visitor)
    subject, link = newest_mail()
    assert subject.startswith("Requested, not confirmed yet")
    offer_two(request, practitioner)
    subject, same_link = newest_mail()
    assert (subject.split(":")[0], same_link) == ("Choose a time", link)

    visitor.goto(link)
    expect(heading).to_have_text("Choose a time")
    visitor.get_by_role("button", name="Send my answer").first.click()
    expect(visitor).to_have_title("Error: Choose a time")
    expect(visitor.locator(".error-summary")).to_be_focused()
    visitor.get_by_role("radio").nth(1).check()
    visitor.get_by_role("button", name="Send my answer").first.click()
    expect(heading).to_have_text("Your appointment is confirmed")
    assert newest_mail()[0].startswith("Confirmed")

    visit = Appointment.objects.get(request=request, status="confirmed")
    appointments.move(
        appointment_id=visit.pk,
        version=visit.version,
        by=make_user(),
        practitioner_id=practitioner.pk,
        start=visit.start + DAY,
    )
    subject, _link = newest_mail()
    assert subject.startswith("Moved")
    moved_to = visit.start + DAY
    zone = PracticeSettings.current().zone
    visitor.goto(link)
    expect(visitor.locator(".visit-facts")).to_contain_text(f"{moved_to.astimezone(zone):%A}")

    cancel(visitor)
    expect(heading).to_have_text("You have cancelled, and can still come back")
    assert "cancelled" in newest_mail()[0].lower()
    visitor.get_by_label("Yes, keep my appointment").check()
    visitor.get_by_role("button", name="Send my answer").click()
    expect(heading).to_have_text("Your appointment is confirmed")
    cancel(visitor)
    expect(heading).to_have_text("You have cancelled, and can still come back")
    assert "cancelled" in newest_mail()[0].lower()


def cancel(visitor: Page) -> None:
    visitor.get_by_text("Cancel this appointment", exact=True).click()
    visitor.get_by_label("Yes, cancel it").check()
    visitor.get_by_role("button", name="Send my answer").click()


def test_browser_says_the_address_to_nobody(page, practitioner):
    """Although the header's no-referrer is relaxed, so that forms can be posted."""
    asked = make_situation(State.CONFIRMED, service=practitioner.services.get())
    requests: list[Request] = []

    def see(request: Request) -> None:
        requests.append(request)

    page.on("request", see)
    page.goto(f"/my-request/{manage_token(asked)}/")
    cancel(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(str(State.UNDOABLE.label))
    page.get_by_role("contentinfo").get_by_role("link", name="Privacy").click()

    sent = [request.all_headers() for request in requests]
    assert [h["referer"] for h in sent if manage_token(asked) in h.get("referer", "")] == []
    assert len(sent) > 5
