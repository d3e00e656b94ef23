"""What reaches a server for reports of errors, over HTTP; and above all what does not."""

import logging

import pytest
from django.db import DataError, connection
from django.test import Client
from django.urls import path

from home import views
from site_project.settings.logs import logs
from site_project.watching.reporting import ReportErrors
from tests.site_project.watching.sink import reported, sink

CANARY = "canary-4711"


def broken(request):
    typed = request.POST["notes"]
    if request.GET:
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s::int" if connection.vendor == "postgresql" else "?", [typed])
    raise ValueError(typed)


handler500 = views.server_error
urlpatterns = [path("broken/", broken), path("my-request/<str:token>/", broken)]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def both():
    with reported() as both:
        yield both


@pytest.fixture
def server(both):
    return both[0]


@pytest.fixture
def reporter(both):
    return both[1]


@pytest.fixture
def visitor():
    browser = Client(raise_request_exception=False)
    browser.cookies["sessionid"] = CANARY
    return browser


def fail(visitor, address="/broken/"):
    return visitor.post(
        address,
        {"notes": CANARY, "name": "Vera Visitor"},
        headers={"referer": f"https://practice.example/?q={CANARY}", "user-agent": CANARY},
        REMOTE_ADDR="203.0.113.7",
    )


def test_error_of_a_page_is_reported(server, reporter, visitor):
    page = fail(visitor)
    reporter.flush()

    [event] = server.events
    [error] = event["exception"]["values"]
    assert (page.status_code, event["level"], event["logger"]) == (500, "error", "django.request")
    assert event["logentry"]["formatted"] == "Internal Server Error: /broken/"
    assert event["tags"] == {"trace": page["X-Request-ID"]}
    assert (error["type"], error["value"]) == ("ValueError", "")
    place = error["stacktrace"]["frames"][-1]
    assert place.pop("lineno") > 0
    assert place == {
        "filename": "tests/site_project/watching/test_reporting.py",
        "function": "broken",
        "context_line": "raise ValueError(typed)",
        "in_app": True,
    }


@pytest.mark.parametrize("address", ["/broken/", "/broken/?q=x", f"/my-request/{CANARY}/"])
def test_report_says_nothing_of_what_was_sent(server, reporter, visitor, address):
    fail(visitor, address)
    reporter.flush()

    [sent] = server.sent
    leaks = [CANARY, "Vera", "203.0.113", "sessionid", "HTTP_", "csrftoken", "user-agent: canary"]
    assert [leak for leak in leaks if leak.lower() in sent.lower()] == []


def test_report_has_nothing_but_what_is_built_here(server, reporter, visitor):
    fail(visitor)
    reporter.flush()

    [event] = server.events
    of_ours = {"level", "logger", "logentry", "tags", "exception"}
    of_the_library = {"event_id", "timestamp", "environment", "release", "server_name", "sdk"}
    assert set(event) <= of_ours | of_the_library | {"platform"}
    assert (event.get("server_name", ""), event.get("release", "")) == ("", "")


def test_causes_are_reported_in_their_order(server, reporter):
    try:
        try:
            raise DataError(CANARY)
        except DataError as error:
            raise AttributeError("no attribute 'x'") from error
    except AttributeError:
        logging.getLogger("site.x").exception("Failed: %s", "vera@example.org")
    reporter.flush()

    [event] = server.events
    told = [(error["type"], error["value"]) for error in event["exception"]["values"]]
    assert told == [("DataError", ""), ("AttributeError", "no attribute 'x'")]
    assert event["logentry"] == {"message": "Failed: %s", "formatted": "Failed: …@…"}


def test_warnings_and_refusals_are_not_reported(server, reporter):
    logging.getLogger("site.x").warning("Mail 7 was not sent")
    logging.getLogger("django.security.RequestDataTooBig").error("Too big")
    reporter.flush()
    assert server.sent == []


def test_server_that_is_gone_disturbs_nobody(visitor):
    with sink() as server:
        dsn = server.dsn
    handler = ReportErrors(dsn)
    logging.getLogger().addHandler(handler)
    try:
        assert fail(visitor).status_code == 500
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()


class Environment(dict):
    def str(self, name, default):
        return self.get(name, default)


def test_errors_are_reported_only_where_a_server_is_named():
    without = logs(Environment())
    named = logs(Environment(SENTRY_DSN="https://key@errors.example/1"))
    assert without["root"]["handlers"] == ["console"]
    assert named["root"]["handlers"] == ["console", "errors"]
    assert named["handlers"]["errors"] == {
        "class": "site_project.watching.reporting.ReportErrors",
        "level": "ERROR",
        "dsn": "https://key@errors.example/1",
    }
