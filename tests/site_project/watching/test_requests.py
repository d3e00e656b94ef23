"""A line and a mark for each request, whatever becomes of it."""

import re

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import path

from home import views
from site_project.urls import urlpatterns as real_urlpatterns
from site_project.watching import requests
from tests.site_project.watching.reading import log

LOGGER = requests.__name__


def broken(request):
    raise RuntimeError(request.GET["q"])


def without_database(request):
    raise OperationalError("The database does not answer.")


handler500 = views.server_error
urlpatterns = [path("broken/", broken), path("down/", without_database), *real_urlpatterns]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.fixture
def proxied(settings):
    settings.TRUSTED_PROXIES = 1


def test_line_of_a_request(visitor):
    with log(LOGGER) as lines:
        response = visitor.get("/robots.txt?from=a-secret-place", REMOTE_ADDR="203.0.113.7")

    [line] = lines.lines()
    assert line.pop("time")
    assert line.pop("ms") >= 0
    size = len(response.content)
    assert re.sub(r"\d+ ms", "… ms", line.pop("message")) == (
        f"GET /robots.txt 200 … ms {size} bytes 203.0.113.0"
    )
    assert line == {
        "level": "INFO",
        "logger": LOGGER,
        "trace": response["X-Request-ID"],
        "method": "GET",
        "path": "/robots.txt",
        "status": 200,
        "bytes": size,
        "client": "203.0.113.0",
    }


@pytest.mark.parametrize(
    ("method", "address", "more", "status"),
    [
        ("get", "/nowhere/", {}, 404),
        ("post", "/robots.txt", {}, 405),
        ("get", "/", {"headers": {"host": "evil.example"}}, 400),
        ("post", "/", {"content_type": "text/plain", "data": "x"}, 415),
        ("get", "/broken/", {}, 500),
        ("get", "/down/", {}, 503),
        ("get", "/static/css/site.css", {}, 200),
    ],
)
def test_whatever_is_answered_has_a_line_and_its_mark(visitor, method, address, more, status):
    with log(LOGGER) as lines:
        response = getattr(visitor, method)(address, **more)
    response.close()

    told = [(line["status"], line["path"], line["trace"]) for line in lines.lines()]
    assert told == [(status, address, response["X-Request-ID"])]


def test_mark_is_in_every_line_of_the_request_and_on_the_page_of_its_failure(visitor):
    with log() as lines:
        page = visitor.get("/broken/?q=canary-4711")

    mark = page["X-Request-ID"]
    assert [line["trace"] for line in lines.lines()] == [mark, mark]
    assert f"<code>{mark}</code>" in page.text
    assert "RuntimeError" in lines.lines("django.request")[0]["error"]
    assert "canary" not in lines.text


def test_each_request_has_a_mark_of_its_own(visitor):
    marks = {visitor.get("/robots.txt")["X-Request-ID"] for _ in range(3)}
    assert len(marks) == 3
    assert all(re.fullmatch(r"[0-9a-f]{8}", mark) for mark in marks)


def test_mark_of_a_visitor_is_not_taken(visitor):
    response = visitor.get("/robots.txt", headers={"X-Request-ID": "of-a-visitor"})
    assert response["X-Request-ID"] != "of-a-visitor"


def test_mark_of_the_proxy_is_taken(visitor, proxied):
    response = visitor.get("/robots.txt", headers={"X-Request-ID": "a1b2-of-the-proxy"})
    assert response["X-Request-ID"] == "a1b2-of-the-proxy"


@pytest.mark.parametrize("given", ["short", "x" * 65, "with spaces in it", "<script>x</script>"])
def test_mark_of_the_proxy_that_is_none_is_not_taken(visitor, proxied, given):
    response = visitor.get("/robots.txt", headers={"X-Request-ID": given})
    assert re.fullmatch(r"[0-9a-f]{8}", response["X-Request-ID"])


def test_network_is_the_one_that_the_proxy_saw(visitor, proxied):
    with log(LOGGER) as lines:
        visitor.get("/robots.txt", headers={"X-Forwarded-For": "192.0.2.1, 198.51.100.7"})
    assert [line["client"] for line in lines.lines()] == ["198.51.100.0"]


def test_slow_request_is_a_warning(visitor, settings):
    with log(LOGGER) as lines:
        visitor.get("/robots.txt")
        settings.SLOW_REQUEST_MS = 0
        visitor.get("/robots.txt")
    assert [line["level"] for line in lines.lines()] == ["INFO", "WARNING"]


def test_secret_address_is_not_in_its_line(visitor):
    with log() as lines:
        visitor.get("/my-request/s3cret-4711/?x=s3cret")
        visitor.get("/calendar/s3cret-4711.ics")
    assert [line["path"] for line in lines.lines(LOGGER)] == ["/my-request/…/", "/calendar/…"]
    assert "s3cret" not in lines.text


def test_length_of_what_is_streamed_is_told_where_it_is_known(visitor):
    with log(LOGGER) as lines:
        response = visitor.get("/static/css/tokens.css", headers={"accept-encoding": "identity"})
        size = len(b"".join(response.streaming_content))
    assert [line["bytes"] for line in lines.lines()] == [size]
