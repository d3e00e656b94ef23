"""The worker with many mails: killed again and again, and as big at the end as at the start."""

import random
from contextlib import ExitStack

import psutil
import pytest
from django.utils import timezone

from bookings.models import OutboxMessage
from tests.bookings.smtp import smtp_server
from tests.bookings.worker import stop, wait_until, worker
from tests.factories.mails import queue_mails

pytestmark = [pytest.mark.drill, pytest.mark.django_db, pytest.mark.usefixtures("own_database")]

KILLS = 6
# What Python and the database keep for later uses varies by less.
LEEWAY_BYTES = 4 * 1024 * 1024


def waiting() -> int:
    return OutboxMessage.objects.exclude(status="sent").count()


@pytest.mark.parametrize("seed", range(3))
def test_no_mail_of_two_hundred_is_lost_however_often_workers_are_killed(tmp_path, seed):
    ids = queue_mails(200)
    chance = random.Random(seed)  # noqa: S311
    with smtp_server() as inbox, ExitStack() as workers:
        inbox.seconds = 0.01
        pair = [workers.enter_context(worker(tmp_path, inbox.port)) for _ in range(2)]
        for kill in range(1, KILLS + 1):
            wait_until(lambda: len(inbox.messages) >= 200 * kill // (KILLS + 2))  # noqa: B023
            victim = pair.pop(chance.randrange(2))
            victim.kill()
            victim.wait()
            pair.append(workers.enter_context(worker(tmp_path, inbox.port)))
        wait_until(lambda: not OutboxMessage.objects.filter(status="queued").exists())
        # What they had in hand, without the wait for its lease.
        OutboxMessage.objects.filter(status="sending").update(leased_until=timezone.now())
        wait_until(lambda: waiting() == 0)

    assert sorted(set(inbox.ids)) == sorted(ids)
    # A second copy only of what somebody had in hand when killed.
    assert len(inbox.ids) <= len(ids) + KILLS


def test_worker_is_no_bigger_after_a_thousand_mails_than_after_two_hundred(tmp_path):
    queue_mails(1000)
    with smtp_server() as inbox, worker(tmp_path, inbox.port) as process:
        memory = psutil.Process(process.pid).memory_info
        wait_until(lambda: len(inbox.messages) >= 200)
        after_200 = memory().rss
        wait_until(lambda: waiting() == 0)
        after_1000 = memory().rss
        assert stop(process) == 0

    assert len(set(inbox.ids)) == len(inbox.ids) == 1000
    assert after_1000 - after_200 < LEEWAY_BYTES
