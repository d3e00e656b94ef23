"""The mark of one request, or of one round of the worker: it ties the lines of the log together.

Whatever begins such a thing opens traced(); whoever logs or shows an error asks current_trace().
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from django.conf import settings

HEADER: Final = "X-Request-ID"
MARK: Final = re.compile(r"[A-Za-z0-9-]{8,64}")

_trace: ContextVar[str] = ContextVar("trace", default="")


def current_trace() -> str:
    """The mark of what goes on in this thread; "" outside of any."""
    return _trace.get()


def given(mark: str) -> str:
    """The proxy's own, so that its log and ours can be laid side by side; "" without a proxy.

    A visitor's would let her write what she likes beside others' lines.
    """
    return mark if settings.TRUSTED_PROXIES and MARK.fullmatch(mark) else ""


def new() -> str:
    """A mark of chance, short enough for the phone."""
    return secrets.token_hex(4)


@contextmanager
def traced(trace: str = "") -> Iterator[str]:
    """Work under `trace`, or under a new mark."""
    token = _trace.set(trace or new())
    try:
        yield current_trace()
    finally:
        _trace.reset(token)
