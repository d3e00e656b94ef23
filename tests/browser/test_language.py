"""The therapist chooses German: the site, its mails and the desk speak it, and English again."""

import re

import pytest
from django.utils import translation
from playwright.sync_api import Page, expect

from bookings.models import BookingRequest, Practitioner
from bookings.times import moment_words
from home.models import PracticeSettings
from tests.browser.admin import log_in
from tests.factories.bookings import make_hours

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

SERVICE = "/services/trigger-point-therapy/"
INBOX = "/admin/bookings/requests/"
SAVE = re.compile("^(Save|Speichern)$")


@pytest.fixture(autouse=True)
def always_open(own_database, demo_site) -> None:
    make_hours(Practitioner.objects.get(slug="therapist"))


def choose(page: Page, language: str) -> None:
    """In Settings → Practice, as the one who may: the labels are in whatever it speaks now."""
    page.goto("/admin/settings/home/practicesettings/")
    page.locator("#id_language").select_option(label=language)
    page.get_by_role("button", name=SAVE).click()
    expect(page.locator(".messages .success")).to_be_visible()


def send_request(visitor: Page) -> BookingRequest:
    """In German, with nothing filled in at first."""
    visitor.goto(SERVICE)
    expect(visitor.locator("html")).to_have_attribute("lang", "de")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Trigger point therapy")
    expect(visitor.get_by_role("main")).to_contain_text("60 Minuten")
    visitor.get_by_role("button", name="Anfrage prüfen").click()

    expect(visitor).to_have_title("Fehler: Termin anfragen: Trigger point therapy")
    summary = visitor.locator(".error-summary")
    expect(summary.get_by_role("heading")).to_have_text("Etwas stimmt noch nicht")
    expect(summary.get_by_role("link")).to_have_text(
        [
            "Kreuzen Sie an, was auf Sie zutrifft, oder „Nichts davon“",
            "Wählen Sie, wie lange Sie bleiben möchten",
            "Wählen Sie mindestens eine Zeit, einen Tag oder „Jede Zeit passt“",
            "Geben Sie Ihren vollständigen Namen ein",
            "Geben Sie eine E-Mail-Adresse oder eine Telefonnummer ein",
        ]
    )
    visitor.get_by_label("Nichts davon").check()
    visitor.get_by_label("60 Minuten").check()
    times = visitor.get_by_role("group", name="Freie Zeiten für 60 Minuten")
    times.get_by_role("checkbox").first.check()
    visitor.get_by_label("Vollständiger Name").fill("Vera Visitor")
    visitor.get_by_label("E-Mail-Adresse").fill("vera.de@example.org")
    visitor.get_by_role("button", name="Anfrage prüfen").click()

    expect(visitor.get_by_role("heading", level=1)).to_have_text("Anfrage prüfen")
    visitor.get_by_role("button", name="Meine Anfrage senden").click()

    expect(visitor.get_by_role("heading", level=1)).to_have_text("Angefragt, noch nicht bestätigt")
    expect(visitor).to_have_url(re.compile("/requested/"))
    expect(visitor.locator("html")).to_have_attribute("lang", "de")
    return BookingRequest.objects.get(email="vera.de@example.org")


def test_therapist_makes_the_site_german_and_english_again(page, no_script_page):
    visitor = no_script_page
    log_in(page, "therapist")
    choose(page, "Deutsch")

    request = send_request(visitor)

    with translation.override("de"):
        asked = moment_words(request.preferences.get().slot_start, PracticeSettings.current().zone)
    assert re.fullmatch(r"\w+, \d+\. \w+ \d{4}, \d+:\d\d Uhr", asked)
    expect(visitor.get_by_role("main")).to_contain_text(asked)
    mail = request.messages.get(template="request_received")
    assert mail.subject == (
        f"Angefragt, noch nicht bestätigt: Trigger point therapy ({request.reference})"
    )
    assert asked in mail.text
    assert "Ihre Anfrage" in mail.text
    assert "Your request" not in mail.text

    page.goto(INBOX)
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anfragen")
    expect(page.get_by_role("main")).to_contain_text("Zu beantworten")
    expect(page.get_by_role("navigation", name="Hauptmenü")).to_contain_text("Seiten")

    choose(page, "English")

    visitor.goto(SERVICE)
    expect(visitor.locator("html")).to_have_attribute("lang", "en")
    expect(visitor.get_by_role("button", name="Check your request")).to_be_visible()
    page.goto(INBOX)
    expect(page.get_by_role("heading", level=1)).to_have_text("Requests")


def test_account_that_chose_english_keeps_it_at_a_german_desk(page):
    log_in(page, "reception")
    PracticeSettings.objects.update(language="de")
    page.goto(INBOX)
    expect(page.get_by_role("heading", level=1)).to_have_text("Anfragen")

    page.goto("/admin/account/")
    page.get_by_label("Bevorzugte Sprache").select_option("en")
    page.get_by_role("button", name="Speichern").click()

    page.goto(INBOX)

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Requests")
    page.goto(SERVICE)
    expect(page.locator("html")).to_have_attribute("lang", "de")
