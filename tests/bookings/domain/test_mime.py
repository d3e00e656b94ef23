"""What goes over the wire, read back with the standard library."""

import datetime as dt
from email import message_from_bytes, policy

import pytest
import time_machine

from bookings.domain import appointments
from bookings.domain.mime import email_of
from bookings.domain.outbox import deliver_due
from bookings.models import OutboxMessage
from bookings.notifications import MANAGE_LINK
from tests.bookings.calendars.reading import read
from tests.bookings.smtp import smtp_server
from tests.factories.bookings import make_request
from tests.factories.people import make_user
from tests.factories.situations import make_visit

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def now(practice):
    practice.practice_name = "Praxis “Süd” 🙂; עברית"
    practice.street_address = "Straße 1,\r\nKöln"
    practice.save()
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def visit():
    return make_visit(email="vera@example.org")


def deliver(kind):
    """The row of this kind of mail, and what the other side of SMTP got of it."""
    row = OutboxMessage.objects.get(template=kind)
    with smtp_server() as inbox:
        deliver_due(limit=100)
    (mail,) = (m for m in inbox.messages if m["Message-ID"] == row.message_id)
    return row, mail


def calendar_in(mail):
    (part,) = (part for part in mail.walk() if part.get_content_type() == "text/calendar")
    return part


def test_calendar_arrives_as_it_was_written(visit):
    row, mail = deliver("request_confirmed")

    part = calendar_in(mail)
    assert part.get_params() == [
        ("text/calendar", ""),
        ("charset", "utf-8"),
        ("method", "REQUEST"),
    ]
    assert part["Content-Transfer-Encoding"] == "base64"
    assert part.get_payload(decode=True) == row.calendar.encode()
    calendar, event = read(part.get_payload(decode=True).decode())
    assert (calendar.method, event.dtstart, event.uid) == ("REQUEST", visit.start, str(visit.uid))
    assert event.organizer.common_name == "Praxis “Süd” 🙂; עברית"


def test_calendar_is_the_last_of_the_alternatives_and_no_attachment(visit):
    _, mail = deliver("request_confirmed")

    assert mail.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in mail.iter_parts()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    assert [part.get_content_disposition() for part in mail.iter_parts()] == [None, None, None]
    assert list(mail.iter_attachments()) == []


def test_cancellation_says_so_in_both_places(visit):
    appointments.cancel(
        appointment_id=visit.pk, version=visit.version, by=make_user(), reason="Ill"
    )

    _, mail = deliver("appointment_cancelled")

    part = calendar_in(mail)
    assert part.get_param("method") == "CANCEL"
    calendar, event = read(part.get_payload(decode=True).decode())
    assert (calendar.method, event.status, event.sequence) == ("CANCEL", "CANCELLED", 1)


def test_mail_without_a_calendar_has_its_two_parts(visit):
    row = OutboxMessage.objects.filter(template="request_received").get()

    mail = message_from_bytes(email_of(row).message().as_bytes(), policy=policy.default)

    kinds = [part.get_content_type() for part in mail.iter_parts()]
    assert kinds == ["text/plain", "text/html"]


def test_mail_of_words_only_takes_a_calendar_too(visit):
    row = OutboxMessage.objects.get(template="request_confirmed")
    row.html = ""

    mail = message_from_bytes(email_of(row).message().as_bytes(), policy=policy.default)

    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == [
        "text/plain",
        "text/calendar",
    ]
    assert mail["Subject"] == row.subject


def test_mark_of_the_link_that_a_visitor_typed_becomes_no_link(practice):
    make_request(name=f"Vera {MANAGE_LINK}")

    mail = email_of(OutboxMessage.objects.get(template="request_notice"))

    assert f"Vera {MANAGE_LINK} asks for" in mail.body
    assert "my-request" not in str(mail.message())
