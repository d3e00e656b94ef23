"""Mail servers in every mood: what becomes of the mail, and of the next one."""

import datetime as dt

import pytest
import time_machine
from django.test import override_settings

from bookings.domain.outbox import ASK_AGAIN, deliver_due
from bookings.models import OutboxMessage
from tests.bookings.smtp import Inbox, free_port, greeting, mailer_at, serving, smtp_server
from tests.factories.mails import make_mail, queue_mails

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("practice")]


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def outcomes() -> list[tuple[str, int]]:
    return list(OutboxMessage.objects.order_by("pk").values_list("status", "attempts"))


# --- No connection at all ----------------------------------------------------------------


def assert_waits_for_the_server(words: str) -> None:
    """Only the first of three mails was tried, and none has failed."""
    mails = queue_mails(3)
    assert deliver_due() == 0
    assert outcomes() == [("queued", 1), ("queued", 0), ("queued", 0)]
    error = OutboxMessage.objects.get(message_id=mails[0]).last_error
    assert error.startswith("The mail server could not be reached: ")
    assert words in error


def test_refused_connection_ends_the_batch(clock):
    with mailer_at(free_port()):
        assert_waits_for_the_server("ConnectionRefusedError")


def test_unknown_host_ends_the_batch(clock):
    with mailer_at(25, host="mail.invalid"):
        assert_waits_for_the_server("gaierror")


def test_server_that_is_busy_from_the_start_ends_the_batch(clock):
    with greeting(b"421 come back later") as port, mailer_at(port):
        assert_waits_for_the_server("come back later")


def test_server_that_never_greets_ends_the_batch():
    with greeting(b"") as port, mailer_at(port, timeout=0.3):
        assert_waits_for_the_server("timed out")


def test_server_without_the_encryption_that_is_asked_for_gets_no_mail(clock):
    with smtp_server(use_tls=True) as inbox:
        assert_waits_for_the_server("STARTTLS")
    assert inbox.messages == []


def test_login_that_is_refused_ends_the_batch(clock):
    with smtp_server(username="practice", password="wrong") as inbox:
        assert_waits_for_the_server("SMTP AUTH")
    assert inbox.messages == []


def test_backend_that_does_not_exist_ends_the_batch(clock):
    with override_settings(MAILERS={"default": {"BACKEND": "no.such.Backend"}}):
        assert_waits_for_the_server("no.such.Backend")


def test_what_waited_for_the_server_goes_with_the_first_mail_after_it(clock):
    old = make_mail()
    OutboxMessage.objects.exclude(pk=old.pk).delete()
    inbox = Inbox()
    with mailer_at(inbox.port):
        for _ in range(5):
            deliver_due()
            old.refresh_from_db()
            clock.move_to(old.not_before)
        clock.shift(-dt.timedelta(hours=23))
        assert (old.status, old.attempts) == ("queued", 5)
        new = make_mail()
        OutboxMessage.objects.exclude(pk__in=[old.pk, new.pk]).delete()
        with serving(inbox):
            assert deliver_due() == 2

    assert inbox.ids == [new.message_id, old.message_id]


def test_server_is_asked_every_five_minutes_whether_it_is_back(clock):
    mail = make_mail(attempts=4)
    OutboxMessage.objects.exclude(pk=mail.pk).delete()
    inbox = Inbox()
    with mailer_at(inbox.port):
        deliver_due()
        clock.shift(ASK_AGAIN - dt.timedelta(seconds=1))
        with serving(inbox):
            deliver_due()
        assert inbox.connections == 0
        clock.shift(dt.timedelta(seconds=1))
        deliver_due()  # still dead: asked for nothing
        clock.shift(ASK_AGAIN)
        with serving(inbox):
            deliver_due()
            assert (inbox.connections, inbox.messages) == (1, [])
            assert deliver_due() == 1

    mail.refresh_from_db()
    assert (mail.status, mail.attempts, inbox.ids) == ("sent", 6, [mail.message_id])


def test_mail_that_was_refused_itself_keeps_its_pause(clock):
    queue_mails(2)
    with smtp_server() as inbox:
        inbox.refuse = "451 greylisted"
        deliver_due()
        inbox.refuse = ""
        new = make_mail()
        OutboxMessage.objects.filter(template="request_notice").delete()
        deliver_due()

    assert inbox.ids == [new.message_id]


# --- Trouble with one mail ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("mood", "reply", "outcome"),
    [
        ("refuse", "450 mailbox busy", ("queued", 1)),
        ("refuse", "550 no such user", ("failed", 1)),
        ("refuse", "421 shutting down", ("queued", 1)),
        ("answer", "451 local error", ("queued", 1)),
        ("answer", "552 mailbox full", ("failed", 1)),
        ("answer", "554 looks like spam", ("failed", 1)),
    ],
)
def test_refusal_by_the_server(clock, mood, reply, outcome):
    queue_mails(2)
    with smtp_server() as inbox:
        setattr(inbox, mood, reply)
        assert deliver_due() == 0
        assert outcomes() == [outcome, outcome]
        error = OutboxMessage.objects.first().last_error
        what = "address" if mood == "refuse" else "mail"
        assert error == f"The mail server refused the {what}: {reply}"

        setattr(inbox, mood, Inbox().answer if mood == "answer" else "")
        clock.shift(MINUTE)
        assert deliver_due() == (2 if outcome[0] == "queued" else 0)


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_server_that_hangs_up_gets_each_mail_again_later(clock, command):
    ids = queue_mails(2)
    with smtp_server() as inbox:
        inbox.drop_at = command
        assert deliver_due() == 0
        assert outcomes() == [("queued", 1), ("queued", 1)]
        inbox.drop_at = ""
        clock.shift(MINUTE)
        assert deliver_due() == 2

    assert inbox.ids == ids


def test_server_that_never_answers_ends_the_batch():
    ids = queue_mails(2)
    with smtp_server(timeout=0.3) as inbox:
        inbox.hang = True
        assert deliver_due() == 0
        assert outcomes() == [("queued", 1), ("queued", 0)]
        inbox.hang = False
        assert deliver_due() == 1

    assert inbox.ids == [ids[1]]


def test_slow_server_is_waited_for():
    ids = queue_mails(2)
    with smtp_server(timeout=5) as inbox:
        inbox.seconds = 0.2
        assert deliver_due() == 2

    assert inbox.ids == ids


def test_server_that_lies_gets_a_second_copy_with_the_same_message_id(clock):
    (message_id,) = queue_mails(1)
    with smtp_server() as inbox:
        inbox.lie = True
        assert deliver_due() == 0
        inbox.lie = False
        clock.shift(MINUTE)
        assert deliver_due() == 1

    assert inbox.ids == [message_id, message_id]


def test_address_that_no_mail_can_have_fails_alone(clock):
    bad, good = queue_mails(2)
    OutboxMessage.objects.filter(message_id=bad).update(recipient="a@b.example\r\nBcc: c@d.example")
    with smtp_server() as inbox:
        assert deliver_due() == 1

    assert outcomes() == [("failed", 1), ("sent", 1)]
    assert (inbox.ids, inbox.recipients) == ([good], [["client-2@example.org"]])


def test_mail_of_a_kind_that_nobody_knows_waits_alone(clock):
    bad, good = queue_mails(2)
    OutboxMessage.objects.filter(message_id=bad).update(template="of_a_later_release")
    with smtp_server() as inbox:
        assert deliver_due() == 1

    assert outcomes() == [("queued", 1), ("sent", 1)]
    assert inbox.ids == [good]


# --- One connection ----------------------------------------------------------------------


def test_batch_shares_one_connection(clock):
    ids = queue_mails(20)
    with smtp_server() as inbox:
        assert deliver_due() == 20

    assert (inbox.ids, inbox.connections) == (ids, 1)


@pytest.mark.parametrize(("mood", "connections"), [({"hang_up": True}, 4), ({"most": 2}, 2)])
def test_server_that_closes_the_connection_gets_the_next_mail_by_another(clock, mood, connections):
    ids = queue_mails(4)
    with smtp_server() as inbox:
        vars(inbox).update(mood)
        assert deliver_due() == 4

    assert outcomes() == [("sent", 1)] * 4
    assert (inbox.ids, inbox.connections) == (ids, connections)


def test_refused_address_does_not_touch_the_mails_around_it(clock):
    ids = queue_mails(3)
    with smtp_server() as inbox:
        inbox.unknown = {"client-2@example.org"}
        assert deliver_due() == 2

    assert outcomes() == [("sent", 1), ("failed", 1), ("sent", 1)]
    assert (inbox.ids, inbox.connections) == ([ids[0], ids[2]], 2)
