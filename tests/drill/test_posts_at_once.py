"""Many at once: one check page thirty times, and fifty visitors (security.md, rows 2 and 42)."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bookings.models import BookingRequest, OutboxMessage
from tests.drill.serving import Server, environment
from tests.drill.visitors import Visitor, address_of, send_at_once

pytestmark = [pytest.mark.drill, pytest.mark.django_db, pytest.mark.usefixtures("own_database")]

TIMES = 30


@pytest.fixture
def server(tmp_path, static, service):
    with Server(environment(tmp_path, static=static)) as server:
        yield server


@pytest.fixture
def visitor(server, service, answers):
    visitor = Visitor(1, server=server, service=service, answers=answers)
    visitor.check_patiently()
    return visitor


def assert_one_request(visitor, addresses):
    request = BookingRequest.objects.get()
    assert set(addresses) == {f"/requested/{request.public_id}/"}
    assert (request.email, request.preferences.count()) == (visitor.email, 1)
    assert OutboxMessage.objects.count() == 2


def test_page_sent_thirty_times_at_once_is_one_request(visitor):
    answers = send_at_once([visitor] * TIMES)
    answers += [visitor.send()]

    assert [answer.status for answer in answers] == [303] * (TIMES + 1)
    assert_one_request(visitor, map(address_of, answers))


def test_page_sent_thirty_times_across_a_kill_is_one_request(server, visitor):
    start = threading.Barrier(TIMES + 1)

    def insist(_):
        start.wait()
        return visitor.insist()

    with ThreadPoolExecutor(TIMES) as threads:
        answers = threads.map(insist, range(TIMES))
        start.wait()
        server.kill()
        server.start()
        addresses = [address_of(answer) for answer in answers]

    assert len(addresses) == TIMES
    assert_one_request(visitor, addresses)


def test_page_sent_again_with_other_answers_says_so(visitor):
    first = visitor.send()
    visitor.answers["notes"] = "Something else."
    second = visitor.send()

    assert (first.status, second.status) == (303, 409)
    assert "You have sent this page already, with other answers" in second.text
    assert BookingRequest.objects.get().reference in second.text
    assert_one_request(visitor, [address_of(first)])


def test_fifty_visitors_at_once_are_fifty_requests(server, service, answers):
    visitors = [
        Visitor(number, server=server, service=service, answers=answers) for number in range(50)
    ]
    for visitor in visitors:
        visitor.check()

    sent = send_at_once(visitors)

    # Nobody is told that the database is locked.
    assert [answer.status for answer in sent] == [303] * 50
    assert len(set(map(address_of, sent))) == BookingRequest.objects.count() == 50
