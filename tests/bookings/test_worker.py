"""The worker as a process of its own, stopped in every way."""

import pytest
from django.core.checks import Tags
from django.db import OperationalError, connection
from django.utils import timezone

from bookings.domain.outbox import deliver_due
from bookings.management.commands import worker as worker_command
from bookings.models import OutboxMessage
from home.models import PracticeSettings
from tests.bookings.smtp import smtp_server
from tests.bookings.worker import stop, wait_until, worker
from tests.factories.bookings import make_request
from tests.factories.mails import queue_mails

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database")]


@pytest.fixture
def mail():
    PracticeSettings.current()
    make_request(email="vera@example.org")
    return OutboxMessage.objects.get()


def test_worker_sends_and_stops_when_asked(mail, tmp_path):
    with smtp_server() as inbox, worker(tmp_path, inbox.port) as process:
        wait_until(lambda: OutboxMessage.objects.filter(status="sent").exists())
        code = stop(process)

    assert (code, inbox.recipients) == (0, [["vera@example.org"]])


def test_mail_of_a_killed_worker_is_sent_by_the_next_one(mail, tmp_path):
    with smtp_server() as inbox:
        inbox.hang = True
        with worker(tmp_path, inbox.port) as process:
            wait_until(lambda: OutboxMessage.objects.filter(status="sending").exists())
            process.kill()
            process.wait()
        inbox.hang = False
        OutboxMessage.objects.update(leased_until=timezone.now())

        deliver_due()

    assert [m["Message-ID"] for m in inbox.messages] == [mail.message_id]
    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == ("sent", 2)


def test_worker_goes_on_at_once_while_there_is_more(tmp_path):
    """The pause between two rounds is longer than a test is waited for."""
    ids = queue_mails(120)
    with smtp_server() as inbox, worker(tmp_path, inbox.port, pause=3600) as process:
        wait_until(lambda: len(inbox.messages) == 120)
        code = stop(process)

    assert (code, inbox.ids) == (0, ids)
    assert inbox.connections == 3


def test_worker_that_is_asked_to_stop_finishes_the_mail_and_leaves_the_others(tmp_path):
    queue_mails(50)
    with smtp_server() as inbox:
        inbox.seconds = 0.2
        with worker(tmp_path, inbox.port) as process:
            wait_until(lambda: len(inbox.messages) >= 2)
            code = stop(process)
        arrived = len(inbox.messages)

    rows = OutboxMessage.objects
    assert (code, arrived < 50) == (0, True)
    assert rows.filter(status="sent").count() == arrived
    assert rows.filter(status="queued", attempts=0).count() == 50 - arrived


def test_no_mail_is_lost_when_one_of_two_workers_is_killed(tmp_path):
    ids = queue_mails(60)
    with smtp_server() as inbox:
        inbox.seconds = 0.02
        with worker(tmp_path, inbox.port) as survivor, worker(tmp_path, inbox.port) as victim:
            wait_until(lambda: len(inbox.messages) > 10)
            victim.kill()
            victim.wait()
            # What the victim had in hand, without the wait for its lease.
            wait_until(lambda: not OutboxMessage.objects.filter(status="queued").exists())
            OutboxMessage.objects.filter(status="sending").update(leased_until=timezone.now())
            wait_until(lambda: not OutboxMessage.objects.exclude(status="sent").exists())
            assert stop(survivor) == 0

    assert sorted(set(inbox.ids)) == sorted(ids)
    # A second copy only of what the victim had in hand.
    assert len(inbox.ids) <= len(ids) + 1


def test_worker_that_starts_before_the_database_waits_for_it(monkeypatch):
    monkeypatch.setattr(worker_command, "PAUSE_SECONDS", 0)
    asked = []

    def is_away_at_first(execute, sql, *rest):
        asked.append(sql)
        if len(asked) < 3:
            raise OperationalError("The database does not answer.")
        return execute(sql, *rest)

    with connection.execute_wrapper(is_away_at_first):
        found = worker_command.Command().check(tags=[Tags.database], databases=["default"])

    assert found is None
    assert asked[0] == asked[1] == asked[2]
