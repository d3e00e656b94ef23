"""The privacy page says what is really set, and follows it."""

import re

import pytest

from bookings.models import BookingSettings
from home.blocks.privacy import Topic
from home.models import PracticeSettings
from site_project.content.statements import PRIVACY_BODY
from site_project.privacy import FACTS, facts_about
from site_project.roles import EDITOR, OWNER, RECEPTION, THERAPIST
from tests.factories.pages import make_home, make_standard_page
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    practice = PracticeSettings.current()
    practice.practice_name, practice.phone, practice.email = "Alder", "0123", "a@alder.example"
    practice.save()
    return practice


def test_every_topic_has_facts_and_stands_on_the_page_that_a_practice_starts_from(practice):
    assert list(FACTS) == Topic.values
    shown = [part["value"]["about"] for part in PRIVACY_BODY if part["type"] == "privacy_facts"]
    assert sorted(shown) == sorted(Topic.values)
    assert facts_about("something else", practice) == []


def test_how_long_things_are_kept_follows_the_rules(practice):
    rules = BookingSettings.current()
    rules.keep_health_months, rules.keep_requests_months = 1, 7
    rules.keep_clients_months, rules.keep_log_months = 40, 50
    rules.save()
    assert facts_about("kept", practice)[:4] == [
        "What you tell about your health: 1 month after your last visit, or after your request "
        "came to nothing.",
        "A request that led to no visit: 7 months after it was closed.",
        "Your name, how to reach you, and your visits: 40 months after the last one.",
        "The record of who here did what, and when: 50 months.",
    ]


def test_who_can_see_it_is_counted(practice):
    for role in (OWNER, THERAPIST, RECEPTION, RECEPTION, EDITOR):
        make_user(role=role)
    make_user(role=THERAPIST, is_active=False)
    assert facts_about("access", practice)[:2] == [
        "What you tell about your health can be read by 2 people here.",
        "2 more people see your request without it.",
    ]


def test_practice_without_reception_speaks_of_nobody_else(practice):
    make_user(role=THERAPIST)
    facts = facts_about("access", practice)
    assert facts[0] == "What you tell about your health can be read by 1 person here."
    assert [fact for fact in facts if "more" in fact] == []


def test_company_that_runs_the_server_is_named(practice):
    assert "belong to" not in " ".join(facts_about("access", practice))
    practice.hosted_by = "Example Hosting"
    named = "The computers that store it belong to Example Hosting."
    assert named in facts_about("access", practice)


@pytest.mark.parametrize(
    ("mailer", "facts"),
    [
        (
            {"OPTIONS": {"host": "smtp.mail.example", "use_tls": True}},
            ("Emails are handed to the mail server smtp.mail.example.", True),
        ),
        (
            {"OPTIONS": {"host": "smtp.mail.example", "use_ssl": True}},
            ("Emails are handed to the mail server smtp.mail.example.", True),
        ),
        (
            {"OPTIONS": {"host": "localhost"}},
            ("Emails are sent by a mail server of our own.", False),
        ),
        ({"BACKEND": "some.service.Api"}, ("Emails are sent by a mail service.", False)),
    ],
)
def test_mail_server_is_named(practice, settings, mailer, facts):
    smtp = {"BACKEND": "django.core.mail.backends.smtp.EmailBackend"}
    settings.MAILERS = {"default": smtp | mailer}
    said = facts_about("mail", practice)
    assert (said[1], any("encrypted" in fact for fact in said)) == facts


def test_cookies_are_called_by_their_names(practice, settings):
    settings.CSRF_COOKIE_NAME, settings.CSRF_COOKIE_AGE = "__Host-csrftoken", 7 * 24 * 3600
    settings.SESSION_COOKIE_NAME = "__Host-sessionid"
    one, two, others = facts_about("cookies", practice)
    assert ("called __Host-csrftoken." in one, "lasts 7 days" in one) == (True, True)
    assert "__Host-sessionid" in two
    assert others.startswith("No page loads anything from another company")


def test_other_hosts_are_named_if_there_are_any(practice, settings):
    settings.SECURE_CSP = settings.SECURE_CSP | {"img-src": ["'self'", "https://maps.example"]}
    assert facts_about("cookies", practice)[2] == (
        "Pages may load something from: https://maps.example."
    )


def test_protection_is_claimed_only_where_it_is(practice, settings):
    settings.SECURE_HSTS_SECONDS, settings.STAFF_SECOND_FACTOR = 0, False
    settings.DESK_IDLE_MINUTES = 30
    bare = facts_about("protection", practice)
    assert "Those who work here are signed out after 30 minutes without use." in bare
    settings.SECURE_HSTS_SECONDS, settings.STAFF_SECOND_FACTOR = 60, True
    more = [fact for fact in facts_about("protection", practice) if fact not in bare]
    assert more == [
        "Between your device and this site everything is encrypted (HTTPS).",
        "Those who work here need more than a password to sign in.",
    ]


def test_rights_say_whom_to_ask(practice):
    assert "Responsible is Alder: 0123, a@alder.example." in facts_about("rights", practice)
    practice.phone = practice.email = ""
    assert not [fact for fact in facts_about("rights", practice) if "Responsible" in fact]


def test_page_shows_facts_and_the_practices_own_words(client, practice):
    make_home()
    value = {"heading": "For how long", "about": "kept", "words": "<p>Paper: ten years.</p>"}
    page = make_standard_page(title="Privacy", body=[{"type": "privacy_facts", "value": value}])
    html = client.get(page.url).text
    block = html.partition('class="privacy-facts"')[2].partition("</div>")[0]
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", block) == ["For how long"]
    assert block.count("<li>") == len(facts_about("kept", practice))
    assert "<p>Paper: ten years.</p>" in block


def test_starting_page_is_linked_from_every_page(client, demo_site):
    page = client.get("/privacy/").text
    for heading in ("Who can see it", "For how long", "Your say in it", "Emails"):
        assert f">{heading}</h2>" in page
    assert 'href="/privacy/"' in client.get("/").text.partition("<footer")[2]
