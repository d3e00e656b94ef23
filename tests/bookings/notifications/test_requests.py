"""Every mail about a request, sent for real and parsed back."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from bookings.domain import expiry, offers, places_in_line, transitions
from bookings.domain.consent_withdrawal import withdraw_consent
from bookings.domain.holds import release_lapsed
from bookings.domain.manage import find_by_token, manage_url
from bookings.domain.outbox import deliver_due
from bookings.domain.places_in_line import join_waiting_list, leave_waiting_list
from bookings.domain.replies import reply
from bookings.domain.waiting_list import offer_freed
from bookings.models import OutboxMessage
from bookings.notifications import MANAGE_LINK, confirmed_at_once
from bookings.notifications.kinds import KINDS
from tests.bookings.domain.offering import HOUR, LAPSE, NOW, TIMES, TUESDAY
from tests.bookings.domain.waiting import free
from tests.bookings.smtp import Inbox, smtp_server
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.offers import make_offer
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

TO_CLIENT = {
    "request_received": "Requested, not confirmed yet: Massage for the neck",
    "request_confirmed": "Confirmed: Massage for the neck",
    "request_declined": "Your request for Massage for the neck",
    "needs_info": "A question about your request: Massage for the neck",
    "waitlisted": "On the waiting list: Massage for the neck",
    "times_offered": "Choose a time: Massage for the neck",
    "waitlist_offer": "A time has come free: Massage for the neck",
    "waitlist_offer_lapsed": "No longer held for you: Massage for the neck",
    "offer_lapsed_client": "No longer held for you: Massage for the neck",
    "expired": "Your request has lapsed: Massage for the neck",
}
TO_PRACTICE = {
    "request_notice": "New request",
    "offer_refused_notice": "None of the times fits",
    "offer_lapsed": "Offer lapsed",
    "withdrawn_notice": "Taken back",
    "expired_notice": "Lapsed",
    "confirmed_at_once": "Confirmed by itself",
    "waitlist_taken": "Taken from the waiting list",
    "answer_notice": "Answered",
    "consent_withdrawn_notice": "Consent withdrawn",
    "waitlist_joined_notice": "On the waiting list",
    "waitlist_left_notice": "Off the waiting list",
}
# True whatever becomes of the request.
ALWAYS_TRUE = {"consent_withdrawn_notice"}
# A visitor who would like to send mails of their own by way of the practice.
HOSTILE = "Vera https://spam.example\r\nBcc: all@spam.example <b>Buy</b>"


@pytest.fixture(autouse=True)
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with smtp_server() as inbox:
        yield inbox


@pytest.fixture
def asked(practice):
    return make_request(service=make_service(), name=HOSTILE, health="canary-4711")


def seen(asked):
    return {"request_id": asked.pk, "version": asked.version, "by": make_user()}


def taken(asked, clock):
    (proposal,) = make_offer(TUESDAY, request=asked)
    offers.accept(request_id=asked.pk, proposal_id=proposal.pk)


def confirmed_by_itself(asked, clock):
    taken(asked, clock)
    asked.refresh_from_db()
    confirmed_at_once(asked, asked.appointments.get())


def refused(asked, clock):
    make_offer(TUESDAY, request=asked)
    offers.refuse_offer(request_id=asked.pk)


def lapsed(asked, clock):
    make_offer(TUESDAY, request=asked)
    clock.move_to(LAPSE)
    release_lapsed()


def expired(asked, clock):
    clock.move_to(asked.expires_at)
    expiry.expire_due()


def came_free(asked, clock):
    places_in_line.put_on_waitlist(**seen(asked))
    free(make_practitioner(services=[asked.service]))
    offer_freed()


def came_free_for_a_while(asked, clock):
    came_free(asked, clock)
    clock.shift(4 * HOUR)
    release_lapsed()


def came_free_and_taken(asked, clock):
    came_free(asked, clock)
    offers.accept(request_id=asked.pk, proposal_id=asked.proposals.get().pk)


def declined(asked, clock):
    transitions.decline(reason="other", message="Our own words.", **seen(asked))


def answered(asked, clock):
    needs_info = transitions.ask(question="Which side?", **seen(asked))
    reply(request_id=asked.pk, version=needs_info.version, answer="canary-4711")


def joined(asked, clock):
    return join_waiting_list(request_id=asked.pk, version=asked.version)


def left(asked, clock):
    leave_waiting_list(request_id=asked.pk, version=joined(asked, clock).version)


# What each mail reports; the first ones come with the request.
OCCASIONS = {
    "request_received": lambda asked, _: None,
    "request_notice": lambda asked, _: None,
    "request_confirmed": taken,
    "request_declined": declined,
    "needs_info": lambda asked, _: transitions.ask(question="Which side?", **seen(asked)),
    "waitlisted": lambda asked, _: places_in_line.put_on_waitlist(**seen(asked)),
    "times_offered": lambda asked, _: make_offer(TUESDAY, request=asked),
    "waitlist_offer": came_free,
    "waitlist_offer_lapsed": came_free_for_a_while,
    "waitlist_taken": came_free_and_taken,
    "offer_refused_notice": refused,
    "offer_lapsed": lapsed,
    "offer_lapsed_client": lapsed,
    "withdrawn_notice": lambda asked, _: transitions.withdraw(request_id=asked.pk),
    "expired": expired,
    "expired_notice": expired,
    "confirmed_at_once": confirmed_by_itself,
    "answer_notice": answered,
    "consent_withdrawn_notice": lambda asked, _: withdraw_consent(request_id=asked.pk, version=1),
    "waitlist_joined_notice": joined,
    "waitlist_left_notice": left,
}


def the_mail(template, asked, clock, inbox):
    """The one mail of that kind, as it arrived."""
    OCCASIONS[template](asked, clock)
    OutboxMessage.objects.exclude(template=template).delete()
    assert deliver_due() == 1
    (received,) = inbox.messages
    return received


def text_of(mail):
    return mail.get_body(["plain"]).get_content().replace("\r\n", "\n")


def html_of(mail):
    return BeautifulSoup(mail.get_body(["html"]).get_content(), "html.parser")


def test_every_mail_about_a_request_is_looked_at_here():
    about_requests = {name for name, kind in KINDS.items() if kind.while_request}
    assert about_requests | ALWAYS_TRUE == TO_CLIENT.keys() | TO_PRACTICE.keys()


@pytest.mark.parametrize("template", TO_CLIENT)
def test_mail_to_the_client_has_the_link_and_nothing_that_a_stranger_typed(
    template, asked, clock, inbox
):
    mail = the_mail(template, asked, clock, inbox)

    assert mail["Subject"] == f"{TO_CLIENT[template]} ({asked.reference})"
    assert (mail["To"], mail["Reply-To"]) == ("vera@example.org", "hello@practice.example.org")
    assert inbox.recipients == [["vera@example.org"]]
    assert mail.get_content_type() == "multipart/alternative"
    link = manage_url(asked)
    assert f"See or change your request: {link}\n" in text_of(mail)
    assert link in {a["href"] for a in html_of(mail).select("a")}
    whole = mail.as_string() + text_of(mail) + str(html_of(mail))
    leaks = ["spam.example", "Vera", "Buy", "canary", MANAGE_LINK]
    assert [leak for leak in leaks if leak in whole] == []


@pytest.mark.parametrize("template", TO_PRACTICE)
def test_mail_to_the_practice_leads_to_the_desk_and_not_to_the_clients_page(
    template, asked, clock, inbox
):
    mail = the_mail(template, asked, clock, inbox)

    assert mail["Subject"] == f"{TO_PRACTICE[template]} {asked.reference}: Massage for the neck"
    assert (mail["To"], mail["Reply-To"]) == ("desk@practice.example.org", "vera@example.org")
    assert inbox.recipients == [["desk@practice.example.org"]]
    assert mail["Bcc"] is None
    desk = reverse("bookings_requests_modeladmin_inspect", args=[asked.pk])
    assert f"http://127.0.0.1:8000{desk}" in {a["href"] for a in html_of(mail).select("a")}
    assert html_of(mail).b is None
    whole = text_of(mail) + str(html_of(mail))
    assert [leak for leak in ("canary", "my-request", MANAGE_LINK) if leak in whole] == []


@pytest.mark.parametrize("template", TO_CLIENT)
def test_outbox_keeps_no_link(template, asked, clock, inbox):
    the_mail(template, asked, clock, inbox)

    row = OutboxMessage.objects.get()
    assert MANAGE_LINK in row.text
    assert MANAGE_LINK in row.html
    assert "my-request" not in row.text + row.html


def test_link_in_a_mail_opens_the_request_for_good(asked, clock, inbox):
    mail = the_mail("request_received", asked, clock, inbox)

    token = re.search(r"/my-request/(\S+)/", text_of(mail))[1]

    assert find_by_token(token) == asked


def test_offered_times_are_named_with_their_zone_and_how_long_they_are_held(asked, inbox):
    make_offer(*TIMES, request=asked)
    OutboxMessage.objects.exclude(template="times_offered").delete()
    deliver_due()
    (mail,) = inbox.messages

    lines = [line for line in text_of(mail).splitlines() if line]
    assert lines[2:6] == [
        "- Tuesday 1 December 2026, 9:00 (America/New_York), with Thea Therapist",
        "- Tuesday 1 December 2026, 12:00 (America/New_York), with Thea Therapist",
        "- Wednesday 2 December 2026, 9:00 (America/New_York), with Thea Therapist",
        "Held for you until Tuesday 24 November 2026, 7:00 (America/New_York).",
    ]
    assert "If none of them suits you, say so on the same page, and we will look again." in lines
    assert len(html_of(mail).select("li")) == 3


def test_freed_time_is_offered_in_words_that_say_what_is_next(asked, clock, inbox):
    mail = the_mail("waitlist_offer", asked, clock, inbox)

    assert [line for line in text_of(mail).splitlines() if line][1:7] == [
        "You are next on the waiting list for Massage for the neck, and a time has come free:",
        "- Tuesday 1 December 2026, 9:00 (America/New_York), with Thea Therapist",
        "Held for you until Sunday 22 November 2026, 11:00 (America/New_York).",
        "You have no appointment yet: take this time to make it one.",
        f"Take this time, or say that it does not fit: {manage_url(asked)}",
        "If it does not suit you, say so on the same page, and it goes to the next. You stay on "
        "the waiting list.",
    ]


def test_time_that_starts_soon_says_that_it_is_held_for_less_long(asked, inbox):
    make_offer(NOW + 3 * HOUR, TUESDAY, request=asked)
    OutboxMessage.objects.exclude(template="times_offered").delete()
    deliver_due()
    (mail,) = inbox.messages

    lines = [line for line in text_of(mail).splitlines() if line.startswith("- ")]
    assert [line.partition(" (held until ")[2] for line in lines] == [
        "Sunday 22 November 2026, 10:00 (America/New_York))",
        "Tuesday 24 November 2026, 7:00 (America/New_York))",
    ]


def test_offer_that_came_too_late_out_of_the_queue_is_not_sent(asked, clock, inbox):
    practitioner = make_practitioner(services=[asked.service])
    make_offer(TIMES[0], request=asked, practitioner=practitioner)
    offers.withdraw_offer(request_id=asked.pk, version=asked.version, by=make_user())
    asked.refresh_from_db()
    make_offer(TIMES[1], request=asked, practitioner=practitioner)

    deliver_due()

    rows = OutboxMessage.objects.filter(template="times_offered").order_by("pk")
    assert [row.status for row in rows] == ["dropped", "sent"]


def test_client_without_an_address_gets_no_mail_and_the_practice_still_does(practice, clock):
    asked = make_request(email="", phone="01632 960 002")
    clock.move_to(asked.expires_at)
    expiry.expire_due()

    assert {row.recipient for row in OutboxMessage.objects.all()} == {"desk@practice.example.org"}
