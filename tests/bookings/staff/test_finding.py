"""What somebody types finds visits, mails and lines of the log, each by several ways."""

import datetime as dt

import pytest

from bookings.domain.clients import add_client
from bookings.models import Appointment, AuditEvent, BookingRequest, OutboxMessage
from bookings.staff.finding import visit_ways
from site_project import roles
from tests.bookings.staff.desk import APPOINTMENTS, LOG, MAIL, answer, logged_in, slot
from tests.factories.bookings import book_visit, make_practitioner, make_request, make_service

REFERENCE = "BCD-346"
NINE = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)
NOON = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def owner(db):
    return logged_in(roles.OWNER)


@pytest.fixture
def vera(practitioner, service, reception, now) -> BookingRequest:
    """Comes on the first of December; not the only one with a visit and mails."""
    otto = make_practitioner(name="Otto", services=[make_service(title="Feet and hands")])
    walk_in = add_client(
        by=reception.user, name="Paul O’Neill", email="paul@example.com", phone="01632 960 555"
    )
    book_visit(otto, service=otto.services.get(), start=NINE, client_id=walk_in.pk, name="")
    for name in ("Vera Visitor", "Walt Whoever"):
        contact = {"name": name, "email": f"{name[:4].lower()}@example.org"}
        make_request(service=service, phone="01632 960 777" if name[0] == "V" else "", **contact)
    BookingRequest.objects.filter(name="Vera Visitor").update(reference=REFERENCE)
    vera = BookingRequest.objects.get(reference=REFERENCE)
    answer(reception, vera, "confirm", slot=slot(practitioner, NOON))
    return vera


def found(browser, address: str, typed: str) -> list:
    return list(browser.get(address, {"q": typed}).context["object_list"])


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("vera", ["Vera Visitor"]),
        ("VISITOR", ["Vera Visitor"]),
        ("vi", ["Vera Visitor"]),
        ("vera@example", ["Vera Visitor"]),
        ("1632960777", ["Vera Visitor"]),
        (REFERENCE, ["Vera Visitor"]),
        ("bcd346", ["Vera Visitor"]),
        ("neck", ["Vera Visitor"]),
        ("o'neill", ["Paul O’Neill"]),
        ("960 555", ["Paul O’Neill"]),
        ("and hands", ["Paul O’Neill"]),
        ("ha", ["Paul O’Neill"]),
        ("fe", ["Paul O’Neill"]),
        ("01632", ["Paul O’Neill", "Vera Visitor"]),
        ("ands x", []),
        ("%", []),
        ("whoever", []),
    ],
)
def test_visits_are_found_by_who_comes_and_what_for(typed, who, vera, owner):
    rows = found(owner, APPOINTMENTS, typed)

    assert [(row.request or row.client).name for row in rows] == who


@pytest.mark.parametrize(
    ("typed", "number"),
    [("vera@", 2), ("example.org", 3), (REFERENCE, 2), ("bcd346", 2), ("D-34", 2), ("zzz", 0)],
)
def test_mails_are_found_by_address_and_reference(typed, number, vera, owner):
    rows = found(owner, MAIL, typed)

    assert len(rows) == number
    assert {row.request.name for row in rows if typed != "example.org"} <= {"Vera Visitor"}


def test_mails_are_found_by_their_subject(vera, owner):
    subject = OutboxMessage.objects.filter(request=vera).earliest("pk").subject

    assert {mail.subject for mail in found(owner, MAIL, subject[3:])} == {subject}


def test_log_is_found_by_deed_reference_account_and_network(vera, reception, owner):
    AuditEvent.objects.filter(request=vera, action="confirmed").update(network="203.0.113.0/24")
    by_deed, by_network = found(owner, LOG, "confirm"), found(owner, LOG, "203.0.113")

    assert [event.action for event in by_deed] == ["confirmed"]
    assert by_network == by_deed
    assert {event.request for event in found(owner, LOG, "bcd346")} == {vera}
    assert {event.user for event in found(owner, LOG, reception.user.username)} == {reception.user}
    assert found(owner, LOG, "nobody-like-that") == []


@pytest.mark.parametrize("typed", ["request sent", "REQUEST SE", "sent", "se"])
def test_log_is_found_by_the_words_it_shows(typed, vera, owner):
    assert "submitted" in {event.action for event in found(owner, LOG, typed)}
    assert "confirmed" not in {event.action for event in found(owner, LOG, typed)}


def test_log_is_found_by_the_words_of_a_deed_and_what_it_was_about(vera, owner):
    event = AuditEvent.objects.create(at=NOON, actor="staff", action="test mail: request_received")

    assert found(owner, LOG, "sent as a test") == [event]
    assert found(owner, LOG, "request_received") == [event]


def test_log_is_found_by_the_name_of_who_acted(vera, reception, owner):
    reception.user.first_name, reception.user.last_name = "Rita", "Reception"
    reception.user.save()

    assert {event.user for event in found(owner, LOG, "rita rec")} == {reception.user}


def test_found_by_two_ways_it_is_listed_and_counted_once(vera, owner):
    Appointment.objects.filter(request=vera).update(service_name="Vera’s massage")
    rows = Appointment.objects.all()
    ways = [rows.filter(way).count() for way in visit_ways("vera")]

    page = owner.get(APPOINTMENTS, {"q": "vera"})

    assert ways == [1, 0, 1]
    assert (len(page.context["object_list"]), page.context["paginator"].count) == (1, 1)


def test_search_counts_no_further_than_somebody_reads(vera, owner, monkeypatch):
    monkeypatch.setattr("bookings.staff.generic.MOST_FOUND", 1)
    monkeypatch.setattr("bookings.staff.desk_lists.AppointmentAdmin.list_per_page", 1)

    assert "more than 1 " in owner.get(APPOINTMENTS, {"q": "01632"}).text.lower()
