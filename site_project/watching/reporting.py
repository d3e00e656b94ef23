"""Errors, reported to a server of one's own choice that speaks Sentry's language.

Only what is built here ever leaves: class and place of each error, what it says as far as that
quotes nobody (mistakes.py), the line of the log and the mark of the request. None of Sentry's
integrations runs, so there is nobody who could collect bodies, cookies, addresses or variables.
"""

import logging
from pathlib import Path
from traceback import FrameSummary
from typing import Any, Final

from sentry_sdk import Client

from home.traces import current_trace

from .hiding import hidden
from .mistakes import chain, places, words_of

ROOT: Final = Path(__file__).resolve().parent.parent.parent
# Not its own troubles, nor those of what it sends with; nor what visitors do wrong on purpose,
# which Django calls an error and answers with 400.
LEFT_OUT: Final = ("sentry_sdk", "urllib3", "django.security")
FLUSH_SECONDS: Final = 2


class ReportErrors(logging.Handler):
    """Sends each record that it gets, from a thread of its own; one that cannot be sent is lost."""

    def __init__(self, dsn: str) -> None:
        super().__init__()
        self.client = Client(
            dsn,
            integrations=[],
            default_integrations=False,
            auto_enabling_integrations=False,
            auto_session_tracking=False,
            send_client_reports=False,
            include_local_variables=False,
            max_breadcrumbs=0,
            # Else they are the machine's name, and what git says.
            server_name="",
            release="",
            shutdown_timeout=FLUSH_SECONDS,
        )

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith(LEFT_OUT):
            self.client.capture_event(report_of(record))

    def flush(self) -> None:
        self.client.flush(timeout=FLUSH_SECONDS)

    def close(self) -> None:
        self.client.close(timeout=FLUSH_SECONDS)
        super().close()


def report_of(record: logging.LogRecord) -> Any:
    """The event, as https://develop.sentry.dev/sdk/event-payloads/ has it."""
    event = {
        "level": record.levelname.lower(),
        "logger": record.name,
        "logentry": {"message": hidden(str(record.msg)), "formatted": hidden(record.getMessage())},
        "tags": {"trace": current_trace()},
    }
    if record.exc_info and record.exc_info[1]:
        event["exception"] = {"values": [_error(link) for link in chain(record.exc_info[1])]}
    return event


def _error(error: BaseException) -> dict[str, Any]:
    return {
        "type": type(error).__qualname__,
        "module": type(error).__module__,
        "value": hidden(words_of(error)),
        "stacktrace": {"frames": [_frame(place) for place in places(error)]},
    }


def _frame(place: FrameSummary) -> dict[str, Any]:
    ours = Path(place.filename).is_relative_to(ROOT) and "site-packages" not in place.filename
    name = str(Path(place.filename).relative_to(ROOT)) if ours else place.filename
    return {
        "filename": name,
        "function": place.name,
        "lineno": place.lineno,
        "context_line": place.line,
        "in_app": ours,
    }
