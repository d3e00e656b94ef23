"""Answers from what is kept, before Django makes anything of the request."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from django.conf import settings

from home import traces

from .addresses import address
from .entries import Entries, Entry
from .middleware import PLACE, Place

_MEGABYTE: Final = 1024 * 1024

type Environ = dict[str, Any]
type Application = Callable[[Environ, Any], Iterable[bytes]]


class Front:
    """A WSGI application that answers what it can, and asks `application` for the rest.

    Each process has its own. It holds nothing while a page is made: several that ask for the same
    one make it several times.
    """

    def __init__(self, application: Application) -> None:
        self.application = application
        self.entries = Entries(settings.PAGE_CACHE_MB * _MEGABYTE)

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        where = address(environ)
        if where is None:
            return self.application(environ, start_response)
        entry = self.entries.get(where)
        if entry is not None and entry.is_true():
            return _answer(environ, start_response, entry)
        environ[PLACE] = Place(self.entries, where)
        return self.application(environ, start_response)


def _answer(environ: Environ, start_response: Any, entry: Entry) -> list[bytes]:
    mark = traces.given(environ.get("HTTP_X_REQUEST_ID", "")) or traces.new()
    if _has_it(environ.get("HTTP_IF_NONE_MATCH", ""), entry.etag):
        start_response("304 Not Modified", [*entry.not_modified(), (traces.HEADER, mark)])
        return []
    headers, body = entry.whole(environ.get("HTTP_ACCEPT_ENCODING", ""))
    start_response("200 OK", [*headers, (traces.HEADER, mark)])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _has_it(etags: str, etag: str) -> bool:
    """Whether one of `etags` (If-None-Match) is `etag`, weak or not (RFC 9110, 13.1.2)."""
    return bool(etags) and (etag.removeprefix("W/") in etags or etags.strip() == "*")
