import datetime as dt
import socket

import pytest
import time_machine
from django.test import override_settings

from bookings.domain import outbox
from bookings.domain.manage import manage_url
from bookings.domain.outbox import BACK_OFF, deliver_due
from bookings.models import BookingRequest, OutboxMessage
from bookings.notifications import MANAGE_LINK
from tests.bookings.smtp import smtp_server
from tests.factories.bookings import make_request

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def inbox(clock):
    with smtp_server() as inbox:
        yield inbox


@pytest.fixture
def mail(clock):
    """The one mail of the tests: the acknowledgement of a request."""
    make_request(email="vera@example.org")
    OutboxMessage.objects.exclude(template="request_received").delete()
    return OutboxMessage.objects.get()


def test_deliver_due_sends_a_mail_that_parses_back(mail, inbox):
    sent = deliver_due()

    assert sent == 1
    (received,) = inbox.messages
    assert received["Subject"] == mail.subject
    assert (received["To"], inbox.recipients) == ("vera@example.org", [["vera@example.org"]])
    assert received["Message-ID"] == mail.message_id
    assert received["Auto-Submitted"] == "auto-generated"
    assert received["Reply-To"] == "hello@practice.example.org"
    assert received.get_content_type() == "multipart/alternative"
    text = mail.text.replace(MANAGE_LINK, manage_url(mail.request))
    assert received.get_body(["plain"]).get_content().replace("\r\n", "\n") == text
    assert "requested, not confirmed yet" in received.get_body(["html"]).get_content()
    mail.refresh_from_db()
    assert (mail.status, mail.attempts, mail.sent_at) == ("sent", 1, NOW)


def test_deliver_due_sends_once(mail, inbox):
    deliver_due()
    deliver_due()

    assert len(inbox.messages) == 1


def test_a_dead_server_makes_the_mail_wait_longer_each_time_and_fail_at_last(mail, clock):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        mailer = {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": closed.getsockname()[1], "timeout": 1},
        }
        waits = []
        with override_settings(MAILERS={"default": mailer}):
            for _ in range(len(BACK_OFF)):
                before = mail.not_before
                deliver_due()
                mail.refresh_from_db()
                assert mail.status == "queued"
                waits.append(mail.not_before - before)
                clock.move_to(mail.not_before)
            deliver_due()

    mail.refresh_from_db()
    minutes = [wait.total_seconds() / 60 for wait in waits]
    assert minutes == [1, 5, 15, 60, 1440, 1440, 1440]
    assert mail.status == "failed"
    assert "ConnectionRefusedError" in mail.last_error


def test_a_mail_waits_until_its_time(mail, inbox, clock):
    inbox.answer = "451 try later"
    deliver_due()
    inbox.answer = "250 OK"

    clock.shift(dt.timedelta(seconds=59))
    assert deliver_due() == 0
    clock.shift(dt.timedelta(seconds=1))
    assert deliver_due() == 1


def test_a_retry_carries_the_same_message_id(mail, inbox, clock):
    inbox.answer = "451 try later"
    deliver_due()
    inbox.answer = "250 OK"
    clock.shift(dt.timedelta(minutes=1))

    deliver_due()

    assert [m["Message-ID"] for m in inbox.messages] == [mail.message_id]
    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == ("sent", 2)


@pytest.mark.parametrize("where", ["answer", "refuse"])
def test_a_mail_refused_for_good_fails_at_once(mail, inbox, where):
    setattr(inbox, where, "550 no such user")

    deliver_due()

    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == ("failed", 1)
    assert "no such user" in mail.last_error


def test_a_mail_whose_sender_died_is_sent_after_its_lease(mail, inbox, clock):
    OutboxMessage.objects.update(
        status="sending", attempts=1, leased_until=NOW + dt.timedelta(minutes=2)
    )

    assert deliver_due() == 0
    clock.shift(dt.timedelta(minutes=2))
    assert deliver_due() == 1

    assert [m["Message-ID"] for m in inbox.messages] == [mail.message_id]


def test_a_sender_whose_lease_ran_out_leaves_the_row_to_the_next_one(mail, inbox):
    late = outbox._claim()
    OutboxMessage.objects.update(attempts=2)  # as the next worker's claim does

    outbox._deliver(late)

    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == ("sending", 2)


@pytest.mark.parametrize("status", ["confirmed", "declined", "withdrawn"])
def test_a_mail_that_is_no_longer_true_is_dropped(mail, inbox, status):
    BookingRequest.objects.update(status=status)

    deliver_due()

    mail.refresh_from_db()
    assert (mail.status, inbox.messages) == ("dropped", [])


def test_in_trouble_finds_failed_and_late_mail(mail):
    assert not OutboxMessage.objects.in_trouble(NOW + dt.timedelta(minutes=9)).exists()
    assert OutboxMessage.objects.in_trouble(NOW + dt.timedelta(minutes=11)).exists()
    OutboxMessage.objects.update(status="failed")
    assert OutboxMessage.objects.in_trouble(NOW).exists()


def test_a_name_with_every_letter_survives_the_headers(practice, inbox):
    practice.practice_name = "Praxis “Süd” 🙂 עברית"
    practice.save()
    make_request(name="O'Brien " + "ß" * 190, email="vera@example.org")

    deliver_due()

    notice = next(m for m in inbox.messages if m["To"] == "desk@practice.example.org")
    text = notice.get_body(["plain"]).get_content()
    assert "O'Brien ßß" in text
    assert "Praxis “Süd” 🙂 עברית" in text
