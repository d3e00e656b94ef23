"""A real SMTP server on a free port of this machine, which can be told to misbehave."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.test import override_settings

SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


class Inbox:
    """Keeps what arrives, and counts the `connections` that were made.

    Its moods, all off at first: `answer` replaces the reply to DATA, `refuse` the one to RCPT;
    `unknown` are addresses that it refuses for good; `hang`: takes a mail and never answers;
    `drop_at`: hangs up at that command, at DATA with the mail in hand; `lie`: takes a mail, keeps
    it, and hangs up before it says so; `hang_up`: closes the connection between two mails;
    `most`: refuses more mails of one connection than this; `seconds`: how long it takes to take
    a mail.
    """

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.connections = 0
        self.answer = "250 OK"
        self.refuse = ""
        self.unknown: set[str] = set()
        self.hang = False
        self.drop_at = ""
        self.lie = False
        self.hang_up = False
        self.most = 0
        self.seconds = 0.0
        self.port = free_port()

    @property
    def ids(self) -> list[str]:
        return [message["Message-ID"] for message in self.messages]

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if self.drop_at == "MAIL":
            server.transport.close()
        session.mails = getattr(session, "mails", 0) + 1
        if self.most and session.mails > self.most:
            return "421 too many mails, connect again"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.drop_at == "RCPT":
            server.transport.close()
        if self.refuse:
            return self.refuse
        if address in self.unknown:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.hang:
            await asyncio.sleep(3600)
        if self.seconds:
            await asyncio.sleep(self.seconds)
        if self.drop_at == "DATA":
            server.transport.close()
            return "250 OK"
        if self.answer.startswith("250"):
            self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
            self.recipients.append(envelope.rcpt_tos)
        if self.lie:
            server.transport.close()
        return self.answer

    async def handle_NOOP(self, server, session, envelope, arg):  # noqa: N802
        if self.hang_up:
            server.transport.close()
        return "250 OK"


class CountingController(Controller):
    def factory(self) -> SMTP:
        self.handler.connections += 1
        return super().factory()


def free_port() -> int:
    """One on which nothing listens. The controller connects to its own port when it starts, so
    it can't be given 0.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def mailer_at(port: int, **options: Any) -> Iterator[None]:
    """Django's mailer pointed at a port of this machine."""
    all_options = {"host": "127.0.0.1", "port": port, "timeout": 5} | options
    mailer = {"BACKEND": SMTP_BACKEND, "OPTIONS": all_options}
    with override_settings(MAILERS={"default": mailer}):
        yield


@contextmanager
def serving(inbox: Inbox, **options: Any) -> Iterator[None]:
    """The inbox behind its port; `options` are the controller's."""
    controller = CountingController(inbox, hostname="127.0.0.1", port=inbox.port, **options)
    controller.start()
    inbox.connections = 0  # the controller's own look at its port is none
    try:
        yield
    finally:
        controller.stop()


@contextmanager
def smtp_server(**options: Any) -> Iterator[Inbox]:
    """An inbox behind SMTP, and Django's mailer, with these options, pointed at it."""
    inbox = Inbox()
    with serving(inbox), mailer_at(inbox.port, **options):
        yield inbox


@contextmanager
def greeting(words: bytes) -> Iterator[int]:
    """A port where a server says this and hangs up; where it says nothing, it says so for ever."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        if words:
            threading.Thread(target=_greet, args=[server, words], daemon=True).start()
        yield server.getsockname()[1]


def _greet(server: socket.socket, words: bytes) -> None:
    while True:
        try:
            caller, _address = server.accept()
        except OSError:
            return
        with caller:
            caller.sendall(words + b"\r\n")
