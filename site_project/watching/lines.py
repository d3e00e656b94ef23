"""Lines of the log: one for each event, in words or as JSON, with nothing secret in it."""

import datetime as dt
import json
import logging
from typing import Any, Final

from home.traces import current_trace

from .hiding import hidden, printable
from .mistakes import told

# What a caller may pass as `extra`, a dict of names and values. Nothing else of a record is told:
# Django's hold whole requests.
FIELDS: Final = "fields"


class JSONLine(logging.Formatter):
    """An event as an object: `time`, `level`, `logger`, `trace`, `message`, its fields, `error`."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(event_of(record))


class PlainLine(logging.Formatter):
    """An event in words: time, level, logger, [trace], message, and how it came about."""

    def format(self, record: logging.LogRecord) -> str:
        event = event_of(record)
        said = [event[name] for name in ("time", "level", "logger")]
        said += [f"[{event['trace']}]"] if event["trace"] else []
        said += [event["message"]]
        said += [event["error"]] if "error" in event else []
        return printable(" ".join(said))


def event_of(record: logging.LogRecord) -> dict[str, Any]:
    """What may be told of `record`."""
    at = dt.datetime.fromtimestamp(record.created, dt.UTC)
    event = {
        "time": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "level": record.levelname,
        "logger": record.name,
        "trace": current_trace(),
        "message": hidden(record.getMessage()),
    }
    for name, value in getattr(record, FIELDS, {}).items():
        event[name] = hidden(value) if isinstance(value, str) else value
    if record.exc_info and record.exc_info[1]:
        event["error"] = hidden(told(record.exc_info[1]))
    return event
