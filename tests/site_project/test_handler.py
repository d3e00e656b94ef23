"""What comes over the wire, before Django makes a request of it."""

import io
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest
from django.core.signals import request_started
from django.db import close_old_connections

from site_project.handler import Application

pytestmark = pytest.mark.django_db

TOKEN = "0123456789abcdefghijklmnopqrstuv"
FORM = "application/x-www-form-urlencoded"
BOUNDARY = "cut"
FIELDS = {"csrfmiddlewaretoken": TOKEN, "login": "somebody", "password": "wrong"}
PARTS = "".join(
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
    for name, value in FIELDS.items()
)
BODIES = {
    FORM: urlencode(FIELDS).encode(),
    f"multipart/form-data; boundary={BOUNDARY}": f"{PARTS}--{BOUNDARY}--\r\n".encode(),
}


@pytest.fixture(autouse=True)
def open_connection():
    """Keeps the test's transaction alive where the application is called without the client."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


def log_in(settings, content_type: str, body: bytes, *, length: str) -> str:
    """The status of the answer to a form that was sent to the log-in page."""
    cookie = SimpleCookie({settings.CSRF_COOKIE_NAME: TOKEN})
    statuses = []
    Application()(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/admin/login/",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "CONTENT_TYPE": content_type,
            "CONTENT_LENGTH": length,
            "HTTP_COOKIE": cookie.output(header="", attrs=[]).strip(),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
        },
        lambda status, headers: statuses.append(status[:3]),
    )
    return statuses[0]


@pytest.mark.parametrize("content_type", BODIES)
def test_body_is_read_when_all_of_it_came(settings, content_type):
    body = BODIES[content_type]

    assert log_in(settings, content_type, body, length=str(len(body))) == "422"


@pytest.mark.parametrize("missing", [1, 10])
@pytest.mark.parametrize("content_type", BODIES)
def test_body_that_ends_early_is_not_read_at_all(settings, content_type, missing):
    body = BODIES[content_type]

    assert log_in(settings, content_type, body[:-missing], length=str(len(body))) == "403"


@pytest.mark.parametrize("length", ["", "x", "-1", "٣"])
def test_length_that_is_no_number_counts_as_none(settings, length):
    assert log_in(settings, FORM, BODIES[FORM], length=length) in {"403", "415"}
