"""What the real server writes down when an address that is a secret goes wrong."""

import os
import socket
import subprocess
import time
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from site_project.management.commands.start import granian
from tests.files import ROOT

pytestmark = pytest.mark.once

SECRETS = [f"/calendar/{'s3cret' * 5}.ics", f"/my-request/{'s3cret' * 8}/"]
PATIENCE_SECONDS = 60


def test_server_writes_down_no_secret_address(tmp_path):
    """Of a database that is not there, so that it has something to say; asked to log all."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    lines = tmp_path / "lines"
    with lines.open("w") as log:
        server = subprocess.Popen(
            granian(port),
            cwd=ROOT,
            env=os.environ
            | {"DJANGO_SETTINGS_MODULE": "site_project.settings.test"}
            | {"TEST_DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}"}
            | {"GRANIAN_LOG_ACCESS_ENABLED": "true"},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        statuses = [status_of(f"http://127.0.0.1:{port}{path}", server) for path in SECRETS]
    finally:
        server.terminate()
        server.wait(PATIENCE_SECONDS)

    assert statuses == [503, 503]
    assert "/calendar/…" in lines.read_text()
    assert "/my-request/…/" in lines.read_text()
    assert "s3cret" not in lines.read_text()


def status_of(address, server):
    """What the server answers, once it is there."""
    until = time.monotonic() + PATIENCE_SECONDS
    while server.poll() is None and time.monotonic() < until:
        try:
            with urlopen(address, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310
                return answer.status
        except HTTPError as error:
            with error:
                return error.code
        except OSError:
            time.sleep(0.1)
    return None
