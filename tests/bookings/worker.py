"""The worker as a process of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

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
def worker(tmp_path: Path, smtp_port: int, pause: float = 0.2) -> Iterator[subprocess.Popen[bytes]]:
    """A worker on the test's own database that sends to a port of this machine."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "site_project.settings.local",
        "DATABASE_URL": database_url(),
        "STATE_DIR": str(tmp_path),
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(smtp_port),
        "SMTP_STARTTLS": "off",
    }
    command = [sys.executable, "manage.py", "worker", "--seconds", str(pause)]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(condition: Callable[[], bool], patience: float = PATIENCE_SECONDS) -> None:
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def stop(process: subprocess.Popen[bytes]) -> int:
    """Ask it to end; its exit code."""
    process.send_signal(signal.SIGTERM)
    return process.wait(timeout=30)
