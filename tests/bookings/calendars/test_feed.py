"""What each level of a feed says, read by a library that has not written it."""

import datetime as dt
from collections import Counter

import pytest
import time_machine
from ical.calendar_stream import CalendarStream

from bookings.calendars.feed import content_of, initials
from bookings.domain.cancellation import cancel_by_client
from bookings.domain.feeds import make_feed
from bookings.models import Appointment, CalendarFeed, Client, FeedLevel, Practitioner
from bookings.statuses import AppointmentStatus
from tests.bookings.calendars.reading import check_lines
from tests.factories.bookings import book_visit, make_practitioner, make_request, make_service
from tests.factories.people import make_user
from tests.factories.visits import make_visit

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
START = dt.datetime(2026, 11, 30, 15, tzinfo=dt.UTC)
BUSY, INITIALS, FULL = FeedLevel.BUSY, FeedLevel.INITIALS, FeedLevel.FULL
HOSTILE = "x\r\nEND:VEVENT\nBEGIN:VEVENT;a,b\\c “🙂”"


@pytest.fixture(autouse=True)
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def thea(db):
    return make_practitioner(name="Thea", hours=[])


def text_of(person, level=FULL):
    feed = person.feeds.filter(level=level).first()
    if feed is None:
        make_feed(practitioner_id=person.pk, level=level, by=make_user())
    return content_of(CalendarFeed.objects.get(practitioner=person, level=level)).text()


def read(text):
    """The calendar, once its lines are as they must be."""
    check_lines(text)
    (calendar,) = CalendarStream.from_ics(text).calendars
    return calendar


def events_of(person, level=FULL):
    return read(text_of(person, level)).events


def test_visit_is_there_at_its_instants(thea):
    visit = make_visit(thea, START, minutes=90)

    (event,) = events_of(thea)

    assert (event.dtstart, event.dtend) == (START, START + dt.timedelta(minutes=90))
    assert "DTSTART:20261130T150000Z\r\n" in text_of(thea)
    assert (event.uid, event.sequence, event.dtstamp) == (
        *(str(visit.uid), 0),
        visit.changed_at.replace(microsecond=0),
    )


def test_calendar_says_whose_it_is_and_when_to_look_again(thea):
    make_visit(thea, START)

    text = text_of(thea)

    calendar = read(text)
    assert (calendar.name, calendar.refresh_interval) == (["Thea · Test Practice"], HOUR)
    for line in ("REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"):
        assert f"\r\n{line}\r\n" in text
    assert "METHOD" not in text
    assert text == text_of(thea)


def test_calendar_without_a_visit_is_a_calendar(thea):
    assert events_of(thea) == []


@pytest.mark.parametrize("level", FeedLevel)
@pytest.mark.parametrize(
    ("status", "shown"),
    {
        AppointmentStatus.HELD: "TENTATIVE",
        AppointmentStatus.CONFIRMED: "CONFIRMED",
        AppointmentStatus.COMPLETED: "CONFIRMED",
        AppointmentStatus.NO_SHOW: None,
        AppointmentStatus.CANCELLED: None,
        AppointmentStatus.RELEASED: None,
    }.items(),
)
def test_states_that_take_time_are_there(status, shown, level, thea):
    make_visit(thea, START, status=status)

    statuses = [event.status.value for event in events_of(thea, level)]

    assert statuses == ([shown] if shown else [])


def test_cancellation_is_tentative_while_it_can_be_undone(thea, clock):
    service = make_service()
    thea.services.add(service)
    visit = book_visit(thea, service=service, start=START, override_reason="As arranged")
    cancel_by_client(appointment_id=visit.pk, version=visit.version)

    (event,) = events_of(thea)
    clock.shift(DAY)

    assert (event.status.value, event.summary) == (
        "TENTATIVE",
        "Just cancelled: Ann Able, Massage for the neck",
    )
    assert events_of(thea) == []
    assert Appointment.objects.get().status == AppointmentStatus.CANCEL_PENDING


def test_only_a_year_ahead_and_a_month_behind(thea):
    ahead, behind = 366 * DAY, 30 * DAY
    starts = [NOW - behind - 2 * HOUR, NOW - behind - HOUR, NOW, NOW + ahead - HOUR, NOW + ahead]
    for start in starts:
        make_visit(thea, start)

    assert [event.dtstart for event in events_of(thea)] == starts[1:4]


def test_only_her_own(thea):
    make_visit(make_practitioner(name="Bo", hours=[]), START)

    assert events_of(thea) == []


@pytest.fixture
def canaries(thea):
    """A request and a client of the desk, with something to leak in every field there is."""
    request = make_request(
        service=make_service(title="Neck canary-service"),
        name="Vera Canary-one",
        phone="01632 960 111",
        email="vera-canary@example.org",
        health="canary-health",
    )
    Client.objects.create(
        name="Clara Canary-two",
        phone="01632 960 222",
        email="c-canary@example.org",
        notes="canary-notes",
        created_at=NOW,
    )
    asked = make_visit(thea, START, request=request)
    rung = make_visit(thea, START + DAY, name="x")
    Appointment.objects.filter(pk=rung.pk).update(client=Client.objects.get(name__startswith="Cl"))
    Appointment.objects.update(
        service_name="Neck canary-service",
        override_reason="canary-override",
        correction_reason="canary-correction",
        price="4711.00",
    )
    return request.reference, asked.pk, rung.pk


def test_busy_says_nothing_of_anybody(canaries, thea):
    text = text_of(thea, BUSY)

    assert [event.summary for event in read(text).events] == ["Busy", "Busy"]
    assert said_in(text) == Counter(
        ["UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "STATUS", "SUMMARY", "CLASS", "TRANSP"]
        * 2
    )
    assert leaks(text, canaries) == []


def test_initials_say_nothing_else(canaries, thea):
    text = text_of(thea, INITIALS)

    assert [event.summary for event in read(text).events] == ["V. C.", "C. C."]
    assert "DESCRIPTION" not in said_in(text)
    assert leaks(text, canaries) == []


def test_full_says_who_and_what_and_nothing_private(canaries, thea, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://practice.example"
    reference, asked, rung = canaries
    text = text_of(thea)

    told = [(event.summary, event.description) for event in read(text).events]

    page = "https://practice.example/admin/bookings/appointments/"
    assert told == [
        (
            "Vera Canary-one, Neck canary-service",
            f"60 minutes\nPhone: 01632 960 111\nReference: {reference}\n{page}{asked}/",
        ),
        (
            "Clara Canary-two, Neck canary-service",
            f"60 minutes\nPhone: 01632 960 222\n{page}{rung}/",
        ),
    ]
    private = ["canary-health", "canary-notes", "-override", "-correction", "4711", "@"]
    assert [word for word in private if word in text] == []


def said_in(text):
    """The names of the properties of events."""
    lines = text.partition("BEGIN:VEVENT")[2].replace("\r\n ", "").split("\r\n")
    names = (line.partition(":")[0].partition(";")[0] for line in lines if ":" in line)
    return Counter(name for name in names if name not in {"BEGIN", "END"})


def leaks(text, canaries):
    words = ["anary", "Vera", "Clara", "01632", "Neck", "4711", "@", "http", canaries[0]]
    return [word for word in words if word in text.replace("\r\n ", "")]


@pytest.mark.parametrize("level", FeedLevel)
def test_hostile_names_are_one_event_like_any_other(level, thea):
    Practitioner.objects.update(name=HOSTILE)
    visit = make_visit(thea, START, name=HOSTILE)
    Client.objects.update(phone=HOSTILE[:40])
    Appointment.objects.update(service_name=HOSTILE)

    text = text_of(thea, level)
    calendar = read(text)

    in_one_line = "x, END:VEVENT, BEGIN:VEVENT;a,b\\c “🙂”"
    assert calendar.name == [f"{in_one_line} · Test Practice"]
    # The library that reads takes a name without escapes as well; RFC 5545, 3.3.11 does not.
    escaped = "NAME:x\\, END:VEVENT\\, BEGIN:VEVENT\\;a\\,b\\\\c"
    assert text.replace("\r\n ", "").count(escaped) == 2
    assert [event.uid for event in calendar.events] == [str(visit.uid)]
    assert [event.summary for event in calendar.events] == {
        BUSY: ["Busy"],
        INITIALS: ["X."],
        FULL: [f"{in_one_line}, {in_one_line}"],
    }[level]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Seán O’Brien", "S. O."),
        ("ann", "A."),
        ("Anna Maria van der Berg", "A. B."),
        ("  (Élise)   ’t Hooft ", "É. H."),
        ("李小龍", "李."),
        ("🙂 !", ""),
        ("", ""),
    ],
)
def test_initials_are_those_of_the_first_and_last_name(name, letters):
    assert initials(name) == letters


def test_visit_of_a_name_without_letters_is_a_visit(thea):
    make_visit(thea, START, name="🙂")
    make_visit(thea, START + HOUR, name="🙂", status=AppointmentStatus.HELD)

    assert [event.summary for event in events_of(thea, INITIALS)] == ["Visit", "Held: Visit"]
