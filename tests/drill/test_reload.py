"""New code, and an end, while visitors ask and send: nobody notices (security.md 37)."""

import os
import signal
import socket
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psutil
import pytest
from django.db import connection

from bookings.models import BookingRequest
from tests.drill.serving import CSRF_TOKEN, HOST, SITE, NoAnswer, Server, environment
from tests.drill.visitors import READING_SECONDS, Visitor, address_of

pytestmark = [pytest.mark.drill, pytest.mark.django_db, pytest.mark.usefixtures("own_database")]

READERS, SENDERS = 3, 3
# What sd_listen_fds(3) describes, seen from the other side.
HAND_OVER = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ["LISTEN_PID"] = str(os.getpid())
os.execv(sys.argv[2], sys.argv[2:])
"""


class Crowd:
    """People who read, and people who ask for a time: each tries once, and never again."""

    def __init__(self, server, service, answers):
        self.server, self.service, self.answers = server, service, answers
        self.address = service.url
        self.over = threading.Event()
        self.dropped, self.statuses, self.pages = [], set(), []

    @contextmanager
    def at_work(self):
        works = [(self.read, 0)] * READERS + [(self.send, number) for number in range(SENDERS)]
        with ThreadPoolExecutor(len(works)) as threads:
            running = [threads.submit(self.go_on, *work) for work in works]
            try:
                yield
            finally:
                self.over.set()
            for one in running:
                one.result()

    def go_on(self, work, number):
        try:
            while not self.over.is_set():
                try:
                    work(number)
                except NoAnswer as error:
                    self.dropped.append(repr(error))
        finally:
            connection.close()

    def read(self, number):
        self.statuses.add(self.server.ask(self.address).status)

    def send(self, number):
        person = 100 * number + len(self.pages)
        visitor = Visitor(person, server=self.server, service=self.service, answers=self.answers)
        visitor.check()
        time.sleep(READING_SECONDS)
        self.pages.append(address_of(visitor.send()))

    def assert_nobody_noticed(self):
        stored = {f"/requested/{request.public_id}/" for request in BookingRequest.objects.all()}
        assert (self.dropped, self.statuses) == ([], {200})
        assert sorted(self.pages) == sorted(stored)
        assert len(stored) >= SENDERS


class HeldServer(Server):
    """Its socket is held by somebody else, as systemd does it, and outlives it."""

    def __init__(self, env):
        super().__init__(env)
        self.listener = socket.create_server(("127.0.0.1", self.port), backlog=128)
        self.handed_over = (self.listener.fileno(),)
        fd = str(self.listener.fileno())
        self.command = [sys.executable, "-c", HAND_OVER, fd, *self.command]

    def kill(self):
        super().kill()
        self.listener.close()


def processes_of(server):
    return {child.pid for child in psutil.Process(server.process.pid).children()}


def reload(server):
    """As a service manager does it; returns when every process is another one."""
    before = processes_of(server)
    os.kill(server.process.pid, signal.SIGHUP)
    until = time.monotonic() + 90
    while len(processes_of(server)) != len(before) or processes_of(server) & before:
        assert time.monotonic() < until, server.log.read_text()
        time.sleep(0.1)


def test_reload_under_load_drops_nothing(tmp_path, static, service, answers):
    env = environment(tmp_path, static=static, SERVER_PROCESSES="2")
    with Server(env) as server:
        crowd = Crowd(server, service, answers)
        with crowd.at_work():
            reload(server)
        assert server.stop() == 0
    crowd.assert_nobody_noticed()


def test_restart_under_load_drops_nothing_where_the_socket_is_held(
    tmp_path, static, service, answers
):
    with HeldServer(environment(tmp_path, static=static)) as server:
        crowd = Crowd(server, service, answers)
        with crowd.at_work():
            time.sleep(READING_SECONDS)
            assert server.stop() == 0
            server.start()
        assert server.stop() == 0
    crowd.assert_nobody_noticed()


def test_stop_answers_what_is_in_hand_and_ends_in_time(tmp_path, static, service, answers):
    body = f"csrfmiddlewaretoken={CSRF_TOKEN}&name=Vera"
    head = (
        f"POST {service.url}request/ HTTP/1.1\r\nHost: {HOST}\r\nOrigin: {SITE}\r\n"
        f"X-Forwarded-Proto: https\r\nCookie: __Host-csrftoken={CSRF_TOKEN}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    with Server(environment(tmp_path, static=static)) as server:
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as slow:
            slow.sendall((head + body[:20]).encode())
            time.sleep(1)
            server.process.terminate()
            time.sleep(1)
            assert server.is_up
            slow.sendall(body[20:].encode())
            answer = slow.recv(100)
        assert server.process.wait(30) == 0
    assert answer.startswith(b"HTTP/1.1 422 ")
