import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bookings.domain import outbox
from bookings.domain.courier import Courier
from bookings.domain.manage import manage_url
from bookings.domain.outbox import BACK_OFF, LEASE, deliver_due
from bookings.models import BookingRequest, OutboxMessage
from bookings.notifications import MANAGE_LINK
from site_project.settings import base
from tests.bookings.smtp import free_port, mailer_at, smtp_server
from tests.factories.bookings import make_request
from tests.factories.mails import queue_mails

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
    assert "Requested, not confirmed yet" in received.get_body(["html"]).get_content()
    mail.refresh_from_db()
    assert (mail.status, mail.attempts, mail.sent_at) == ("sent", 1, NOW)


def test_deliver_due_sends_once(mail, inbox):
    deliver_due()
    deliver_due()

    assert len(inbox.messages) == 1


def test_a_dead_server_makes_the_mail_wait_longer_each_time_and_fail_at_last(mail, clock):
    waits = []
    with mailer_at(free_port()):
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

    with Courier() as courier:
        outbox._send(late, courier)

    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == ("sending", 2)


@pytest.mark.parametrize("status", ["confirmed", "declined", "withdrawn"])
def test_a_mail_that_is_no_longer_true_is_dropped(mail, inbox, status):
    BookingRequest.objects.update(status=status)

    deliver_due()

    mail.refresh_from_db()
    assert (mail.status, inbox.messages) == ("dropped", [])
    assert mail.last_error == "What it says is no longer true."


MINUTE = dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("row", "failed", "late"),
    [
        ({}, False, False),
        ({"created_at": NOW - 11 * MINUTE, "not_before": NOW - 9 * MINUTE}, False, False),
        ({"created_at": NOW - 11 * MINUTE, "not_before": NOW - 11 * MINUTE}, False, True),
        # Written early, for a time that has not come.
        ({"created_at": NOW - 11 * MINUTE, "not_before": NOW + MINUTE}, False, False),
        ({"created_at": NOW - 11 * MINUTE, "not_before": NOW + MINUTE, "attempts": 3}, False, True),
        ({"created_at": NOW - 9 * MINUTE, "not_before": NOW, "attempts": 3}, False, False),
        ({"status": "failed"}, True, False),
        ({"status": "sent", "created_at": NOW - 99 * MINUTE, "attempts": 1}, False, False),
        ({"status": "dropped", "created_at": NOW - 99 * MINUTE}, False, False),
    ],
)
def test_in_trouble_is_what_failed_or_is_late(mail, row, failed, late):
    OutboxMessage.objects.update(**row)

    assert OutboxMessage.objects.failed().exists() == failed
    assert OutboxMessage.objects.late(NOW).exists() == late
    assert OutboxMessage.objects.in_trouble(NOW).count() == failed + late


def test_a_name_with_every_letter_survives_the_headers(practice, inbox):
    practice.practice_name = "Praxis “Süd” 🙂 עברית"
    practice.save()
    make_request(name="O'Brien " + "ß" * 190, email="vera@example.org")

    deliver_due()

    notice = next(m for m in inbox.messages if m["To"] == "desk@practice.example.org")
    text = notice.get_body(["plain"]).get_content()
    assert "O'Brien ßß" in text
    assert "Praxis “Süd” 🙂 עברית" in text


@pytest.mark.parametrize("number", [5, 50])
def test_number_of_queries_of_a_mail_is_always_the_same(clock, inbox, number):
    queue_mails(number)

    with CaptureQueriesContext(connection) as captured:
        assert deliver_due() == number

    # A mail: its claim (four), and its outcome. A batch: what waits for the server, and, where
    # there is room for more, a claim in vain.
    in_vain = 3 if number < 50 else 0
    assert len(captured) == 5 * number + 1 + in_vain


def test_mail_that_kills_its_sender_is_given_up(mail, inbox, clock):
    for _ in range(len(BACK_OFF) + 1):
        outbox._claim()
        clock.shift(LEASE)

    assert deliver_due() == 0

    mail.refresh_from_db()
    assert (mail.status, mail.attempts, inbox.messages) == ("failed", 9, [])
    assert mail.last_error == "Sending it was begun 8 times, and never came to an end."


def test_batch_ends_between_two_mails_when_it_is_to_stop(clock, inbox):
    ids = queue_mails(3)

    assert deliver_due(stop=lambda: len(inbox.messages) == 2) == 2

    assert inbox.ids == ids[:2]
    left = OutboxMessage.objects.get(message_id=ids[2])
    assert (left.status, left.attempts, left.leased_until) == ("queued", 0, None)


def test_batch_ends_so_that_holds_and_expiries_have_their_turn(clock, inbox):
    queue_mails(60)

    assert [deliver_due() for _ in range(3)] == [50, 10, 0]


def test_mails_that_are_dropped_take_no_place_in_the_batch(clock, inbox):
    ids = queue_mails(4)
    BookingRequest.objects.update(status="declined")
    other = make_request()
    OutboxMessage.objects.filter(request=other).exclude(template="request_received").delete()

    assert deliver_due(limit=1) == 1

    assert OutboxMessage.objects.filter(message_id__in=ids, status="dropped").count() == 4
    assert inbox.recipients == [["vera@example.org"]]


def test_lease_is_longer_than_any_conversation_with_the_mail_server():
    """With the mailer as it is shipped, whose timeout holds for each wait."""
    timeout = dt.timedelta(seconds=base.MAILERS["default"]["OPTIONS"]["timeout"])
    assert outbox.WAITS * timeout < LEASE
