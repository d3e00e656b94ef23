from collections.abc import Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.utils.http import parse_header_parameters


class Application(WSGIHandler):
    """Django 6.1 parses Content-Type before its own error handling starts, so one that cannot

    be parsed would end in the server's bare 500. Called unreadable, it gets our 415.
    """

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        try:
            parse_header_parameters(environ.get("CONTENT_TYPE", ""))
        except ValueError:
            environ["CONTENT_TYPE"] = "application/x-unreadable"
        return super().__call__(environ, start_response)
