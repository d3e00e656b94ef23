"""What is refused before any view, and which policy goes with which page."""

import io

import pytest
from django.conf import settings
from django.core.signals import request_started
from django.db import close_old_connections
from django.http import HttpResponse
from django.utils.csp import build_policy

from home.middleware import RefuseUnreadableBodies
from site_project.handler import Application

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def open_connection():
    """Keeps the test's transaction alive where the application is called without the client."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


def post(client, content_type, body=b"a=b", path="/nowhere/"):
    return client.generic("POST", path, body, content_type=content_type)


@pytest.mark.parametrize(
    "content_type",
    [
        f"{FORM}; charset=utf-16",
        f"{FORM}; charset=utf-7",
        f"{FORM}; charset=iso-8859-1",
        f"{FORM}; charset=unheard-of",
        f'{FORM}; charset="utf',
        "multipart/form-data; boundary=x; charset=utf-16",
        "application/json",
        "text/plain",
        "",
    ],
)
def test_body_that_no_form_sends_is_refused_with_a_page(client, content_type):
    response = post(client, content_type)
    assert response.status_code == 415
    assert "<h1>This could not be read</h1>" in response.text


@pytest.mark.parametrize(
    "content_type",
    [
        FORM,
        f"{FORM}; charset=utf-8",
        f"{FORM}; charset=UTF-8",
        f"{FORM}; charset=us-ascii",
        "multipart/form-data; boundary=x",
    ],
)
def test_body_of_a_form_passes(client, content_type):
    assert post(client, content_type).status_code == 404


def test_post_without_type_and_body_passes(client):
    assert post(client, "", b"").status_code == 404


def test_ascii_body_is_read_as_the_utf_8_that_it_is(rf):
    refuse = RefuseUnreadableBodies(lambda request: HttpResponse(request.POST["a"]))
    request = rf.generic("POST", "/", b"a=b", content_type=f"{FORM}; charset=us-ascii")
    assert refuse(request).text == "b"


def test_body_above_the_limit_is_refused_with_a_page(client, settings):
    settings.MAX_PUBLIC_BODY_BYTES = 10
    assert post(client, FORM, b"a=12345678").status_code == 404
    response = post(client, FORM, b"a=123456789")
    assert response.status_code == 413
    assert "<h1>This was too much at once</h1>" in response.text


def test_body_is_refused_by_its_declared_length_unread(rf, client, settings):
    class Unreadable(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, buffer):
            raise AssertionError("The body was read.")

    settings.MAX_PUBLIC_BODY_BYTES = 10
    response = client.post(
        "/nowhere/",
        content_type=FORM,
        **{"CONTENT_LENGTH": "11", "wsgi.input": Unreadable()},
    )
    assert response.status_code == 413


def test_length_that_is_no_number_counts_as_none(client):
    response = client.generic("POST", "/nowhere/", b"", content_type=FORM, CONTENT_LENGTH="x")
    assert response.status_code == 404


@pytest.mark.parametrize(("limit", "status"), [(41, 422), (40, 413)])
def test_staff_may_send_more_up_to_a_limit(client, settings, limit, status):
    settings.MAX_PUBLIC_BODY_BYTES, settings.MAX_STAFF_BODY_BYTES = 10, limit
    client.cookies[settings.SESSION_COOKIE_NAME] = "any"
    response = post(client, FORM, b"username=somebody&password=wrong&remember", "/admin/login/")
    assert response.status_code == status


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/images/add/"])
def test_nobody_uploads_without_being_signed_in(client, settings, path):
    settings.MAX_PUBLIC_BODY_BYTES = 10
    response = post(client, "multipart/form-data; boundary=x", b"--x" + b"a" * 8, path)
    assert response.status_code == 413


@pytest.mark.parametrize("content_type", [f"{FORM}; charset*=bogus''x", "a" * 12_000])
def test_type_that_cannot_be_parsed_gets_the_page_too(content_type, open_connection):
    statuses = []
    body = Application()(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/nowhere/",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "CONTENT_TYPE": content_type,
            "CONTENT_LENGTH": "3",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(b"a=b"),
        },
        lambda status, headers: statuses.append(status),
    )
    assert statuses == ["415 Unsupported Media Type"]
    assert b"This could not be read" in b"".join(body)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nowhere/", 404), ("POST", "/nowhere/", 415), ("GET", "/admin/nowhere/", 302)],
)
def test_every_answer_carries_the_security_headers(client, method, path, status):
    response = client.generic(method, path, b"x" if method == "POST" else b"")
    assert response.status_code == status
    policy = settings.ADMIN_CSP if path.startswith("/admin/") else settings.SECURE_CSP
    assert response["Content-Security-Policy"] == build_policy(policy)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"


def test_public_policy_allows_nothing_inline():
    assert "unsafe" not in build_policy(settings.SECURE_CSP)
    assert build_policy(settings.SECURE_CSP).startswith("default-src 'none'")


@pytest.mark.parametrize("path", ["/%00", "/services/%00/request/", "/admin/%00/"])
def test_path_with_nul_is_not_found(client, path):
    assert client.get(path).status_code == 404
