import json
import logging
import sys

import pytest
import time_machine

from home.traces import traced
from site_project.settings.logs import logs
from site_project.watching.lines import FIELDS, JSONLine, PlainLine

pytestmark = pytest.mark.once

# In seconds since 1970.
NOON = 1_795_348_800.25


def record(words, *arguments, error=None, **more):
    with time_machine.travel(NOON, tick=False):
        made = logging.LogRecord("site.x", logging.WARNING, "x.py", 1, words, arguments, error)
    vars(made).update(more)
    return made


def failed():
    try:
        raise AttributeError("no attribute 'x'")
    except AttributeError:
        return sys.exc_info()


def test_line_in_words():
    with traced("0123abcd"):
        line = PlainLine().format(record("Mail %s was not sent", 7))
    assert line == "2026-11-22T12:00:00.250Z WARNING site.x [0123abcd] Mail 7 was not sent"


def test_line_as_json():
    with traced("0123abcd"):
        line = JSONLine().format(record("Mail %s", 7, **{FIELDS: {"ms": 12, "path": "/a?b"}}))
    assert json.loads(line) == {
        "time": "2026-11-22T12:00:00.250Z",
        "level": "WARNING",
        "logger": "site.x",
        "trace": "0123abcd",
        "message": "Mail 7",
        "ms": 12,
        "path": "/a?…",
    }


@pytest.mark.parametrize("kind", [PlainLine, JSONLine])
def test_nobody_writes_a_line_of_her_own(kind):
    forged = "Vera\r\n2026-11-22T12:00:00.250Z ERROR site.x all is lost\x1b[2K\u2028"
    line = kind().format(record("Sent by %s", forged))
    assert len(line.splitlines()) == 1
    assert line.isprintable()


@pytest.mark.parametrize("kind", [PlainLine, JSONLine])
def test_error_stays_on_its_line(kind):
    line = kind().format(record("It failed", error=failed()))
    assert len(line.splitlines()) == 1
    assert "AttributeError: no attribute 'x'" in line
    assert __file__ in line


@pytest.mark.parametrize("kind", [PlainLine, JSONLine])
def test_line_tells_nothing_that_hangs_on_the_record(kind, rf):
    """As Django's lines do, which carry the request."""
    request = rf.post("/my-request/s3cret/?q=s3cret", {"notes": "s3cret"})
    line = kind().format(record("Failed: %s", request.path, request=request, note="s3cret"))
    assert "Failed: /my-request/" in line
    assert "s3cret" not in line


@pytest.mark.parametrize("kind", [PlainLine, JSONLine])
def test_secrets_are_cut_out_of_words_fields_and_errors(kind):
    try:
        raise AttributeError("vera@example.org at 203.0.113.7")
    except AttributeError:
        error = sys.exc_info()
    line = kind().format(
        record("To %s", "vera@example.org", error=error, **{FIELDS: {"client": "203.0.113.7"}})
    )
    assert "vera" not in line
    assert "203.0.113.7" not in line


class Environment(dict):
    def str(self, name, default):
        return self.get(name, default)


def test_format_is_chosen_by_the_environment():
    used = [
        logs(Environment(given))["formatters"]["chosen"]["()"].rsplit(".")[-1]
        for given in ({}, {"LOG_FORMAT": "line"}, {"LOG_FORMAT": "json"})
    ]
    assert used == ["PlainLine", "PlainLine", "JSONLine"]
    with pytest.raises(ValueError, match="LOG_FORMAT: xml is not known; use line or json"):
        logs(Environment(LOG_FORMAT="xml"))


def test_no_line_goes_past_the_formatter():
    """Whatever logger says it: each hands it on to the root's handler, and has none of its own."""
    loggers = [one for one in logging.root.manager.loggerDict.values() if hasattr(one, "handlers")]
    own = [
        one.name
        for one in loggers
        if not one.propagate or any(type(h) is not logging.NullHandler for h in one.handlers)
    ]
    assert len(loggers) > 50
    # Sentry's own troubles, which it only tells when it is debugged.
    assert set(own) <= {"sentry_sdk.errors"}
