"""Private notes: added at any time, encrypted, never changed, gone with their request only."""

import datetime as dt

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.contrib.auth.models import User
from django.db import connection

from bookings.domain.consent_withdrawal import withdraw_consent
from bookings.domain.notes import LONGEST, UnusableNote, add_note, read_notes
from bookings.models import AuditEvent, RequestNote
from bookings.statuses import RequestStatus
from tests.factories.bookings import make_request
from tests.factories.people import make_user

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def asked(service):
    return make_request(service=service, health="Behind the eye")


def texts(request):
    return [note.text for note in read_notes(request).readable]


def test_notes_are_read_with_author_and_time_the_newest_first(asked, staff, clock):
    colleague = make_user()
    add_note(request_id=asked.pk, by=staff, text="  Rang at ten.\nLikes mornings. ")
    clock.shift(HOUR)
    add_note(request_id=asked.pk, by=colleague, text="Come again? <b>")

    notes = read_notes(asked)

    found = [(note.text, note.by, note.at) for note in notes.readable]
    assert found == [
        ("Come again? <b>", colleague, NOW + HOUR),
        ("Rang at ten.\nLikes mornings.", staff, NOW),
    ]
    assert notes.unreadable == 0


@pytest.mark.parametrize("status", RequestStatus)
def test_note_fits_every_state_and_raises_no_version(status, service, staff):
    asked = make_request(service=service, status=status)

    add_note(request_id=asked.pk, by=staff, text="Noted")

    before = asked.version, asked.status
    asked.refresh_from_db()
    assert (asked.version, asked.status) == before
    assert texts(asked) == ["Noted"]


@pytest.mark.parametrize("text", ["", "  \n ", "x" * (LONGEST + 1), "a\x00b", "a\x1bb", "\ud800"])
def test_unusable_note_is_refused(text, asked, staff):
    with pytest.raises(UnusableNote):
        add_note(request_id=asked.pk, by=staff, text=text)

    assert RequestNote.objects.count() == 0
    assert not AuditEvent.objects.filter(action="note added").exists()


def test_longest_note_is_kept_whole(asked, staff):
    add_note(request_id=asked.pk, by=staff, text="é" * LONGEST)

    assert texts(asked) == ["é" * LONGEST]


def test_audit_says_that_there_is_a_note_and_not_what(asked, staff):
    add_note(request_id=asked.pk, by=staff, text="canary")

    event = AuditEvent.objects.get(action="note added")
    assert (event.request, event.user, event.at) == (asked, staff, NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM bookings_requestnote")
        (stored,) = cursor.fetchone()
    assert b"canary" not in bytes(stored)


def test_notes_of_a_missing_key_are_counted(asked, staff, settings):
    add_note(request_id=asked.pk, by=staff, text="Of the old key")
    add_note(request_id=asked.pk, by=staff, text="This too")
    settings.HEALTH_KEYS = [Fernet.generate_key().decode()]
    add_note(request_id=asked.pk, by=staff, text="Of the new one")

    notes = read_notes(asked)

    assert [note.text for note in notes.readable] == ["Of the new one"]
    assert notes.unreadable == 2


def test_note_outlives_its_author(asked, staff):
    add_note(request_id=asked.pk, by=staff, text="Noted")
    User.objects.get(pk=staff.pk).delete()

    assert [(note.text, note.by) for note in read_notes(asked).readable] == [("Noted", None)]


def test_withdrawn_consent_leaves_notes_and_a_deleted_request_takes_them(asked, staff):
    add_note(request_id=asked.pk, by=staff, text="Noted")
    withdraw_consent(request_id=asked.pk, version=asked.version)
    assert texts(asked) == ["Noted"]

    asked.delete()

    assert RequestNote.objects.count() == 0


@pytest.mark.parametrize("number", [1, 30])
def test_notes_are_read_in_two_queries(number, asked, staff, django_assert_num_queries):
    for count in range(number):
        add_note(request_id=asked.pk, by=staff, text=f"Note {count}")

    with django_assert_num_queries(2):
        notes = read_notes(asked)

    assert len(notes.readable) == number
