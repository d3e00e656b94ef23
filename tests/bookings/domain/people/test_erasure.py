"""One person is forgotten: nothing of them is left, and what adds up still does (row 13)."""

import datetime as dt
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.log_actions import log

from bookings.domain import transitions
from bookings.domain.clients import change_client
from bookings.domain.errors import ClientGone, StaleVersion, TransitionRefused
from bookings.domain.manage import find_by_token, manage_token
from bookings.domain.notes import add_note
from bookings.domain.people.erasure import Unsettled, erase_client, erase_requester
from bookings.domain.people.person import person_of_client, person_of_request
from bookings.domain.soundness import findings
from bookings.models import (
    Appointment,
    AuditEvent,
    BookingRequest,
    Client,
    ClientReply,
    HealthAnswers,
    RequestNote,
    Treatment,
)
from bookings.statuses import RequestStatus
from tests.factories.bookings import book_visit, make_practitioner, make_request, make_service
from tests.factories.lives import CANARY, EMAIL, NAME, PHONE, make_life
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(site):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def life() -> Client:
    client = make_life()
    # What the admin writes when a record is changed there.
    log(instance=client, action="wagtail.edit", user=make_user())
    return client


def tables_with(word):
    """Every table of the database in which a row holds it, in whatever column."""
    with connection.cursor() as cursor:
        found = set()
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  names of our own
            if word in str(cursor.fetchall()).lower():
                found.add(table)
    return found


def test_nothing_of_an_erased_person_is_in_the_database_or_the_media(life):
    assert tables_with(CANARY) >= {
        "bookings_appointment",
        "bookings_blockedcontact",
        "bookings_bookingrequest",
        "bookings_client",
        "bookings_outboxmessage",
        "wagtailcore_modellogentry",
    }

    erase_client(client_id=life.pk, version=life.version, by=make_user())

    assert tables_with(CANARY) == set()
    for model in (HealthAnswers, ClientReply, RequestNote, Treatment):
        assert not model.objects.exists()
    media = Path(settings.MEDIA_ROOT).rglob("*")
    assert [file for file in media if file.is_file() and CANARY.encode() in file.read_bytes()] == []


def test_who_shares_only_the_number_stays(life):
    erase_client(client_id=life.pk, version=None)

    (namesake,) = BookingRequest.objects.kept()
    assert (namesake.name, namesake.phone) == ("Namesake", PHONE)
    assert namesake.messages.count() > 0


def test_person_is_the_record_and_nobodys_requests_of_the_same_name_and_contact(life):
    person = person_of_client(life)

    assert [request.name for request in person.requests] == [NAME, NAME]
    assert [request.name for request in person.namesakes] == ["Namesake"]
    declined = BookingRequest.objects.get(status=RequestStatus.DECLINED)
    assert person_of_request(declined) == person


def test_person_without_a_record_is_found_by_any_request(db):
    one, other = (
        make_request(email="Vera@Example.org", name=name, status=RequestStatus.DECLINED)
        for name in ("Vera Visitor", "vera visitor ")
    )

    erase_requester(request_id=other.pk, version=other.version, by=make_user())

    assert not BookingRequest.objects.kept().exists()
    one.refresh_from_db()
    assert (one.name, one.email, one.phone, one.search.split()[0]) == ("Erased", "", "", "Erased")


def test_links_and_references_of_an_erased_person_lead_nowhere(life):
    asked = life.requests.get()
    token, reference = manage_token(asked), asked.reference
    assert find_by_token(token) == asked

    erase_client(client_id=life.pk, version=None)

    assert find_by_token(token) is None
    assert not BookingRequest.objects.filter(reference=reference).exists()


def test_what_adds_up_still_does_and_the_diary_is_sound(life):
    def counted():
        rows = BookingRequest.objects.order_by("pk").values("status", "service_name", "created_at")
        visits = Appointment.objects.order_by("pk").values("status", "start", "end", "price")
        return list(rows), list(visits)

    before = counted()

    erase_client(client_id=life.pk, version=None)

    assert counted() == before
    assert findings() == []


def test_log_outlives_the_person_and_says_who_erased_them(life):
    events = list(AuditEvent.objects.order_by("pk").values_list("at", "action", "user"))
    by = make_user()

    erase_client(client_id=life.pk, version=None, by=by)

    after = list(AuditEvent.objects.order_by("pk").values_list("at", "action", "user"))
    assert after[: len(events)] == events
    assert after[len(events) :] == [(NOW, "person erased", by.pk)] * 3
    assert AuditEvent.objects.filter(action="person erased", client=life).count() == 1


def test_visit_to_come_and_open_request_are_in_the_way(life):
    practitioner = Appointment.objects.first().practitioner
    service = make_service()
    practitioner.services.add(service)
    visit = book_visit(practitioner, service=service, client_id=life.pk)

    with pytest.raises(Unsettled):
        erase_client(client_id=life.pk, version=None)

    Appointment.objects.filter(pk=visit.pk).delete()
    make_request(name=NAME, email=EMAIL)
    with pytest.raises(Unsettled):
        erase_client(client_id=life.pk, version=None)
    assert Client.objects.get(pk=life.pk).name == NAME


def test_page_that_is_stale_erases_nobody(life):
    with pytest.raises(StaleVersion):
        erase_client(client_id=life.pk, version=life.version - 1)

    declined = BookingRequest.objects.get(status=RequestStatus.DECLINED)
    with pytest.raises(StaleVersion):
        erase_requester(request_id=declined.pk, version=declined.version - 1)
    assert Client.objects.kept().count() == 1


def test_nothing_is_written_about_an_erased_person_again(life):
    declined = BookingRequest.objects.get(status=RequestStatus.DECLINED)
    erase_client(client_id=life.pk, version=None)
    declined.refresh_from_db()
    life.refresh_from_db()
    by = make_user()
    name = {"name": NAME, "email": "", "phone": "", "notes": "", "standing": "normal"}

    with pytest.raises(TransitionRefused):
        transitions.reopen(request_id=declined.pk, version=declined.version, by=by)
    with pytest.raises(TransitionRefused):
        add_note(request_id=declined.pk, by=by, text="who was that?")
    with pytest.raises(ClientGone):
        change_client(client_id=life.pk, version=life.version, by=by, **name)
    with pytest.raises(ClientGone):
        erase_client(client_id=life.pk, version=None)
    service = make_service()
    practitioner = make_practitioner(services=[service])
    with pytest.raises(ClientGone):
        book_visit(practitioner, service=service, client_id=life.pk)


@pytest.mark.only_on("sqlite")
def test_what_is_deleted_is_overwritten(db):
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA secure_delete").fetchone() == (1,)


def test_command_erases_only_when_told_so(life, capsys):
    call_command("erase_person", client=life.pk)
    said = capsys.readouterr().out
    assert said.startswith("Requests: 2, visits: 2, mails: ")
    assert "Nothing was changed." in said
    assert NAME not in said
    assert Client.objects.kept().exists()

    call_command("erase_person", client=life.pk, yes=True)

    assert tables_with(CANARY) == set()
    event = AuditEvent.objects.filter(action="person erased").first()
    assert (event.actor, event.user) == ("system", None)


def test_command_takes_a_reference_and_says_what_is_in_the_way(db):
    asked = make_request()

    with pytest.raises(CommandError, match="Still open: 1"):
        call_command("erase_person", request=asked.reference, yes=True)
    with pytest.raises(CommandError, match="There is no request"):
        call_command("erase_person", request="BBB-BBB", yes=True)
    with pytest.raises(CommandError, match="There is no client 4711"):
        call_command("erase_person", client=4711, yes=True)
