import re

import pytest
from django.urls import URLPattern, get_resolver
from hypothesis import given
from hypothesis import strategies as st

from site_project.watching.hiding import MOST_LETTERS, hidden, printable

pytestmark = pytest.mark.once

# Names of arguments in our addresses that are secrets.
SECRET_ARGUMENTS = {"token", "public_id"}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("GET /my-request/s3cret/ 200", "GET /my-request/…/ 200"),
        ("GET /my-request/s3cret/appointment.ics", "GET /my-request/…/appointment.ics"),
        ("/calendar/s3cret.ics", "/calendar/…"),
        ("/requested/0b5e-44/", "/requested/…/"),
        ("/admin/password/new/Mg/s3cret/", "/admin/password/new/Mg/…/"),
        ("/admin/bookings/requests/?q=Vera+Visitor&p=2", "/admin/bookings/requests/?…"),
        ("/search?q=neck HTTP/1.1", "/search?… HTTP/1.1"),
        ("Why? Because.", "Why? Because."),
        ("to vera.o'brien+x@mail.example.org.", "to …@…."),
        ("vera%40example.org", "…@…"),
        ("postgres://site:pass@db.example/practice", "postgres://site:…@…/practice"),
        ("from 203.0.113.7:4711", "from 203.0.113.0:4711"),
        ("from 2001:db8:1:2::7, and on", "from 2001:db8:1::, and on"),
        ("from ::ffff:203.0.113.7", "from 203.0.113.0"),
        ("at http://127.0.0.1:8000/", "at http://127.0.0.1:8000/"),
        ("at 03:07:11 o'clock, 1.2.3.4.5", "at 03:07:11 o'clock, 1.2.3.4.5"),
    ],
)
def test_secrets_are_cut_out_and_the_rest_stays(said, told):
    assert hidden(said) == told


def routes(resolver, before=""):
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern, route)


def test_every_address_with_a_secret_is_hidden():
    """By the names of their arguments: a new page behind a link is found here."""
    told = {
        route: hidden("/" + re.sub(r"<(?:\w+:)?\w+>", "s3cret", route))
        for route in routes(get_resolver())
        if SECRET_ARGUMENTS & set(re.findall(r"(\w+)>", route))
    }

    assert "my-request/<str:token>/move/" in told
    assert {route: line for route, line in told.items() if line.endswith("s3cret/")} == {}
    assert {route: line for route, line in told.items() if "s3cret." in line} == {}


def test_what_is_endless_is_cut():
    assert len(hidden("x" * 10 * MOST_LETTERS)) == MOST_LETTERS


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("two\nlines\r", r"two\nlines\r"),
        ("red \x1b[31m", r"red \x1b[31m"),
        ("a\u2028b\u202ec", r"a\u2028b\u202ec"),
        ("Zoë’s naïve 漢字", "Zoë’s naïve 漢字"),
    ],
)
def test_what_would_disturb_a_terminal_is_spelt(said, told):
    assert printable(said) == told


@given(st.text())
def test_any_text_is_one_printable_line(text):
    assert len(printable(hidden(text)).splitlines()) <= 1
    assert printable(hidden(text)).isprintable()
