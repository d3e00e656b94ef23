"""What is around the site: disk, uploads, the shared cache, the proxy with its certificate."""

import datetime as dt
import secrets
import socket
import ssl
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache as shared_cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from ..probes import LEAST_FREE_BYTES, free_bytes
from .findings import Finding, note, wrong

# Some days of uploads and backups.
COMFORTABLE_BYTES: Final = 10 * LEAST_FREE_BYTES
# Renewal is tried from a month before; this is late.
LEAST_DAYS: Final = 14
PATIENCE_SECONDS: Final = 5


def disk() -> Iterator[Finding]:
    free = free_bytes()
    if free < COMFORTABLE_BYTES:
        yield wrong(f"{free // 1024**2} MB are left on the disk of the site's state.")


def uploads() -> Iterator[Finding]:
    """Can a file be stored, read and removed? Raises what the storage raises."""
    name = default_storage.save(f"doctor/{secrets.token_hex(8)}", ContentFile(b"ok"))
    try:
        with default_storage.open(name) as file:
            if file.read() != b"ok":
                yield wrong("What was stored came back otherwise.")
    finally:
        default_storage.delete(name)


def cache() -> Iterator[Finding]:
    key = f"doctor.{secrets.token_hex(8)}"
    shared_cache.set(key, "ok", 10)
    if shared_cache.get(key) != "ok":
        yield wrong("It does not keep what it is given.")
    shared_cache.delete(key)


def certificate() -> Iterator[Finding]:
    """Of what answers at the site's own address: trusted, and not about to end."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    if address.scheme != "https" or not address.hostname:
        yield note("The site's address is not https.")
        return
    place = address.hostname, address.port or 443
    try:
        with (
            socket.create_connection(place, timeout=PATIENCE_SECONDS) as plain,
            ssl.create_default_context().wrap_socket(plain, server_hostname=place[0]) as secure,
        ):
            ends = secure.getpeercert()["notAfter"]
    except ssl.SSLCertVerificationError as error:
        yield wrong(f"Browsers refuse it: {error.verify_message}.")
    except OSError as error:
        yield note(f"{place[0]} could not be reached from here: {type(error).__name__}.")
    else:
        left = dt.datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), dt.UTC) - timezone.now()
        if left < dt.timedelta(days=LEAST_DAYS):
            yield wrong(f"It ends in {left.days} days; the proxy should have renewed it.")
