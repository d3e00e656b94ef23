"""The feed as a calendar program meets it: over HTTP, with nothing but its address."""

import datetime as dt
import io
import logging

import pytest

from bookings.domain import appointments, cancellation
from bookings.domain.clients import change_client
from bookings.domain.feeds import end_feed, make_feed
from bookings.models import CalendarFeed, Client, FeedLevel, Practitioner
from tests.bookings.calendars.reading import check_lines
from tests.factories.bookings import book_visit, make_practitioner, make_request
from tests.factories.offers import make_offer
from tests.factories.people import make_user
from tests.factories.visits import make_visit as make_row

pytestmark = pytest.mark.django_db

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def thea(service):
    return make_practitioner(name="Thea", services=[service])


@pytest.fixture
def address(thea):
    return path_of(thea, FeedLevel.FULL)


def path_of(person, level, replaces=None):
    """The address without the host."""
    whole = make_feed(practitioner_id=person.pk, level=level, replaces=replaces, by=make_user())
    return whole[whole.index("/calendar/") :]


def test_feed_is_a_calendar_for_nobody_else(client, thea, address, service):
    visit = book_visit(thea, service=service)

    response = client.get(address)

    assert response.status_code == 200
    assert f"UID:{visit.uid}\r\n" in response.text
    check_lines(response.text)
    headers = {name: response[name] for name in ("Content-Type", "Cache-Control", "X-Robots-Tag")}
    assert headers == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Cache-Control": "private, no-store",
        "X-Robots-Tag": "noindex",
    }
    assert response["Referrer-Policy"] == "no-referrer"
    assert (dict(response.cookies), response["Vary"]) == ({}, "Accept-Encoding")


def test_head_is_answered_as_get_without_the_text(client, thea, address, service):
    book_visit(thea, service=service)

    got, head = client.get(address), client.head(address)

    assert (head.status_code, head.content) == (200, b"")
    marks = {answer.headers.pop("X-Request-ID") for answer in (got, head)}
    assert (head.headers, len(marks)) == (got.headers, 2)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_else_is_answered(client, address, method):
    response = getattr(client, method)(address, content_type="application/x-www-form-urlencoded")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_addresses_that_lead_nowhere_look_the_same(client, thea, address):
    renewed = path_of(thea, FeedLevel.FULL, replaces=CalendarFeed.objects.get().pk)
    busy = path_of(thea, FeedLevel.BUSY)
    end_feed(feed_id=CalendarFeed.objects.get(level=FeedLevel.BUSY).pk, by=make_user())
    left = make_practitioner(name="Bo")
    lefts = path_of(left, FeedLevel.FULL)
    Practitioner.objects.filter(pk=left.pk).update(active=False)
    nowhere = ["/calendar/x.ics", f"/calendar/{'é' * 9}.ics", address, busy, lefts]

    answers = [client.get(path) for path in nowhere]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert "This calendar address leads nowhere" in answers[0].text
    assert {answer["Cache-Control"] for answer in answers} == {"private, no-store"}
    assert {answer["Content-Type"] for answer in answers} == {"text/html; charset=utf-8"}
    assert [answer.cookies for answer in answers if answer.cookies] == []
    assert client.get(renewed).status_code == 200


def test_unchanged_feed_is_not_sent_again(client, thea, address, service):
    book_visit(thea, service=service)
    tag = client.get(address)["ETag"]

    again = client.get(address, headers={"If-None-Match": tag})
    zipped = client.get(address, headers={"If-None-Match": tag, "Accept-Encoding": "gzip"})
    head = client.head(address, headers={"If-None-Match": tag})

    for answer in (again, zipped, head):
        assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)
        assert answer["Cache-Control"] == "private, no-store"


def move(visit, staff):
    where = {"practitioner_id": visit.practitioner_id, "start": visit.start + HOUR}
    appointments.move(appointment_id=visit.pk, version=visit.version, by=staff, **where)


def cancel(visit, staff):
    appointments.cancel(appointment_id=visit.pk, version=visit.version, by=staff, reason="Ill")


def cancel_by_client(visit, staff):
    cancellation.cancel_by_client(appointment_id=visit.pk, version=visit.version)


def rename(visit, staff):
    change(visit.client, staff, name="Zoë Newname")


def get_a_phone(visit, staff):
    change(visit.client, staff, phone="01632 960 009")


def change(client, staff, **changes):
    names = ("name", "email", "phone", "notes", "standing")
    stored = {name: getattr(client, name) for name in names}
    client.refresh_from_db()
    change_client(client_id=client.pk, version=client.version, by=staff, **stored | changes)


def hold_another(visit, staff):
    asked = make_request(service=visit.service)
    make_offer(noon(6), request=asked, practitioner=visit.practitioner)


def book_another(visit, staff):
    book_visit(visit.practitioner, service=visit.service, start=noon(5))


def call_the_practitioner_otherwise(visit, staff):
    Practitioner.objects.update(name="Theodora")


@pytest.mark.parametrize(
    "deed",
    [
        *(move, cancel, cancel_by_client, rename, get_a_phone),
        *(hold_another, book_another, call_the_practitioner_otherwise),
    ],
)
def test_every_change_that_shows_is_sent(deed, client, thea, address, service):
    visit, staff = book_visit(thea, service=service, start=noon(3)), make_user()
    old = client.get(address)

    deed(visit, staff)

    answer = client.get(address, headers={"If-None-Match": old["ETag"]})
    assert (answer.status_code, answer.text == old.text) == (200, False)
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_a_held_time_goes_once_it_has_lapsed_and_not_when_somebody_notices(
    client, thea, address, service, clock
):
    hold_another(book_visit(thea, service=service, start=noon(3)), make_user())
    held = client.get(address)

    clock.shift(2 * DAY)

    answer = client.get(address, headers={"If-None-Match": held["ETag"]})
    assert held.text.count("STATUS:TENTATIVE") == 1
    assert (answer.status_code, answer.text.count("TENTATIVE")) == (200, 0)


def noon(days):
    start = dt.datetime(2026, 11, 22, 17, tzinfo=dt.UTC)
    return start + days * DAY


def test_a_name_is_news_only_where_it_shows(client, thea, service):
    visit = book_visit(thea, service=service, name="Ann Able")
    paths = {level: path_of(thea, level) for level in FeedLevel}
    tags = {level: client.get(path)["ETag"] for level, path in paths.items()}

    Client.objects.filter(pk=visit.client_id).update(name="Ann Baker", phone="01632 960 009")

    found = {
        level: client.get(path, headers={"If-None-Match": tags[level]}).status_code
        for level, path in paths.items()
    }
    assert found == {FeedLevel.BUSY: 304, FeedLevel.INITIALS: 200, FeedLevel.FULL: 200}


@pytest.mark.parametrize("level", FeedLevel)
def test_two_thousand_visits_take_as_many_queries_as_two(
    client, thea, level, service, django_assert_num_queries
):
    path = path_of(thea, level)
    make_row(thea, noon(1), request=make_request(service=service))
    first = make_row(thea, noon(2))
    client.get(path)
    for number in (2, 2000):
        fill(first, number - 2)
        with django_assert_num_queries(4):
            whole = client.get(path)
        assert whole.text.count("BEGIN:VEVENT") == number
        with django_assert_num_queries(4):
            assert client.get(path, headers={"If-None-Match": whole["ETag"]}).status_code == 304


def fill(like, number):
    """As many rows more, of the same client."""
    rows = []
    for count in range(number):
        row = type(like).objects.get(pk=like.pk) if not rows else rows[0]
        copied = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
        start = noon(3) + count * HOUR / 10
        del copied["id"], copied["uid"]
        copied |= {"start": start, "end": start + HOUR / 10}
        copied |= {"occupied_from": start, "occupied_until": start + HOUR / 10}
        rows.append(type(like)(**copied))
    type(like).objects.bulk_create(rows)


def test_reading_is_noted_and_changes_nothing_else(client, thea, address, service, clock):
    book_visit(thea, service=service)
    before = CalendarFeed.objects.values().get()

    client.get(address)
    tag = client.get(address)["ETag"]
    clock.shift(HOUR)
    client.get(address, headers={"If-None-Match": tag})

    noted = dt.datetime(2026, 11, 22, 13, tzinfo=dt.UTC)
    assert CalendarFeed.objects.values().get() == before | {"last_fetched_at": noted}


def test_no_log_line_says_the_address(client, thea, address, monkeypatch, caplog):
    # The suite says only which requests were slow.
    caplog.set_level(logging.INFO, logger="site_project.watching.requests")
    lines = io.StringIO()
    (console,) = [h for h in logging.getLogger().handlers if h.name == "console"]
    monkeypatch.setattr(console, "stream", lines)
    client.post(address)
    logging.getLogger("django.server").info('"%s" %s', f"GET {address} HTTP/1.1", 200)
    logging.getLogger("django.request").error("Failed: %s", address)
    client.get(f"{address.removesuffix('.ics')}/")
    CalendarFeed.objects.all().delete()
    client.get(address)

    token = address.removeprefix("/calendar/").removesuffix(".ics")
    assert lines.getvalue().count("/calendar/…") == 5
    assert token not in lines.getvalue()
