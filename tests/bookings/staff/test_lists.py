"""What the lists show, find and count, and that no parameter breaks or opens them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bookings.domain import transitions
from bookings.domain.submission import Wish
from bookings.models import BookingRequest, OutboxMessage
from bookings.statuses import MessageStatus, RequestStatus
from tests.bookings.staff.desk import (
    APPOINTMENTS,
    CLOSURES,
    DAY,
    MAIL,
    PRACTITIONERS,
    REQUESTS,
)
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.people import make_user

HOUR = dt.timedelta(hours=1)
HOSTILE = [
    "'",
    '"',
    "\x00",
    "%",
    "%%s",
    "_",
    "\\",
    "*",
    "()",
    "🤷",
    "abc",
    "-1",
    "12345678901234567890",
    "9" * 5000,
    "x" * 60_000,
]
PARAMETERS = {
    REQUESTS: ["status", "service", "assigned_to", "received_from", "received_to"],
    APPOINTMENTS: ["status", "practitioner", "day_from"],
    MAIL: ["status", "trouble"],
    PRACTITIONERS: [],
    CLOSURES: ["kind", "practitioner"],
}


def names(response) -> list[str]:
    return [row.name for row in response.context["object_list"]]


def test_requests_come_in_the_order_of_the_desk(service, reception):
    for name, status, age in [
        ("settled", RequestStatus.CONFIRMED, 1),
        ("settled long ago", RequestStatus.DECLINED, 9),
        ("waits for client", RequestStatus.NEEDS_INFO, 2),
        ("new", RequestStatus.RECEIVED, 1),
        ("waits longest", RequestStatus.IN_REVIEW, 5),
    ]:
        make_request(service=service, name=name, status=status, age=age * HOUR)
    make_request(service=service, name="suspected", signals=["honeypot"])

    assert names(reception.get(REQUESTS)) == [
        "waits longest",
        "new",
        "suspected",
        "waits for client",
        "settled",
        "settled long ago",
    ]


def test_request_row_says_what_the_desk_needs(service, practitioner, reception, now):
    make_request(
        service=service,
        name="Vera Visitor",
        phone="01632 960 001",
        been_before=False,
        age=3 * HOUR,
        wishes=(
            Wish(date_from=DAY, date_until=DAY, time_from=dt.time(12), time_until=dt.time(17)),
            Wish(weekdays=(0, 2)),
        ),
    )
    (request,) = BookingRequest.objects.all()

    page = reception.get(REQUESTS).text

    for words in [
        "Vera Visitor",
        request.reference,
        "new here",
        "Received",
        "waiting 3\xa0hours",
        "Sun 22 Nov 2026, 7:00",
        "Neck massage",
        "60 minutes",
        "Tue 1 Dec, afternoon",
        "Mondays, Wednesdays",
        'href="tel:01632960001"',
        'href="sms:01632960001"',
        'href="mailto:vera@example.org?',
        f"{REQUESTS}{request.pk}/confirm/",
        f"{REQUESTS}{request.pk}/decline/",
        "All times are in the zone Europe/London.",
    ]:
        assert words in page


def test_twenty_requests_a_page(service, reception):
    for number in range(21):
        make_request(service=service, name=f"Client {number}", age=number * HOUR)

    assert len(names(reception.get(REQUESTS))) == 20
    assert names(reception.get(REQUESTS, {"p": 2})) == ["Client 0"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("brien", ["Seán O’Brien"]),
        ("SEAN@", ["Seán O’Brien"]),
        ("960 777", ["Ann"]),
        ("01632960777", ["Ann"]),
        ("+44 (0)1632 960-777", ["Ann"]),
        ("{reference}", ["Ann"]),
        ("{short reference}", ["Ann"]),
        ("ann%", []),
        ("nobody", []),
    ],
)
def test_search_finds_requests(typed, found, service, reception):
    make_request(service=service, name="Seán O’Brien", email="sean@example.org")
    ann = make_request(service=service, name="Ann", email="a@example.org", phone="+44 1632 960 777")
    references = {
        "{reference}": ann.reference,
        "{short reference}": ann.reference.replace("-", "").lower(),
    }

    assert names(reception.get(REQUESTS, {"q": references.get(typed, typed)})) == found


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"status": "declined"}, ["old"]),
        ({"status": ["declined", "in_review"]}, ["mine", "old"]),
        ({"service": "other"}, ["other"]),
        ({"assigned_to": "me"}, ["mine"]),
        ({"assigned_to": "nobody"}, ["other", "old"]),
        ({"assigned_to": "others"}, []),
        ({"received_to": "2026-11-20"}, ["old"]),
        ({"received_from": "2026-11-21"}, ["other", "mine"]),
    ],
)
def test_filters_narrow_requests(filters, found, service, reception, now):
    other = make_service(title="Other")
    make_request(service=other, name="other", age=HOUR)
    mine = make_request(service=service, name="mine", status=RequestStatus.IN_REVIEW)
    BookingRequest.objects.filter(pk=mine.pk).update(assigned_to=reception.user)
    make_request(service=service, name="old", status=RequestStatus.DECLINED, age=60 * HOUR)
    given = filters | ({"service": other.pk} if "service" in filters else {})

    assert names(reception.get(REQUESTS, given)) == found


def test_received_filter_means_days_of_the_practice(practice, service, reception, now):
    make_request(service=service, name="evening before", age=6 * HOUR)

    in_new_york = reception.get(REQUESTS, {"received_to": "2026-11-21"})

    assert practice.time_zone == "America/New_York"
    assert names(in_new_york) == ["evening before"]


def test_undeclared_lookups_change_nothing(service, reception):
    service.owner = make_user(username="owner", password="secret")
    service.save()
    make_request(service=service, name="Ann", health="something")
    lookups = [
        "service__owner__password__startswith",
        "assigned_to__password__startswith",
        "health_answers__isnull",
        "client_hash__startswith",
        "name__startswith",
        "bogus",
        "id",
        "pk__in",
    ]

    for lookup in lookups:
        for value in (service.owner.password[:3], "zzz", "True", "abc"):
            response = reception.get(f"{REQUESTS}results/", {lookup: value})
            assert (response.status_code, names(response)) == (200, ["Ann"]), lookup


@pytest.mark.parametrize("address", PARAMETERS)
def test_hostile_parameters_are_never_a_500(address, rows, therapist):
    filters = PARAMETERS[address]
    for value in HOSTILE:
        elsewhere = dict.fromkeys(["q", "p", "ordering", "bogus", "export"], value)
        for given in [elsewhere, *({name: value} for name in filters)]:
            response = therapist.get(f"{address}results/", given)
            assert response.status_code == 200, (given.keys(), value[:30])


def test_undecodable_parameters_are_never_a_500(rows, reception):
    for name in ("q", "p", "status", "service", "received_from"):
        assert reception.get(f"{REQUESTS}?{name}=%ED%A0%80%FF").status_code == 200


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_edges_of_the_calendar_are_never_a_500(zone, day, practice, service, reception):
    practice.time_zone = zone
    practice.save()
    make_request(service=service)

    for edge in ("received_from", "received_to"):
        assert reception.get(REQUESTS, {edge: day}).status_code == 200


def test_nothing_is_exported(rows, therapist):
    for address in PARAMETERS:
        for export in ("csv", "xlsx"):
            response = therapist.get(f"{address}results/", {"export": export})
            assert response.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("row", ["12345678901234567890", "9" * 400, "0"])
def test_row_that_cannot_be_is_not_found(row, therapist):
    for address in (REQUESTS, MAIL):
        assert therapist.get(f"{address}{row}/").status_code == 404
    assert therapist.get(f"{PRACTITIONERS}{row}/edit/").status_code == 404
    assert therapist.post(f"{REQUESTS}{row}/take/").status_code == 404


def test_lists_take_the_same_queries_for_1_and_30_rows(service, practitioner, therapist):
    # Eleven are Wagtail's own, for any list and a role that sees the page tree; one counts the
    # mails in trouble.
    expected = {REQUESTS: 16, APPOINTMENTS: 15, MAIL: 14, PRACTITIONERS: 14}

    def add_rows(numbers: range) -> None:
        for number in numbers:
            make_practitioner(name=f"Bo {number}", services=[service])
            wishes = (Wish(), Wish(weekdays=(1,)), Wish(weekdays=(2,)))
            request = make_request(service=service, wishes=wishes)
            transitions.confirm(
                request_id=request.pk,
                version=1,
                by=therapist.user,
                practitioner_id=practitioner.pk,
                day=timezone.localdate() + dt.timedelta(days=number + 1),
                time=dt.time(14),
            )

    def queries() -> dict[str, int]:
        found = {}
        for address in expected:
            with CaptureQueriesContext(connection) as captured:
                therapist.get(address)
            found[address] = len(captured)
        return found

    add_rows(range(1))
    queries()
    assert queries() == expected
    add_rows(range(1, 30))
    assert queries() == expected


def test_mail_in_trouble_is_found(practice, service, reception):
    make_request(service=service)
    failed = OutboxMessage.objects.first()
    OutboxMessage.objects.filter(pk=failed.pk).update(status=MessageStatus.FAILED)

    assert list(reception.get(MAIL, {"trouble": "yes"}).context["object_list"]) == [failed]
    assert reception.get(MAIL).context["object_list"].count() == 2
