"""What a load balancer, a container engine or a monitor asks: does the process live, may it serve.

Answered before sessions, host names and the practice's settings are looked at: no cookie, no
redirect to HTTPS, nothing about the practice. `/-/live` needs nothing at all; a process that does
not answer it is to be started again. `/-/ready` says 503 where visitors are better served by
another process: the database does not answer, is older than the code, or the disk is full.

Mail that waits is no reason: it would take the whole site down for a mail server's fault, while
requests are safe. `manage.py doctor` and the desk tell of it.
"""

import shutil
from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from .migrations import is_migrated

LIVE = "/-/live"
READY = "/-/ready"
# Below this SQLite, uploads and logs are about to fail.
LEAST_FREE_BYTES = 100 * 1024 * 1024


class Probes:
    """Answers the two addresses; it must sit below what sets headers and above all the rest."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in {LIVE, READY}:
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        missing = list(what_is_missing()) if request.path_info == READY else []
        words = f"missing: {', '.join(missing)}\n" if missing else "ok\n"
        return HttpResponse(
            words,
            status=503 if missing else 200,
            content_type="text/plain; charset=utf-8",
            headers={"Cache-Control": "no-store"},
        )


def what_is_missing() -> Iterator[str]:
    """Why this process should be sent no visitors, in one word each; nothing when it may be."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not is_migrated():
            yield "migrations"
    except DatabaseError:
        yield "database"
    if free_bytes() < LEAST_FREE_BYTES:
        yield "disk"


def free_bytes() -> int:
    """What is left on the disk of the site's state (settings.STATE_DIR)."""
    return shutil.disk_usage(settings.STATE_DIR).free
