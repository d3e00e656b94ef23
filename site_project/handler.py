import io
from collections.abc import Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.utils.http import parse_header_parameters


class Application(WSGIHandler):
    """Django's own, for what clients send that it would fail on or take as it comes.

    It parses Content-Type before its own error handling starts, so one that cannot be parsed
    would end in the server's bare 500: called unreadable, it gets our 415. And it takes what
    has arrived of a form for all of it: a note cut short on its way would be stored as it is.
    """

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        try:
            parse_header_parameters(environ.get("CONTENT_TYPE", ""))
        except ValueError:
            environ["CONTENT_TYPE"] = "application/x-unreadable"
        length = environ.get("CONTENT_LENGTH") or ""
        if length.isascii() and length.isdigit():
            whole = WholeBody(environ["wsgi.input"], int(length))
            environ["wsgi.input"] = io.BufferedReader(whole)
        return super().__call__(environ, start_response)


class WholeBody(io.RawIOBase):
    """A request's body, which raises OSError where it ends before the `length` it was to have.

    Django makes UnreadablePostError of that, so no form is read and the answer is the 403 of
    a form without its token, or the 400 of a view that asks for none; whoever sent half of it has
    mostly gone.
    """

    def __init__(self, body: Any, length: int) -> None:
        self.body = body
        self.left = length

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data: bytes = self.body.read(min(len(buffer), self.left))
        if self.left and not data:
            raise OSError("The body ended early.")
        buffer[: len(data)] = data
        self.left -= len(data)
        return len(data)
