"""Exceptions, told without what they quote.

What went wrong while somebody's answers were stored may repeat them: PostgreSQL quotes the row,
a ValueError the value. So where it happened is told, line by line, and what it says only where
that is about the site itself.
"""

import traceback
from collections.abc import Iterator
from smtplib import SMTPException
from typing import Final

from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, InterfaceError, OperationalError, ProgrammingError
from django.template import TemplateDoesNotExist

# They name parts of the code, the database or the installation.
ABOUT_THE_SITE: Final = (
    AttributeError,
    ImportError,
    ImproperlyConfigured,
    NameError,
    TemplateDoesNotExist,
    TypeError,
    # The first line names a table or constraint; rows are quoted below it.
    IntegrityError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
)
MOST_FRAMES: Final = 40


def name_of(error: BaseException) -> str:
    kind = type(error)
    return f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")


def words_of(error: BaseException) -> str:
    """What `error` says, as far as it can quote nobody; else ""."""
    if isinstance(error, OSError) and not isinstance(error, SMTPException):
        return error.strerror or ""
    if isinstance(error, ABOUT_THE_SITE):
        return str(error).split("\n", 1)[0]
    return ""


def told(error: BaseException) -> str:
    """`error` and what led to it, the first cause first; a line for each place it came through."""
    return "\n".join(line for link in chain(error) for line in _lines(link))


def chain(error: BaseException) -> list[BaseException]:
    """The first cause of `error`, what it led to, and so on up to `error` itself."""
    found: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in found:
        found.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return found[::-1]


def places(error: BaseException) -> list[traceback.FrameSummary]:
    """Where `error` came through, the last MOST_FRAMES of them; lines of code and no values."""
    return list(traceback.extract_tb(error.__traceback__))[-MOST_FRAMES:]


def _lines(error: BaseException) -> Iterator[str]:
    for place in places(error):
        yield f"{place.filename}:{place.lineno} {place.name}: {place.line}"
    words = words_of(error)
    yield f"{name_of(error)}: {words}" if words else name_of(error)
