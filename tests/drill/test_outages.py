"""The database goes away, fills up, turns read-only: 503 in words, nothing said to be saved.

The server is not touched: once the database is back, whoever sends the same page again has her
request, once (security.md, row 44).
"""

from collections import Counter

import pytest
from django.db import connection

from bookings.models import BookingRequest
from tests.bookings.smtp import smtp_server
from tests.bookings.worker import wait_until
from tests.drill import faults
from tests.drill.conftest import PHONE
from tests.drill.serving import Server, Worker, environment
from tests.drill.visitors import Visitor, is_acknowledged, send_at_once

pytestmark = [pytest.mark.drill, pytest.mark.django_db, pytest.mark.usefixtures("own_database")]

ON_SQLITE = [faults.no_byte_more, faults.locked]
ON_POSTGRES = [faults.stopped, faults.silent, faults.read_only, faults.full]
# As many as the server answers at once, so that nobody waits for another's wait.
VISITORS = 4


@pytest.fixture
def wire():
    if connection.vendor == "sqlite":
        yield None
        return
    with faults.Wire() as wire:
        yield wire


@pytest.fixture
def server(tmp_path, static, service, wire):
    changes = {"DATABASE_URL": wire.url} if wire else {}
    with Server(environment(tmp_path, static=static, **changes)) as server:
        yield server


def a_visitor(number, server, service, answers):
    """One in front of the check page."""
    visitor = Visitor(number, server=server, service=service, answers=answers)
    visitor.check()
    return visitor


def assert_says_later(answer):
    assert answer.status == 503
    assert answer.headers["retry-after"] == "60"
    assert answer.headers["cache-control"] == "no-store"
    assert "<h1>Back in a moment</h1>" in answer.text
    assert "If you were sending something, it has not arrived." in answer.text
    assert PHONE in answer.text


def assert_is_said_and_passes(server, service, answers, fault):
    visitors = [a_visitor(number, server, service, answers) for number in range(VISITORS)]

    with fault:
        for answer in send_at_once(visitors):
            assert_says_later(answer)
        assert server.ask("/robots.txt").status in {200, 503}
        assert server.is_up

    assert BookingRequest.objects.count() == 0
    assert all(is_acknowledged(visitor.insist()) for visitor in visitors)
    assert all(is_acknowledged(visitor.send()) for visitor in visitors)
    emails = BookingRequest.objects.values_list("email", flat=True)
    assert Counter(emails) == {visitor.email: 1 for visitor in visitors}
    assert server.ask("/").status == 200


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("fault", ON_SQLITE)
def test_file_that_takes_nothing(fault, server, service, answers):
    assert_is_said_and_passes(server, service, answers, fault(server))


@pytest.mark.only_on("sqlite")
def test_file_that_may_only_be_read(server, service, answers):
    visitor = a_visitor(1, server, service, answers)
    server.kill()

    with faults.may_only_be_read():
        faults.without_privileges(server.start)
        assert_says_later(visitor.send())
        assert server.ask("/").status == 200

    assert is_acknowledged(visitor.insist())
    assert BookingRequest.objects.get().email == visitor.email


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("fault", ON_POSTGRES)
def test_server_that_takes_nothing(fault, server, wire, service, answers):
    assert_is_said_and_passes(server, service, answers, fault(wire))


@pytest.mark.only_on("postgresql")
def test_server_and_worker_that_start_before_the_database(server, wire, service, answers):
    first, second = a_visitor(1, server, service, answers), a_visitor(2, server, service, answers)
    server.kill()

    with smtp_server() as inbox, Worker(server.env, smtp_port=inbox.port) as worker:
        with faults.stopped(wire):
            server.start()
            # By a process that never had a database.
            assert_says_later(server.ask("/"))
            assert_says_later(first.send())
        assert is_acknowledged(first.insist())
        wait_until(lambda: len(inbox.messages) == 2)
        with faults.stopped(wire):
            assert_says_later(second.send())
            wait_until(lambda: "This part of the round failed: mail" in worker.log.read_text())
        assert is_acknowledged(second.insist())
        wait_until(lambda: len(inbox.messages) == 4)
        assert worker.is_up
