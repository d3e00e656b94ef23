"""The words of mails in a real browser: on a phone, without scripts, and the whole journey."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bookings.domain.mail_wordings import save_wording
from bookings.models import MailWording, OutboxMessage
from bookings.notifications.kinds import KINDS
from home.models import PracticeSettings
from site_project import roles
from tests.bookings.staff.desk import MAIL_WORDS, logged_in, url_of
from tests.bookings.staff.test_on_a_phone import SIDEWAYS, THUMB, TOO_SMALL
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

URL = f"{MAIL_WORDS}request_confirmed/"
WORDS = "Good news.\n\n{appointment}\n\nBring {x}."


@pytest.fixture(autouse=True)
def furnished(own_database):
    practice = PracticeSettings.current()
    practice.practice_name = "The Long Practice of Gentle Hands"
    practice.phone, practice.email = "+44 1632 960 001", "hello@practice.example.org"
    practice.street_address = "1 Test Street\nTestville"
    practice.save()


def therapist_enters(page: Page, server: str) -> None:
    browser = logged_in(roles.THERAPIST)
    browser.user.email = "thea@example.org"
    browser.user.save()
    session = browser.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])


def save_in_another_window(subject: str) -> None:
    own = MailWording.objects.first()
    save_wording(
        kind=KINDS["request_confirmed"],
        language="en",
        subject=subject,
        body="{appointment}",
        seen=own.changed_at if own else None,
        by=make_user(),
    )


def mail_in_preview(page: Page):
    return page.frame_locator("[name='mail-preview']").frame_locator("iframe")


def test_pages_fit_a_phone_and_a_thumb_and_are_accessible(page, server, axe):
    therapist_enters(page, server)
    page.set_viewport_size({"width": 390, "height": 844})
    found = {}

    def look(what: str) -> None:
        sticks_out, too_small = page.evaluate(SIDEWAYS), page.evaluate(TOO_SMALL % THUMB)
        found[scheme, what] = (sticks_out, too_small, axe(page))

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(MAIL_WORDS)
        look("list")
        page.goto(URL)
        mail_in_preview(page).get_by_text("Phone +44 1632 960 001").wait_for()
        look("words")
        page.get_by_label("Text").fill(WORDS)
        page.get_by_label("Subject").fill("x" * 201)
        page.get_by_role("button", name="Save").click()
        page.get_by_role("alert").wait_for()
        look("errors")
        save_in_another_window(f"{scheme}: {{service}}")
        page.get_by_label("Subject").fill("Mine: {service}")
        page.get_by_label("Text").fill("{appointment}")
        page.get_by_role("button", name="Save").click()
        page.get_by_text("What is sent now").wait_for()
        look("somebody was faster")
        page.get_by_role("link", name="Back to the original words").click()
        page.get_by_role("button", name="Delete my words").wait_for()
        look("original")

    assert found == dict.fromkeys(found, (0, [], []))


def test_errors_lead_to_their_field(page, server):
    therapist_enters(page, server)
    page.goto(URL)
    page.get_by_label("Subject").fill("x" * 201)
    page.get_by_role("button", name="Save").click()

    page.get_by_role("link", name="Use 200 characters or fewer").click()
    assert page.evaluate("document.activeElement.id") == "id_subject"


def test_therapist_puts_a_mail_in_her_own_words_and_back(page, server):
    therapist_enters(page, server)
    service = make_service(title="Neck massage")
    make_practitioner(name="Thea", services=[service])
    day = (timezone.localdate() + dt.timedelta(days=9)).isoformat()

    def confirm() -> OutboxMessage:
        request = make_request(service=service)
        page.goto(url_of(request, "confirm"))
        page.get_by_label("Date").fill(day)
        page.get_by_label("Starts at").fill(f"{12 + OutboxMessage.objects.count()}:00")
        page.get_by_role("button", name="Confirm a time").click()
        page.get_by_text("is on its way").wait_for()
        return request.messages.get(template="request_confirmed")

    page.goto(MAIL_WORDS)
    page.get_by_role("link", name="Confirmed", exact=True).click()
    page.get_by_label("Text").fill(WORDS)
    page.get_by_role("button", name="Preview").click()
    problem = page.frame_locator("[name='mail-preview']").get_by_role("listitem")
    expect(problem).to_contain_text("This mail has no placeholder {x}.")
    page.get_by_label("Text").fill(WORDS.format(appointment="{appointment}", x="a towel"))
    page.get_by_role("button", name="Preview").click()
    expect(mail_in_preview(page).get_by_text("Bring a towel.")).to_be_visible()
    page.get_by_role("button", name="Send a test to me").click()
    page.get_by_text("A test mail to thea@example.org is on its way.").wait_for()
    assert not MailWording.objects.exists()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messages")).to_contain_text("Saved.")

    assert confirm().text.startswith("Good news.\n\n")
    page.goto(URL)
    page.get_by_role("link", name="Back to the original words").click()
    page.get_by_role("button", name="Delete my words").click()
    expect(page.locator(".messages")).to_contain_text("have their original words again")
    assert confirm().text.startswith("Hello,\n\nYour appointment is confirmed.")


def test_preview_works_without_scripts(no_script_page, server):
    page = no_script_page
    therapist_enters(page, server)
    page.goto(URL)

    page.get_by_label("Subject").fill("Mine: {service}")
    page.get_by_role("button", name="Preview").click()

    frame = page.frame_locator("[name='mail-preview']")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Mine: Deep tissue massage")
    expect(page.get_by_label("Subject")).to_have_value("Mine: {service}")
