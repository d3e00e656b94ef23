"""What narrows the inbox: search through all tabs, filters in the address, and nonsense in it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bookings.domain.submission import Wish
from bookings.models import (
    BookingRequest,
    ClientReply,
    OutboxMessage,
    Practitioner,
    ScreeningOutcome,
)
from bookings.staff.inbox.pages import Position
from bookings.statuses import MessageStatus, RequestStatus
from tests.bookings.staff.desk import NOW, REQUESTS
from tests.factories.bookings import make_practitioner, make_request, make_service

HOUR = dt.timedelta(hours=1)
NINE = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)
LONG = 10_000
R = RequestStatus


def names(response) -> list[str]:
    return [row.name for row in response.context["object_list"]]


@pytest.fixture
def narrowed(practitioner, service, reception, therapist, now) -> dict[str, str]:
    """Requests that differ in what a filter asks for; what stands for ids in addresses."""
    feet = make_service(title="Feet")
    bo = make_practitioner(name="Bo", services=[feet])
    make_request(service=feet, name="feet", age=HOUR)

    def asked(name: str, age: int, **changes) -> BookingRequest:
        made = make_request(service=service, name=name, email=f"{age}@example.org", age=age * HOUR)
        BookingRequest.objects.filter(pk=made.pk).update(**changes)
        return made

    asked("mine", 2, assigned_to=reception.user, status=R.IN_REVIEW)
    asked("theirs", 3, assigned_to=therapist.user)
    asked("unread", 4, screening_outcome=ScreeningOutcome.ASK)
    asked("lapsing", 5, expires_at=NOW + HOUR)
    failed = asked("failed", 6)
    OutboxMessage.objects.filter(request=failed).update(status=MessageStatus.FAILED)
    answered = asked("answered", 7, status=R.IN_REVIEW)
    ClientReply.objects.create(request=answered, question="When?", answer={}, at=NOW)
    asked("old", 90)
    asked("settled", 1, status=R.DECLINED, assigned_to=reception.user)
    return {"feet": feet.pk, "bo": bo.pk, "therapist": therapist.user.pk, "unknown": 999_999_999}


REST = ["old", "answered", "failed", "lapsing", "unread"]
ALL = [*REST, "theirs", "mine", "feet"]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"service": "feet"}, ["feet"]),
        ({"practitioner": "bo"}, ["feet"]),
        ({"assigned_to": "me"}, ["mine"]),
        ({"assigned_to": "me", "tab": "closed"}, ["settled"]),
        ({"assigned_to": "nobody"}, [*REST, "feet"]),
        ({"assigned_to": "therapist"}, ["theirs"]),
        ({"flag": "unread"}, ["unread"]),
        ({"flag": "lapsing"}, ["lapsing"]),
        ({"flag": "not_mailed"}, ["failed"]),
        ({"flag": "answered"}, ["answered"]),
        ({"received_to": "2026-11-21"}, ["old"]),
        ({"received_from": "2026-11-22", "service": "feet"}, ["feet"]),
        ({"service": "feet", "assigned_to": "me"}, []),
        ({"q": "settled"}, ["settled"]),
        ({"q": "example.org", "assigned_to": "me"}, ["settled", "mine"]),
        # Passed over: unknown, impossible, misspelt.
        ({"tab": "bogus", "service": "unknown", "practitioner": "x", "flag": "x"}, ALL),
        ({"assigned_to": "12345678901234567890", "received_from": "yesterday"}, ALL),
        ({"after": "20269999T000000000000-1", "before": "x"}, ALL),
        ({"after": "99991231T235959999999-1", "bogus": "1"}, ALL),
        ({"received_from": "0001-01-01", "received_to": "9999-12-31"}, ALL),
    ],
)
def test_filters_narrow_the_inbox(given, found, narrowed, reception):
    for name, value in given.items():
        if value in narrowed:
            given = given | {name: narrowed[value]}

    assert names(reception.get(REQUESTS, given)) == found


def test_filter_of_failed_mail_is_for_those_who_see_mail(narrowed, onlooker):
    response = onlooker.get(REQUESTS, {"flag": "not_mailed"})

    assert names(response) == ALL
    assert "Mail failed" not in response.text


@pytest.mark.parametrize("typed", ["'", '"', "a\x00b", "%", "\\", "old" + "\x00", "x" * LONG])
def test_search_that_cannot_match_finds_nothing(typed, narrowed, reception):
    response = reception.get(REQUESTS, {"q": typed})

    assert (response.status_code, names(response)) == (200, [])
    assert "Nobody’s request matches this search." in response.text
    assert len(response.text) < 30_000


@pytest.mark.parametrize(
    ("typed", "found"),
    [("o", ["O Brien"]), ("br", ["O Brien"]), ("ri", []), ("rien", ["O Brien"]), ("O'B", ["O’B"])],
)
def test_short_search_means_the_beginning_of_a_word(typed, found, service, reception):
    make_request(service=service, name="O Brien", email="x@y.test")
    make_request(service=service, name="O’B", email="z@y.test", status=R.DECLINED)
    expected = ["O’B", "O Brien"] if typed == "o" else found

    assert names(reception.get(REQUESTS, {"q": typed})) == expected


def test_tabs_and_pages_keep_the_filters(service, reception):
    for number in range(25):
        make_request(service=service, age=number * HOUR)
    given = {"tab": "to_answer", "service": service.pk, "flag": "bogus", "after": "bogus"}

    response = reception.get(REQUESTS, given)

    last = Position.of(response.context["object_list"][-1]).words
    assert response.context["after_url"] == f"?service={service.pk}&after={last}"
    urls = [each["url"] for each in response.context["tabs"]]
    assert urls[1] == f"?tab=offered&service={service.pk}"
    assert response.context["way_back"] == f"back=service%3D{service.pk}"
    second = reception.get(REQUESTS + response.context["after_url"])
    assert len(names(second)) == 5


def test_words_of_a_search_are_in_no_title(service, reception):
    page = reception.get(REQUESTS, {"q": "canary"}).text

    assert "canary" not in page[page.index("<title>") : page.index("</title>")]


def test_received_filter_means_days_of_the_practice(practice, service, reception, now):
    make_request(service=service, name="evening before", age=6 * HOUR)

    in_new_york = reception.get(REQUESTS, {"received_to": "2026-11-21"})

    assert practice.time_zone == "America/New_York"
    assert names(in_new_york) == ["evening before"]


def ask(number: int, services, people: list[Practitioner]) -> None:
    start = NINE + number * dt.timedelta(days=1)
    wishes = tuple(
        Wish(slot_start=at, slot_end=at + HOUR) for at in (start, start + HOUR, start + 3 * HOUR)
    )
    make_request(
        service=services[number % len(services)],
        minutes=30 + 15 * (number % 4),
        name=f"Client {number}",
        email=f"client{number}@example.org",
        phone=f"01632 960 {number:03}",
        wishes=wishes,
    )


def test_inbox_takes_the_same_queries_and_little_html_for_1_20_and_30_rows(reception, now):
    services = [make_service(title=f"Service {number}") for number in range(4)]
    people = [make_practitioner(name=f"P {number}", services=services) for number in range(3)]
    counted, sizes = {}, {}
    for rows in (range(1), range(1, 20), range(20, 30)):
        for number in rows:
            ask(number, services, people)
        reception.get(REQUESTS)
        with CaptureQueriesContext(connection) as captured:
            response = reception.get(REQUESTS)
        counted[rows.stop], sizes[rows.stop] = len(captured), len(response.content)

    # Seven are Wagtail's own and the account's, see test_lists.py; four count the tabs and the
    # mails in trouble, three fill the filters, the others are for the rows.
    assert counted == {1: 22, 20: 22, 30: 22}
    assert len(response.context["cards"]) == 20
    assert max(sizes.values()) < 60_000, sizes
