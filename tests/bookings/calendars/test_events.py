"""A visit as an event: whatever a person has typed, it is one event with these properties."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import STATUS

from bookings.calendars.events import calendar_of, event_of, person
from bookings.models import Appointment
from tests.bookings.calendars.reading import check_lines, properties, read

pytestmark = pytest.mark.once

NOON = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
HOSTILE = [
    "a;b,c:d\\e\\n\\",
    "“Q” 'q' \"q\" ^' ^n ^^",
    "x\r\nBEGIN:VEVENT\r\nUID:other\r\nEND:VEVENT",
    "x\nATTENDEE:mailto:spy@example.org\rEND:VCALENDAR",
    "x\u2028URL:https://example.org\x85SUMMARY:y\x0bz\x1cBEGIN:VALARM",
    "\0\n\0a\x07b\x1b[31mc\x7f\x9f\n \0 ",
    "🙂" * 100,
    "עברית \u202e العربية " * 20,
    "👩🏽‍⚕️ é é ﷽ " * 30,
    "n" * 10_000,
    "ß;" * 10_000,
    " \t\r\n ",
    "",
]


def make_text(words, *, name="Practice"):
    visit = Appointment(start=NOON, end=NOON + dt.timedelta(hours=1), calendar_sequence=3)
    event = event_of(
        visit,
        summary=words,
        status=STATUS.CONFIRMED,
        stamp=NOON,
        location=words,
        description=words,
        organizer=person("hello@practice.example.org", name=name),
        attendees=[person("vera@example.org")],
    )
    return calendar_of([event], name=name, method="REQUEST")


def said(words):
    """What is left of a text: its lines, without control characters and idle spaces."""
    lines = [" ".join(line.split()) for line in words.splitlines()]
    lines = ["".join(c for c in line if c.isprintable() or ord(c) > 0x9F) for line in lines]
    return [line.strip() for line in lines if line.strip()]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_was_typed_is_said_in_one_event_and_breaks_nothing(words):
    text = make_text(words, name=words)

    _, event = read(text)
    assert (event.summary or "") == ", ".join(said(words))
    assert (event.location or "") == ", ".join(said(words))
    assert (event.description or "") == "\n".join(said(words))
    # No quotes in a parameter but for RFC 6868.
    assert (event.organizer.common_name or "") == ", ".join(said(words))
    assert [str(guest.uri) for guest in event.attendees] == ["mailto:vera@example.org"]
    assert (event.dtstart, event.uid, event.sequence) == (NOON, event.uid, 3)
    optional = {"LOCATION", "DESCRIPTION"} if said(words) else set()
    assert properties(text)[1] == Counter(
        {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "STATUS", "SUMMARY"}
        | {"ORGANIZER", "ATTENDEE", "CLASS", "TRANSP"}
        | optional
    )


# The library that writes takes a backslash before a capital N for the end of a line.
@given(st.text().filter(lambda words: "\\N" not in words))
@example("a\\;b" * 30)
def test_every_text_is_read_back_as_it_was(words):
    _, event = read(make_text(words, name=words))

    assert (event.description or "").split("\n") == (said(words) or [""])


@pytest.mark.parametrize(
    ("email", "uri"),
    [
        ("vera+tag@example.org", "mailto:vera+tag@example.org"),
        ("o'brien@example.org", "mailto:o'brien@example.org"),
        ("vera@müller.example.org", "mailto:vera@xn--mller-kva.example.org"),
        ('"a;b:c\r\nd"@example.org', "mailto:%22a%3Bb%3Ac%0D%0Ad%22@example.org"),
        ("a?b=c&d%e#f/g@example.org", "mailto:a%3Fb%3Dc%26d%25e%23f%2Fg@example.org"),
    ],
)
def test_address_becomes_one_that_calendars_can_write_to(email, uri):
    assert str(person(email)) == uri


def test_same_visits_are_the_same_text():
    uid = "0b0e7a5c-32cf-4f43-8f2b-7d2c9d3c7a11"
    visit = Appointment(uid=uid, start=NOON, end=NOON + dt.timedelta(minutes=90))

    texts = {
        calendar_of([event_of(visit, summary="Busy", status=STATUS.TENTATIVE, stamp=NOON)])
        for _ in range(2)
    }

    (text,) = texts
    check_lines(text)
    assert properties(text)[0] == Counter(["VERSION", "PRODID", "CALSCALE"])
    assert text.split("\r\n")[4:-2] == [
        "BEGIN:VEVENT",
        "SUMMARY:Busy",
        "DTSTART:20261201T120000Z",
        "DTEND:20261201T133000Z",
        "DTSTAMP:20261201T120000Z",
        f"UID:{uid}",
        "SEQUENCE:0",
        "CLASS:PRIVATE",
        "STATUS:TENTATIVE",
        "TRANSP:OPAQUE",
        "END:VEVENT",
    ]
