"""The worker as a process of its own, stopped in every way."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from bookings.domain.outbox import deliver_due
from bookings.models import OutboxMessage
from home.models import PracticeSettings
from tests.bookings.smtp import smtp_server
from tests.factories.bookings import make_request

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database")]
PATIENCE_SECONDS = 60


def database_url() -> str:
    """The test's own database, as DATABASE_URL."""
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{config['NAME']}"
    login = quote(config["USER"])
    if config["PASSWORD"]:
        login += ":" + quote(config["PASSWORD"])
    port = f":{config['PORT']}" if config["PORT"] else ""
    return f"postgres://{login}@{quote(config['HOST'], safe='')}{port}/{config['NAME']}"


@contextmanager
def worker(tmp_path: Path, smtp_port: int):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "site_project.settings.local",
        "DATABASE_URL": database_url(),
        "STATE_DIR": str(tmp_path),
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(smtp_port),
        "SMTP_STARTTLS": "off",
    }
    command = [sys.executable, "manage.py", "worker", "--seconds", "0.2"]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


@pytest.fixture
def mail():
    PracticeSettings.current()
    make_request(email="vera@example.org")
    return OutboxMessage.objects.get()


def test_worker_sends_and_stops_when_asked(mail, tmp_path):
    with smtp_server() as inbox, worker(tmp_path, inbox.port) as process:
        wait_until(lambda: OutboxMessage.objects.filter(status="sent").exists())
        process.send_signal(signal.SIGTERM)
        code = process.wait(timeout=30)

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
