"""A restored database: nothing of it is sent a second time unless staff say so."""

import datetime as dt

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import translation
from django.utils.translation import gettext

from bookings.domain import restoring
from bookings.domain.resending import send_again
from bookings.domain.restoring import after_restore
from bookings.domain.tick import PARTS, tick
from bookings.management.commands import after_restore as command
from bookings.models import BookingRequest, OutboxMessage
from home.models import PracticeSettings
from tests.bookings.smtp import smtp_server
from tests.factories.bookings import make_request
from tests.factories.offers import make_offer
from tests.factories.people import make_user

# Between its parts a round lets go of old connections, and with them of a test's transaction.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database")]

BACKUP = dt.datetime(2026, 11, 22, 2, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
REASON = "Restored from a backup: it may have gone out before. Send it again?"


@pytest.fixture
def clock():
    PracticeSettings.current()
    with time_machine.travel(BACKUP, tick=False) as clock:
        yield clock


def broken() -> int:
    raise RuntimeError("for the test")


def test_what_was_stopped_says_so_in_the_practice_s_language():
    PracticeSettings.current()
    PracticeSettings.objects.update(language="de")
    make_request(email="vera@example.org")

    after_restore()

    with translation.override("de"):
        assert set(OutboxMessage.objects.values_list("last_error", flat=True)) == {gettext(REASON)}
    assert gettext(REASON) == REASON


def test_what_waited_in_the_backup_is_not_sent(clock):
    make_request(email="vera@example.org")
    make_request(email="sending@example.org")
    OutboxMessage.objects.filter(recipient="sending@example.org").update(
        status="sending", attempts=1, leased_until=BACKUP
    )
    clock.shift(12 * HOUR)

    assert after_restore().stopped == OutboxMessage.objects.count()

    with smtp_server() as inbox:
        tick()
    assert inbox.messages == []
    assert set(OutboxMessage.objects.values_list("status", "last_error")) == {("failed", REASON)}
    assert OutboxMessage.objects.in_trouble(BACKUP).count() == OutboxMessage.objects.count()


def test_what_the_worker_would_write_of_the_past_is_not_sent_either(clock):
    asked = make_request(email="vera@example.org")
    make_offer(BACKUP + 96 * HOUR, request=asked)
    late = make_request(email="late@example.org")
    BookingRequest.objects.filter(pk=late.pk).update(expires_at=BACKUP + HOUR)
    OutboxMessage.objects.all().delete()
    clock.shift(60 * HOUR)

    after_restore()

    with smtp_server() as inbox:
        tick()
    assert inbox.messages == []
    found = OutboxMessage.objects.filter(status="failed", last_error=REASON)
    assert set(found.values_list("template", flat=True)) >= {"offer_lapsed_client", "expired"}
    assert OutboxMessage.objects.waiting().count() == 0
    late.refresh_from_db()
    assert late.status == "expired"


def test_part_that_writes_a_few_mails_a_round_is_run_until_it_is_done(clock):
    left = ["one@example.org", "two@example.org", "three@example.org"]

    def few() -> int:
        if left:
            make_request(email=left.pop())
        return 0

    after_restore({**PARTS, "few": few})

    assert left == []
    assert OutboxMessage.objects.waiting().count() == 0
    to_clients = OutboxMessage.objects.filter(template="request_received", status="failed")
    assert to_clients.count() == 3


def test_what_was_sent_stays_sent_and_what_comes_after_is_sent(clock):
    make_request(email="vera@example.org")
    OutboxMessage.objects.update(status="sent", sent_at=BACKUP)

    assert after_restore().stopped == 0

    make_request(email="new@example.org")
    with smtp_server() as inbox:
        tick()
    assert ["new@example.org"] in inbox.recipients
    assert ["vera@example.org"] not in inbox.recipients


def test_staff_can_send_a_stopped_mail_after_all(clock):
    mail = make_request(email="vera@example.org").messages.get(template="request_received")
    after_restore()
    mail.refresh_from_db()

    send_again(message_id=mail.pk, version=mail.version, by=make_user(), to=mail.recipient)

    with smtp_server() as inbox:
        tick()
    assert inbox.ids == [mail.message_id]


def test_command_says_what_it_stopped(clock, capsys):
    make_request(email="vera@example.org")
    OutboxMessage.objects.filter(template="request_notice").delete()

    call_command("after_restore")

    assert capsys.readouterr().out == "Mails stopped: 1. Staff find them at the desk.\n"


def test_command_says_when_more_may_be_written(clock, capsys, monkeypatch):
    make_request(email="vera@example.org")
    parts = {**PARTS, "expiry": broken}
    monkeypatch.setattr(command, "after_restore", lambda: restoring.after_restore(parts))

    with pytest.raises(CommandError, match=r"^Failed, see the log: expiry\. Run this once more"):
        call_command("after_restore")

    assert OutboxMessage.objects.waiting().count() == 0
