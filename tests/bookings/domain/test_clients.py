import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import User

from bookings.domain import blocking, clients, transitions
from bookings.domain.errors import HasClient, NoContact, StaleVersion
from bookings.models import AuditEvent, BlockedContact, BookingRequest, Client, Standing
from bookings.statuses import RequestStatus
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.people import make_user
from tests.factories.visits import make_visit

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
CONTACT_ONLY = {"email": "vera@example.org", "phone": "01632 960001"}
CONTACT = {"name": "Vera Visitor"} | CONTACT_ONLY


@pytest.fixture(autouse=True)
def _now(practice):
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(db):
    return make_user()


@pytest.fixture
def add(staff):
    def _add(**changes) -> Client:
        return clients.add_client(by=staff, **CONTACT | changes)

    return _add


def match(request: BookingRequest, client: Client, by: User) -> None:
    """As the row stands now."""
    request.refresh_from_db()
    clients.match(request_id=request.pk, version=request.version, client_id=client.pk, by=by)
    request.refresh_from_db()


def events() -> list[tuple]:
    fields = ("action", "client__name", "request__reference", "from_status", "to_status")
    return list(AuditEvent.objects.exclude(action="submitted").values_list(*fields))


# --- Records -----------------------------------------------------------------------------


def test_create_client_takes_the_contact_of_the_request(staff):
    request = make_request(**CONTACT)

    client = clients.create_client(request_id=request.pk, version=request.version, by=staff)

    request.refresh_from_db()
    assert request.client == client
    assert Client.objects.values().get() == CONTACT | {
        "id": client.pk,
        "standing": "normal",
        "notes": "",
        "created_at": NOW,
        "version": 1,
        "search": " Vera Visitor vera@example.org 01632960001",
        "erased_at": None,
    }
    assert events() == [
        ("client made", "Vera Visitor", None, "", "normal"),
        ("client matched", "Vera Visitor", request.reference, "", ""),
    ]


def test_create_client_leaves_a_request_that_has_one(staff):
    request = make_request()
    first = clients.create_client(request_id=request.pk, version=request.version, by=staff)
    request.refresh_from_db()

    with pytest.raises(HasClient):
        clients.create_client(request_id=request.pk, version=request.version, by=staff)

    assert list(Client.objects.all()) == [first]


def test_match_gives_the_request_and_its_visits_to_the_client(staff, add):
    service = make_service()
    request = make_request(service=service)
    appointment = transitions.confirm(
        request_id=request.pk,
        version=request.version,
        by=staff,
        practitioner_id=make_practitioner(services=[service]).pk,
        day=dt.date(2026, 12, 1),
        time=dt.time(9),
    )
    client = add(name="Vera V.")

    match(request, client, staff)

    request.refresh_from_db()
    appointment.refresh_from_db()
    assert (request.client, appointment.client) == (client, client)
    assert (request.name, client.name) == ("Vera Visitor", "Vera V.")


def test_wrong_match_is_undone_first_and_then_put_right(staff, add):
    request, wrong, right = make_request(), add(name="Wrong"), add(name="Right")
    visit = make_visit(make_practitioner(), NOW + dt.timedelta(days=9), request=request)
    match(request, wrong, staff)

    for client in (wrong, right):
        with pytest.raises(HasClient):
            match(request, client, staff)
    request.refresh_from_db()
    clients.unmatch(request_id=request.pk, version=request.version, by=staff)
    visit.refresh_from_db()
    assert visit.client is None
    match(request, right, staff)

    request.refresh_from_db()
    visit.refresh_from_db()
    assert (request.client, visit.client) == (right, right)
    assert [(what, who) for what, who, *_rest in events() if what.startswith("client ")][2:] == [
        ("client matched", "Wrong"),
        ("client unmatched", "Wrong"),
        ("client matched", "Right"),
    ]


def test_matching_by_an_old_version_is_refused(staff, add):
    request, client = make_request(), add()
    transitions.take(request_id=request.pk, version=request.version, by=staff)

    for change in (clients.create_client, clients.unmatch):
        with pytest.raises(StaleVersion):
            change(request_id=request.pk, version=request.version, by=staff)
    with pytest.raises(StaleVersion):
        clients.match(request_id=request.pk, version=1, client_id=client.pk, by=staff)

    assert list(Client.objects.all()) == [client]
    assert client.requests.count() == 0


def test_visit_of_a_matched_request_is_the_clients(staff, add):
    service = make_service()
    request, client = make_request(service=service), add()
    match(request, client, staff)

    appointment = transitions.confirm(
        request_id=request.pk,
        version=request.version,
        by=staff,
        practitioner_id=make_practitioner(services=[service]).pk,
        day=dt.date(2026, 12, 1),
        time=dt.time(9),
    )

    assert appointment.client == client


def test_change_client_changes_the_record_and_nothing_that_was_sent(staff, add):
    client = add()
    request = make_request(**CONTACT)
    match(request, client, staff)

    clients.change_client(
        client_id=client.pk,
        version=client.version,
        by=staff,
        name="Vera Married",
        email="new@example.org",
        phone="",
        notes="Likes mornings.",
        standing=Standing.TRUSTED,
    )

    client.refresh_from_db()
    request.refresh_from_db()
    assert (client.name, client.email, client.phone) == ("Vera Married", "new@example.org", "")
    assert (client.notes, client.standing) == ("Likes mornings.", Standing.TRUSTED)
    assert (request.name, request.email) == ("Vera Visitor", "vera@example.org")
    assert events()[-2:] == [
        ("client changed", "Vera Married", None, "", ""),
        ("standing", "Vera Married", None, "normal", "trusted"),
    ]


def test_set_standing_that_stays_is_no_event(staff, add):
    client = add()

    clients.set_standing(client_id=client.pk, standing=Standing.NORMAL, by=staff)

    assert [what for what, *_rest in events()] == ["client made"]


# --- Who this may be ---------------------------------------------------------------------


def test_suggestions_are_contacts_first_and_then_names(add):
    add(name="Aaron Other", email="aaron@example.org", phone="01632 960999")
    like = add(name="Vera Visitör", email="", phone="")
    same_phone = add(name="Zora", email="", phone="+44 1632 960001")
    same_email = add(name="Yves", email="VERA@example.org", phone="")

    found = clients.suggestions(make_request(**CONTACT))

    assert found == [same_email, same_phone, like]


def test_suggestions_compare_whole_numbers(add):
    add(name="Zora", email="", phone="01632 9600012")

    assert clients.suggestions(make_request(**CONTACT)) == []


def test_nobody_without_a_phone_is_suggested_for_somebody_without_one(add):
    add(name="Zora", email="zora@example.org", phone="")

    assert clients.suggestions(make_request(**CONTACT | {"phone": ""})) == []


def test_suggestions_take_three_queries(add, django_assert_num_queries):
    request = make_request(**CONTACT)
    add()
    for number in range(30):
        add(name="Vera Visitor", email=f"{number}@example.org", phone="")

    with django_assert_num_queries(3):
        assert len(clients.suggestions(request)) == clients.SUGGESTED


def test_duplicates_are_open_requests_of_the_same_person():
    same_phone = make_request(name="V.", email="", phone="+44 1632 960 001")
    same_email = make_request(name="W.", email="Vera@Example.org")
    same_name = make_request(name="vera visitor", email="other@example.org")
    make_request(name="Other", email="else@example.org", phone="01632 960002")
    make_request(**CONTACT, status=RequestStatus.DECLINED)
    make_request(**CONTACT, signals=["honeypot"])
    request = make_request(**CONTACT)

    assert clients.duplicates_of(request) == [same_name, same_email, same_phone]


def test_duplicates_are_open_requests_of_the_same_client_too(staff, add):
    request, client = make_request(**CONTACT), add()
    by_her_mother = make_request(name="Zora", email="zora@example.org", phone="")
    assert clients.duplicates_of(request) == []
    for one in (request, by_her_mother):
        match(one, client, staff)

    assert clients.duplicates_of(request) == [by_her_mother]


def test_duplicates_take_one_query(django_assert_num_queries):
    request = make_request(**CONTACT)
    for _number in range(5):
        make_request(**CONTACT)

    with django_assert_num_queries(1):
        assert len(clients.duplicates_of(request)) == 5


# --- Blocked -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("email", "phone", "blocked"),
    [
        ("VERA@example.org", "", True),
        ("", "+44 1632 960 001", True),
        ("other@example.org", "01632960001", True),
        ("other@example.org", "01632 960002", False),
        ("", "01632 9600012", False),
        ("", "", False),
    ],
)
@pytest.mark.parametrize("by_record", [True, False], ids=["client", "contact"])
def test_is_blocked(staff, add, by_record, email, phone, blocked):
    if by_record:
        add(standing=Standing.BLOCKED)
    else:
        blocking.block_contact(by=staff, email="Vera@Example.org", phone="01632 960001")

    assert blocking.is_blocked(email=email, phone=phone) is blocked


def test_is_blocked_knows_nobody_at_first_and_after_unblocking(staff, add):
    add(standing=Standing.TRUSTED)
    blocked = blocking.block_contact(by=staff, **CONTACT_ONLY)
    blocking.unblock(blocked_id=blocked.pk, by=staff)

    assert blocking.is_blocked(**CONTACT_ONLY) is False
    assert [what for what, *_rest in events()] == [
        "client made",
        "contact blocked",
        "contact unblocked",
    ]


@pytest.mark.parametrize("known", [True, False])
def test_is_blocked_takes_one_query_for_everybody(staff, add, known, django_assert_num_queries):
    if known:
        blocking.block_contact(by=staff, **CONTACT_ONLY)
        for _number in range(30):
            add(standing=Standing.BLOCKED)

    with django_assert_num_queries(1):
        blocking.is_blocked(**CONTACT_ONLY)


def test_block_contact_again_adds_what_is_new(staff):
    first = blocking.block_contact(by=staff, email="vera@example.org", note="rude")
    again = blocking.block_contact(by=staff, email="Vera@example.org ", note="rude again")
    blocking.block_contact(by=staff, **CONTACT_ONLY)

    assert again == first
    assert list(BlockedContact.objects.order_by("pk").values_list("email", "phone", "note")) == [
        ("vera@example.org", "", "rude"),
        ("", "632960001", ""),
    ]


def test_block_contact_needs_one(staff):
    with pytest.raises(NoContact):
        blocking.block_contact(by=staff, email=" ", phone="12")
