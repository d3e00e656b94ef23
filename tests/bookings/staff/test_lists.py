"""What the lists show, find and count, and that no parameter breaks or opens them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bookings.domain import transitions
from bookings.domain.submission import Wish
from bookings.models import OutboxMessage
from bookings.statuses import MessageStatus
from tests.bookings.staff.desk import (
    APPOINTMENTS,
    CLOSURES,
    MAIL,
    PRACTITIONERS,
    REQUESTS,
)
from tests.factories.bookings import make_practitioner, make_request
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
    REQUESTS: [
        *("tab", "after", "before", "service", "practitioner", "flag", "assigned_to"),
        *("received_from", "received_to"),
    ],
    APPOINTMENTS: ["status", "practitioner", "day_from"],
    MAIL: ["status", "trouble"],
    PRACTITIONERS: [],
    CLOSURES: ["kind", "practitioner"],
}


def names(response) -> list[str]:
    return [row.name for row in response.context["object_list"]]


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
            response = reception.get(REQUESTS, {lookup: value})
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
    for name in ("q", "tab", "after", "service", "received_from"):
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
    # Nine are Wagtail's own, for any list and a role that sees the page tree; one counts the
    # mails in trouble.
    expected = {APPOINTMENTS: 11, MAIL: 10, PRACTITIONERS: 11}

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
    assert len(reception.get(MAIL).context["object_list"]) == 2
