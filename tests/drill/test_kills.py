"""A thousand visitors, while server and worker are killed -9 again and again (security.md 1, 2, 6).

LOST: acknowledged, and not in the database or never mailed. TWICE: in it two times. Visitors send
the same check page until they are answered, as a person who reloads does.
"""

import random
import time
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from django.db import connection
from django.db.models import Count
from django.utils import timezone

from bookings.models import AuditEvent, BookingRequest, HealthAnswers, OutboxMessage
from tests.bookings.smtp import smtp_server
from tests.bookings.worker import wait_until
from tests.drill.serving import Server, Worker, environment
from tests.drill.visitors import Visitor, address_of

pytestmark = [pytest.mark.drill, pytest.mark.django_db, pytest.mark.usefixtures("own_database")]

PEOPLE = 1000
AT_ONCE = 24
SERVER_KILLS = 10
WORKER_KILLS = 4
PATIENCE_SECONDS = 300
# This part of all visitors never sees the first answer, and sends again.
IMPATIENT = 0.2


def test_of_a_thousand_requests_none_is_lost_and_none_twice(
    tmp_path, static, service, answers, figures
):
    env = environment(tmp_path, static=static)
    began = time.monotonic()
    with smtp_server() as inbox, ExitStack() as running:
        server = running.enter_context(Server(env))
        worker = running.enter_context(Worker(env, smtp_port=inbox.port))
        visitors = [
            Visitor(number, server=server, service=service, answers=answers)
            for number in range(PEOPLE)
        ]
        acknowledged = all_ask(visitors, server, worker)
        # What a killed worker had in hand, without the wait for its lease.
        OutboxMessage.objects.filter(status="sending").update(leased_until=timezone.now())
        unsent = OutboxMessage.objects.exclude(status="sent")
        wait_until(lambda: not unsent.exists(), PATIENCE_SECONDS)

    stored = Counter(BookingRequest.objects.values_list("email", flat=True))
    pages = {f"/requested/{request.public_id}/" for request in BookingRequest.objects.all()}
    lost = [visitor for visitor, page in acknowledged.items() if page not in pages]
    twice = [visitor for visitor, times in stored.items() if times > 1]
    again = sum(visitor.tries for visitor in visitors) - 2 * PEOPLE
    figures.append(
        f"{connection.vendor}: {len(acknowledged)} acknowledged, LOST {len(lost)}, "
        f"TWICE {len(twice)}, {again} tries again; kill -9: server {SERVER_KILLS}, "
        f"worker {WORKER_KILLS}; {time.monotonic() - began:.0f} s"
    )
    assert (len(acknowledged), len(pages), lost, twice) == (PEOPLE, PEOPLE, [], [])
    assert_every_request_is_whole()
    assert_every_mail_came(inbox)


def all_ask(visitors: list[Visitor], server: Server, worker: Worker) -> dict[str, str]:
    """The address of the confirmation page by mail address, after all the kills."""
    acknowledged: dict[str, str] = {}

    def ask(visitor: Visitor) -> None:
        visitor.check_patiently()
        if chance.random() < IMPATIENT:
            visitor.send_and_leave()
        acknowledged[visitor.email] = address_of(visitor.insist())

    chance = random.Random(8)  # noqa: S311
    kills = [server] * SERVER_KILLS + [worker] * WORKER_KILLS
    chance.shuffle(kills)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        asked: list[Future[None]] = [threads.submit(ask, visitor) for visitor in visitors]
        for number, victim in enumerate(kills, start=1):
            due = PEOPLE * number // (len(kills) + 1)
            wait_until(lambda due=due: len(acknowledged) >= due, PATIENCE_SECONDS)
            time.sleep(chance.random() / 4)
            victim.kill()
            victim.start()
        for one in asked:
            one.result()
    return acknowledged


def assert_every_request_is_whole() -> None:
    """All the rows of each, and none of another: what one transaction wrote."""
    assert Counter(BookingRequest.objects.values_list("status", flat=True)) == {"received": PEOPLE}
    parts = BookingRequest.objects.annotate(
        wishes=Count("preferences", distinct=True), mails=Count("messages", distinct=True)
    )
    assert set(parts.values_list("wishes", "mails")) == {(1, 2)}
    assert HealthAnswers.objects.count() == PEOPLE
    assert AuditEvent.objects.filter(action="submitted").count() == PEOPLE
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchall() == [("ok",)]


def assert_every_mail_came(inbox) -> None:
    """Each at least once; a second copy only of what a worker had in hand when it was killed."""
    assert set(inbox.ids) == set(OutboxMessage.objects.values_list("message_id", flat=True))
    assert len(inbox.ids) <= 2 * PEOPLE + WORKER_KILLS
