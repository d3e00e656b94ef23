"""The site as production runs it: granian, production settings, a database of the test's own.

    with Server(environment(tmp_path, static=static)) as server:
        server.ask("/").status
        server.kill()
        server.start()

Its keys are those of the suite, so that a test can make a token and read what was stored. The
static files come from the fixture `static`.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from django.conf import settings

from site_project.management.commands.start import granian
from tests.bookings.smtp import free_port
from tests.bookings.worker import database_url
from tests.files import ROOT

HOST = "practice.example"
SITE = f"https://{HOST}"
# A browser's cookie and the form's field say the same; any 32 letters will do.
CSRF_TOKEN = "0123456789abcdefghijklmnopqrstuv"
PATIENCE_SECONDS = 120

NoAnswer = OSError, HTTPException
Form = Mapping[str, str | Sequence[str]]


def environment(folder: Path, *, static: Path, **changes: str) -> dict[str, str]:
    """What an installation sets, its state in `folder`; `changes` set something else."""
    if not (folder / "static").exists():
        (folder / "static").symlink_to(static)
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return inherited | {
        "DJANGO_SETTINGS_MODULE": "site_project.settings.production",
        "SECRET_KEY": settings.SECRET_KEY,
        "LINK_KEY": settings.LINK_KEY,
        "HEALTH_KEYS": ",".join(settings.HEALTH_KEYS),
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": SITE,
        "MAIL_FROM": "desk@practice.example",
        "TRUSTED_PROXIES": "1",
        "DATABASE_URL": database_url(),
        "STATE_DIR": str(folder),
        "PYTHONUNBUFFERED": "1",
        **changes,
    }


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str


class Process:
    """Something of the product that runs; the context starts and ends it. It writes its `log`."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], log: str) -> None:
        self.command = command
        self.env = env
        self.log = Path(env["STATE_DIR"], log)
        self.process: subprocess.Popen[bytes] | None = None
        self.handed_over: tuple[int, ...] = ()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=self.handed_over,
            )

    @property
    def is_up(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """As a power cut does it: kill -9 for it and all that it started."""
        assert self.process
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self, patience: float = 30) -> int:
        """Ask it to end, as a service manager does; its exit code."""
        assert self.process
        self.process.terminate()
        return self.process.wait(patience)


class Worker(Process):
    """Sends mails to a port of this machine, and does what else is due."""

    def __init__(self, env: Mapping[str, str], *, smtp_port: int) -> None:
        mail = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(smtp_port), "SMTP_STARTTLS": "off"}
        command = [sys.executable, "manage.py", "worker", "--seconds", "0.5"]
        super().__init__(command, {**env, **mail}, "worker.log")


class Server(Process):
    """A server on a port of its own, behind an imagined proxy."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.port = free_port()
        super().__init__(granian(self.port), env, "server.log")

    def start(self) -> None:
        """Start it, and wait until it answers, whatever it answers."""
        super().start()
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            with suppress(*NoAnswer):
                self.ask("/robots.txt")
                return
            assert self.is_up, self.log.read_text()
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.1)

    def ask(
        self,
        path: str,
        data: Form | None = None,
        *,
        client: str = "203.0.113.1",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """What the proxy gets for a visitor at `client`: of GET, or of the POST of a form.

        Raises one of NoAnswer where the server gives none. Redirects are not followed.
        """
        with closing(self._call(path, data, client, headers or {})) as connection:
            answer = connection.getresponse()
            headers = {name: ", ".join(answer.headers.get_all(name)) for name in answer.headers}
            return Answer(answer.status, headers, answer.read().decode())

    def ask_and_leave(self, path: str, data: Form, *, client: str, after: float) -> None:
        """The same for somebody who is gone, `after` so many seconds, before the answer comes."""
        with closing(self._call(path, data, client, {})):
            time.sleep(after)

    def _call(
        self, path: str, data: Form | None, client: str, headers: Mapping[str, str]
    ) -> HTTPConnection:
        sent = {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": client,
            "Cookie": f"__Host-csrftoken={CSRF_TOKEN}",
            "Origin": SITE,
        }
        method, body = "GET", None
        if data is not None:
            method = "POST"
            body = urlencode({"csrfmiddlewaretoken": CSRF_TOKEN, **data}, doseq=True)
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        connection.request(method, path, body, {**sent, **headers})
        return connection
