"""Mails about somebody who does not exist: every kind has something for every placeholder."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings

from bookings.models import BookingRequest, OutboxMessage
from bookings.notifications.kinds import KINDS
from bookings.notifications.samples import sample_mail, sample_occasion, sample_values
from bookings.notifications.wording import Wording, first_wording
from bookings.notifications.words import placeholders_in

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]
ALL_KINDS = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


@pytest.fixture(autouse=True)
def furnished(practice):
    practice.street_address = "1 Test Street\nTestville"
    practice.reply_time = "within a day"
    practice.save()


@ALL_KINDS
def test_every_placeholder_has_an_example(kind):
    values = sample_values(kind, "en")

    assert set(values) == kind.placeholders
    assert [name for name, text in values.items() if not text.strip()] == []


@ALL_KINDS
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_sample_in_its_first_words(kind, language):
    mail = sample_mail(kind, first_wording(kind, language), language)

    assert mail.subject
    assert "Test Practice" in mail.text
    assert placeholders_in(mail.subject + mail.text) == []
    assert mail.html.startswith(f'<!doctype html>\n<html lang="{language}">')


@ALL_KINDS
def test_a_mail_loads_nothing_from_elsewhere(kind):
    html = sample_mail(kind, first_wording(kind, "en"), "en").html

    assert [tag for tag in ("<img", "<link", "<script", "url(", "@import") if tag in html] == []


def test_a_sample_writes_nothing_and_takes_few_queries(django_assert_num_queries):
    kind = KINDS["appointment_moved"]
    sample_mail(kind, first_wording(kind, "en"), "en")

    with django_assert_num_queries(3):
        mail = sample_mail(kind, first_wording(kind, "en"), "en")

    assert "It was to be with Robin Sample." in mail.text
    assert (BookingRequest.objects.count(), OutboxMessage.objects.count()) == (0, 0)


@pytest.mark.parametrize("day", range(7))
def test_the_visit_is_on_a_tuesday_a_week_or_more_ahead(day, practice):
    now = dt.datetime(2026, 11, 16 + day, 12, tzinfo=dt.UTC)
    with time_machine.travel(now, tick=False):
        start = sample_occasion(KINDS["request_confirmed"]).appointment.start
        local = start.astimezone(practice.zone)

    assert (local.weekday(), local.hour, local.minute) == (1, 10, 0)
    assert dt.timedelta(days=6) < start - now < dt.timedelta(days=14)


def test_a_sample_offers_as_many_times_as_the_mail_speaks_of():
    kinds = (KINDS["times_offered"], KINDS["waitlist_offer"])

    assert [len(sample_occasion(kind).offered) for kind in kinds] == [3, 1]


def test_a_sample_leads_to_nobodys_page():
    kinds = (KINDS["times_offered"], KINDS["request_notice"])
    client, practice = (sample_occasion(kind) for kind in kinds)

    assert (client.manage_link, client.desk_url) == (
        f"{settings.WAGTAILADMIN_BASE_URL}/my-request/sample/",
        "",
    )
    assert (practice.manage_link, practice.desk_url) == (
        "",
        f"{settings.WAGTAILADMIN_BASE_URL}/admin/",
    )


def test_what_is_typed_is_text_in_both_parts(practice):
    practice.practice_name = "<b>Hands</b> & Co"
    practice.save()
    wording = Wording("<i>{practice}</i>", "<script>alert(1)</script> & {service}")

    mail = sample_mail(KINDS["waitlisted"], wording, "en")

    assert mail.subject == "<i><b>Hands</b> & Co</i>"
    assert mail.text.startswith("<script>alert(1)</script> & Deep tissue massage\n")
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; Deep tissue massage</p>" in mail.html
    assert "<title>&lt;i&gt;&lt;b&gt;Hands&lt;/b&gt; &amp; Co&lt;/i&gt;</title>" in mail.html
    assert mail.html.count("&lt;b&gt;Hands&lt;/b&gt; &amp; Co") == 3
