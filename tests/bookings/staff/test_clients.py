"""Clients and blocked contacts, at the desk."""

import datetime as dt

import pytest

from bookings.domain import blocking, clients, transitions
from bookings.models import AuditEvent, BlockedContact, Client
from site_project import roles
from tests.bookings.staff.desk import BLOCKED, CLIENTS, logged_in
from tests.factories.bookings import make_request
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

GOOD = {
    "name": "Vera Visitor",
    "email": "vera@example.org",
    "phone": "+44 1632 960 001",
    "standing": "trusted",
    "notes": "Likes\nmornings.",
}
CLIENTS_LIST = 9


@pytest.fixture
def vera(db) -> Client:
    return clients.add_client(by=make_user(), name="Vera", email="vera@example.org")


def events() -> list[tuple]:
    return list(AuditEvent.objects.values_list("action", "user__username"))


def test_reception_adds_a_client(reception):
    response = reception.post(f"{CLIENTS}add/", GOOD)

    assert (response.status_code, response.url) == (302, CLIENTS)
    assert [Client.objects.values(*GOOD).get()] == [GOOD]
    assert events() == [("client made", reception.user.username)]


def test_reception_changes_a_client(vera, reception):
    response = reception.post(f"{CLIENTS}{vera.pk}/edit/", GOOD | {"version": vera.version})

    assert response.status_code == 302
    assert Client.objects.values(*GOOD).get() == GOOD
    assert events()[1:] == [
        ("client changed", reception.user.username),
        ("standing", reception.user.username),
    ]


@pytest.mark.parametrize(
    "data",
    [
        {"name": ""},
        {"name": "\x07"},
        {"email": "nowhere"},
        {"phone": "call me"},
        {"standing": "best"},
        {"notes": "x" * 2001},
    ],
)
def test_bad_input_is_shown_on_the_form(data, vera, reception):
    response = reception.post(f"{CLIENTS}{vera.pk}/edit/", GOOD | {"version": vera.version} | data)

    assert response.status_code == 200
    assert "could not be saved due to errors" in response.text
    assert list(Client.objects.values_list("name", "standing")) == [("Vera", "normal")]


@pytest.mark.parametrize("sent", ["1", "", "eleven", "9" * 20])
def test_stale_form_shows_what_is_stored_and_overwrites_only_when_saved_again(
    sent, vera, reception
):
    clients.correct_email(client_id=vera.pk, email="new@example.org", by=reception.user)
    address = f"{CLIENTS}{vera.pk}/edit/"

    response = reception.post(address, GOOD | {"version": sent})

    assert "Somebody else has changed this client’s record" in response.text
    assert "Stored now: new@example.org" in response.text
    assert "Likes\nmornings." in response.text
    assert Client.objects.values_list("name", "email").get() == ("Vera", "new@example.org")
    seen = response.context["form"]["version"].value()
    assert reception.post(address, GOOD | {"version": seen}).status_code == 302
    assert Client.objects.values(*GOOD).get() == GOOD


@pytest.mark.parametrize(
    ("text", "found"),
    [("vera", True), ("example.org", True), ("01632 960001", True), ("Zora", False)],
)
def test_clients_are_found_by_name_mail_and_phone(text, found, reception):
    clients.add_client(by=make_user(), **GOOD)

    page = reception.get(CLIENTS, {"q": text}).text

    assert ("Vera Visitor" in page) is found


def test_clients_are_narrowed_by_standing(vera, reception):
    clients.add_client(by=make_user(), **GOOD)

    page = reception.get(CLIENTS, {"standing": "trusted"}).text

    assert ("Vera Visitor" in page, f"{CLIENTS}{vera.pk}/" in page) == (True, False)


@pytest.mark.parametrize("count", [1, 30])
def test_list_of_clients_takes_so_many_queries(count, reception, django_assert_num_queries):
    user = make_user()
    for number in range(count):
        clients.add_client(by=user, name=f"Client {number}")
    reception.get(CLIENTS)

    with django_assert_num_queries(CLIENTS_LIST):
        reception.get(CLIENTS)


def test_page_of_a_client_shows_the_newest_request_and_the_next_visit_first(
    now, vera, practitioner, service, reception
):
    requests = [make_request(service=service, age=dt.timedelta(days=age)) for age in (3, 1)]
    for request, day in zip(requests, (1, 2), strict=True):
        clients.match(
            request_id=request.pk, version=request.version, client_id=vera.pk, by=reception.user
        )
        transitions.confirm(
            request_id=request.pk,
            version=request.version + 1,
            by=reception.user,
            practitioner_id=practitioner.pk,
            day=dt.date(2026, 12, day),
            time=dt.time(14),
        )

    page = reception.get(f"{CLIENTS}{vera.pk}/").text

    order = [page.index(request.reference) for request in requests]
    assert order[1] < order[0]
    assert page.index("Tue 1 Dec 2026, 14:00") < page.index("Wed 2 Dec 2026, 14:00")


def test_page_of_a_client_names_no_request_to_who_may_not_see_them(vera, reception):
    request = make_request()
    clients.match(
        request_id=request.pk, version=request.version, client_id=vera.pk, by=reception.user
    )
    group = reception.user.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="view_bookingrequest"))

    page = reception.get(f"{CLIENTS}{vera.pk}/").text

    assert ("Vera" in page, request.reference in page) == (True, False)


def test_therapist_blocks_a_contact(therapist):
    data = {"email": "Rude@Example.org", "phone": "+44 (0)1632 960 001", "note": "Rude"}

    response = therapist.post(f"{BLOCKED}add/", data)

    assert (response.status_code, response.url) == (302, BLOCKED)
    blocked = BlockedContact.objects.get()
    assert (blocked.email, blocked.phone) == ("rude@example.org", "632960001")
    assert blocking.is_blocked(email="rude@example.org", phone="")
    assert "rude@example.org" in therapist.get(BLOCKED).text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Enter an email address or a phone number"),
        ({"email": "VERA@example.org"}, "This email address is blocked already."),
        ({"phone": "01632960001"}, "This phone number is blocked already."),
        ({"email": "nowhere"}, "Enter an email address like name@example.org"),
    ],
)
def test_what_cannot_be_blocked_is_explained(data, message, therapist):
    blocking.block_contact(by=make_user(), email="vera@example.org", phone="01632 960001")

    response = therapist.post(f"{BLOCKED}add/", {"email": "", "phone": "", "note": ""} | data)

    assert response.status_code == 200
    assert message in response.text
    assert BlockedContact.objects.count() == 1


def test_unblocking_is_asked_and_done_by_post(therapist):
    blocked = blocking.block_contact(by=make_user(), email="vera@example.org")
    address = f"{BLOCKED}{blocked.pk}/delete/"
    assert "Take requests from vera@example.org again?" in therapist.get(address).text
    assert BlockedContact.objects.exists()

    response = therapist.post(address)

    assert (response.status_code, response.url) == (302, BLOCKED)
    assert not BlockedContact.objects.exists()
    assert events()[-1] == ("contact unblocked", therapist.user.username)


def test_clients_take_their_own_permission(vera):
    onlooker = logged_in(roles.EDITOR)

    responses = [
        onlooker.post(f"{CLIENTS}add/", GOOD),
        onlooker.post(f"{CLIENTS}{vera.pk}/edit/", GOOD),
        onlooker.post(f"{BLOCKED}add/", {"email": "vera@example.org"}),
    ]

    assert {(response.status_code, response.url) for response in responses} == {(302, "/admin/")}
    assert list(Client.objects.values_list("name", flat=True)) == ["Vera"]
    assert not BlockedContact.objects.exists()
