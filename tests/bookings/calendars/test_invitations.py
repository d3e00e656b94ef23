"""What a client's calendar is told, and what whoever looks into it must not learn."""

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import override_settings

from bookings.calendars.invitations import download, invitation, readdressed
from bookings.models import Appointment
from bookings.times import join, wall_clock
from tests.bookings.calendars.reading import properties, read
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.visits import make_visit

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
NOON = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
CALENDAR = Counter(["VERSION", "PRODID", "CALSCALE", "METHOD"])
PUBLISHED = Counter(
    {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "STATUS", "SUMMARY", "LOCATION"}
    | {"DESCRIPTION", "ORGANIZER", "CLASS", "TRANSP"}
)
INVITED = PUBLISHED + Counter(["ATTENDEE"])


@pytest.fixture(autouse=True)
def now(practice):
    practice.street_address = "1 Quiet Lane\r\nLondon; N1, “rear”"
    practice.save()
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def visit():
    request = make_request(
        service=make_service(title="Scars after breast surgery"),
        name="Canary Name",
        email="canary-typed@example.org",
        phone="+1 202 555 0143",
        health="canary-7719",
    )
    visit = make_visit(make_practitioner(name="Thea"), NOON, request=request)
    visit.calendar_sequence = 2
    return visit


def invite(visit, method="REQUEST"):
    return invitation(visit, method=method, attendee="vera@example.org", language="en")


@pytest.mark.parametrize(("method", "status"), [("REQUEST", "CONFIRMED"), ("CANCEL", "CANCELLED")])
def test_invitation_says_where_and_when_and_nothing_else(visit, method, status):
    text = invite(visit, method)

    calendar, event = read(text)
    assert properties(text) == (CALENDAR, INVITED)
    assert (calendar.method, calendar.version) == (method, "2.0")
    assert (event.uid, event.sequence, event.status) == (str(visit.uid), 2, status)
    assert (event.dtstamp, event.dtstart, event.dtend) == (NOW, visit.start, visit.end)
    assert event.summary == "Appointment at Test Practice"
    assert event.location == "1 Quiet Lane, London; N1, “rear”"
    reference = visit.request.reference
    assert event.description == f"Phone: +44 1632 960 001\nReference: {reference}"
    assert (event.classification, event.transparency) == ("PRIVATE", "OPAQUE")
    organizer, (guest,) = event.organizer, event.attendees
    assert str(organizer.uri) == "mailto:hello@practice.example.org"
    assert organizer.common_name == "Test Practice"
    assert str(guest.uri) == "mailto:vera@example.org"
    # Nobody is asked what nobody would hear the answer to.
    assert (guest.status, guest.rsvp, guest.common_name) == ("ACCEPTED", False, None)


def test_invitation_goes_to_another_address_and_is_else_the_same(visit, practice):
    practice.practice_name = "Praxis “Süd”; 🙂\\ " + "ß" * 50
    practice.save()
    first = invite(visit)

    text = readdressed(first, "new+1@example.org")

    read(text)
    first, text = (one.replace("\r\n ", "") for one in (first, text))
    assert text == first.replace("vera@example.org", "new+1@example.org")
    assert readdressed("", "new@example.org") == ""


def test_download_is_the_same_event_without_a_guest(visit):
    text = download(visit, "en")

    calendar, event = read(text)
    assert properties(text) == (CALENDAR, PUBLISHED)
    assert calendar.method == "PUBLISH"
    _, invited = read(invite(visit))
    assert event == invited.model_copy(update={"attendees": []})


@pytest.mark.parametrize("write", [invite, lambda visit: download(visit, "en")])
def test_nobody_learns_who_comes_what_for_or_how_to_act_as_them(visit, write):
    text = write(visit).replace("\r\n ", "")

    secrets = ["anary", "Scars", "breast", "555", "Thea", "http", "my-request"]
    assert [secret for secret in secrets if secret in text] == []


def test_invitation_is_refused_a_method_that_it_does_not_know(visit):
    with pytest.raises(ValueError, match="REPLY"):
        invite(visit, "REPLY")


def test_practice_that_has_said_nothing_of_itself_still_invites(visit, practice):
    practice.practice_name = practice.phone = practice.email = practice.street_address = ""
    practice.save()
    visit.request = None

    with override_settings(DEFAULT_FROM_EMAIL="Practice <mails@practice.example.org>"):
        text = invite(visit)

    _, event = read(text)
    assert event.summary == "Appointment"
    assert str(event.organizer.uri) == "mailto:mails@practice.example.org"
    assert properties(text)[1] == INVITED - Counter(["LOCATION", "DESCRIPTION"])


CHANGES = [
    # Zone, day on which the clocks change, times before and after.
    ("Europe/Berlin", dt.date(2027, 3, 28), "01:30", "03:00"),
    ("Europe/Berlin", dt.date(2026, 10, 25), "01:30", "03:00"),
    ("America/New_York", dt.date(2027, 3, 14), "01:30", "03:00"),
    ("America/New_York", dt.date(2026, 11, 1), "00:30", "02:00"),
    ("Australia/Lord_Howe", dt.date(2027, 10, 3), "01:30", "02:30"),
    ("Australia/Lord_Howe", dt.date(2027, 4, 4), "01:00", "02:00"),
]


@pytest.mark.parametrize(("zone", "day", "before", "after"), CHANGES)
def test_instant_is_the_stored_one_on_both_sides_of_a_change(practice, zone, day, before, after):
    practice.time_zone = zone
    practice.save()
    there, thea = ZoneInfo(zone), make_practitioner()

    for told in (before, after):
        stored = make_visit(thea, join(day, dt.time.fromisoformat(told), there), minutes=20)
        for visit in (stored, Appointment.objects.get(pk=stored.pk)):
            for text in (invite(visit), download(visit, "en")):
                _, event = read(text)
                assert (event.dtstart, event.dtend) == (stored.start, stored.end)
                assert event.dtstart.tzinfo.utcoffset(event.dtstart) == dt.timedelta(0)
                assert wall_clock(event.dtstart, there) == f"{day}T{told}"


def test_visit_over_a_change_of_the_clocks_is_as_long_as_it_is(practice):
    start = dt.datetime(2027, 3, 28, 0, 30, tzinfo=dt.UTC)  # 1:30 in Berlin, half an hour before

    _, event = read(invite(make_visit(make_practitioner(), start, minutes=90)))

    assert event.dtend - event.dtstart == dt.timedelta(minutes=90)


HOSTILE = [
    "a;b,c\\d",
    'The "Q" ^n: x',
    "x\r\nBEGIN:VEVENT\r\nUID:y",
    "Praxis 🙂 " * 6,
    "עברית\u202e ab",
]


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_practice_of_any_name_and_place_makes_one_event(visit, practice, words, method):
    practice.practice_name = words
    practice.street_address = words * 1000
    practice.save()

    text = invite(visit, method)

    _, event = read(text)
    assert properties(text) == (CALENDAR, INVITED)
    name = ", ".join(words.strip().splitlines())
    assert event.summary == f"Appointment at {name}"
    assert event.organizer.common_name == name
    assert len(event.location) > 5000
