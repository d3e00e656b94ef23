"""`manage.py check_mail`: a line for each trouble, and an exit code for cron."""

import datetime as dt

import pytest
import time_machine
from django.core.management import CommandError, call_command

from bookings.domain.outbox import deliver_due
from bookings.models import OutboxMessage
from tests.bookings.smtp import free_port, mailer_at, smtp_server
from tests.factories.mails import queue_mails

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("practice")]


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def check(capsys) -> list[str]:
    with pytest.raises(CommandError, match=r"^Something is wrong with the mail\.$"):
        call_command("check_mail")
    return capsys.readouterr().out.splitlines()


def test_all_is_well_while_mails_are_young_and_sent(clock, capsys):
    queue_mails(2)
    call_command("check_mail")
    with smtp_server():
        deliver_due()
    clock.shift(60 * MINUTE)
    call_command("check_mail")

    assert capsys.readouterr().out == "All mail is on its way.\n" * 2


def test_failed_mail_is_trouble(clock, capsys):
    queue_mails(2)
    OutboxMessage.objects.update(status="failed")

    assert check(capsys) == ["2 failed: staff can send them again, or put them aside."]


def test_worker_that_does_not_run_shows_in_what_was_never_tried(clock, capsys):
    queue_mails(3)
    clock.shift(11 * MINUTE)

    assert check(capsys) == [
        "3 wait for more than ten minutes, the oldest since 2026-11-22 12:00 UTC.",
        "3 of them were never tried: no worker runs, or it can't keep up.",
    ]


def test_dead_mail_server_shows_at_once(clock, capsys):
    queue_mails(1)
    with mailer_at(free_port()):
        deliver_due()

    assert check(capsys) == ["1 wait because the mail server could not be reached."]


def test_mail_that_is_tried_in_vain_is_late(clock, capsys):
    queue_mails(1)
    with smtp_server() as inbox:
        inbox.refuse = "451 later"
        deliver_due()
        clock.shift(2 * MINUTE)
        deliver_due()
    clock.shift(9 * MINUTE)

    assert check(capsys) == [
        "1 wait for more than ten minutes, the oldest since 2026-11-22 12:00 UTC."
    ]
