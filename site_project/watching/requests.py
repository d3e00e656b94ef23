"""A mark and a line for each request: what was asked for, how it went, how long it took."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from bookings.views.client import client_address
from home import traces

from .lines import FIELDS

logger = logging.getLogger(__name__)


class WatchRequests:
    """Must be the first of all middleware: what the others refuse is to be told, too.

    What is answered before Django (home/page_cache/front.py) has a mark and no line.

    The line is a warning where the answer took longer than settings.SLOW_REQUEST_MS.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        given = traces.given(request.headers.get(traces.HEADER, ""))
        with traces.traced(given) as mark:
            response = self.get_response(request)
            response.headers[traces.HEADER] = mark
            _tell(request, response, round((time.perf_counter() - began) * 1000))
        return response


def _tell(request: HttpRequest, response: HttpResponse, ms: int) -> None:
    fields = {
        "method": request.method,
        # Never with its query.
        "path": request.path,
        "status": response.status_code,
        "ms": ms,
        "bytes": _length(response),
        "client": client_address(request),
    }
    slow = ms >= settings.SLOW_REQUEST_MS
    logger.log(
        logging.WARNING if slow else logging.INFO,
        "%(method)s %(path)s %(status)s %(ms)s ms %(bytes)s bytes %(client)s",
        fields,
        extra={FIELDS: fields},
    )


def _length(response: HttpResponse) -> int | None:
    """In bytes; None where it is not known before it is sent."""
    if not response.streaming:
        return len(response.content)
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isdigit() else None
