"""Two records of one person become one."""

import datetime as dt

import pytest
import time_machine

from bookings.domain import blocking, clients, merging
from bookings.domain.errors import ClientGone, NotUsable, Refused, StaleVersion
from bookings.models import (
    Appointment,
    AuditEvent,
    BlockedContact,
    BookingRequest,
    Client,
    Standing,
)
from tests.bookings.racing import at_once
from tests.factories.bookings import book_visit, make_request
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
VERA = {"name": "Vera Visitor", "email": "vera@example.org", "phone": "01632 960001"}
VERONIKA = {"name": "Veronika Visitor", "email": "veronika@example.org", "phone": "01632 960002"}


@pytest.fixture(autouse=True)
def _now(practice):
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def keep(staff) -> Client:
    return clients.add_client(by=staff, **VERA, notes="Likes mornings.")


@pytest.fixture
def fold(staff) -> Client:
    return clients.add_client(by=staff, **VERONIKA, notes="Comes by bus.")


def merge(keep: Client, fold: Client, by, **options) -> Client:
    """By the versions that the two have in memory."""
    seen = {"keep_version": keep.version, "fold_version": fold.version} | options
    return merging.merge_clients(keep_id=keep.pk, fold_id=fold.pk, by=by, **seen)


def give(client: Client, by) -> BookingRequest:
    """A request of the client."""
    request = make_request(**VERA)
    clients.match(request_id=request.pk, version=request.version, client_id=client.pk, by=by)
    request.refresh_from_db()
    return request


def test_all_that_was_the_ones_is_the_others(keep, fold, staff, practitioner, service):
    mine, others = give(keep, staff), give(fold, staff)
    visit = book_visit(practitioner, service=service, name="", client_id=fold.pk)

    kept = merge(keep, fold, staff)

    assert kept.pk == keep.pk
    assert list(Client.objects.values_list("pk", flat=True)) == [keep.pk]
    assert set(keep.requests.values_list("pk", "version")) == {
        (mine.pk, mine.version),
        (others.pk, others.version + 1),
    }
    assert list(keep.appointments.all()) == [visit]
    assert AuditEvent.objects.filter(client=None, action__startswith="client").count() == 0


def test_everything_that_points_at_a_client_is_moved(keep, fold, staff, practitioner, service):
    """Whatever model comes to point at a client is made here, and moved by merging.py."""
    book_visit(practitioner, service=service, name="", client_id=fold.pk)
    give(fold, staff)
    relations = [(one.related_model, one.field.name) for one in Client._meta.related_objects]
    pointing = {model: {field: fold} for model, field in relations}
    before = {model: set(rows(model, query)) for model, query in pointing.items()}

    merge(keep, fold, staff)

    assert {one.one_to_many for one in Client._meta.related_objects} == {True}
    assert Client._meta.many_to_many == ()
    assert set(pointing) == {BookingRequest, Appointment, AuditEvent}
    assert all(before.values())
    for model, field in relations:
        assert before[model] <= set(rows(model, {field: keep}))


def rows(model, query) -> list[int]:
    return list(model.objects.filter(**query).values_list("pk", flat=True))


def test_contact_stays_unless_it_is_taken(keep, fold, staff):
    kept = merge(keep, fold, staff, take=["name", "phone"])

    kept.refresh_from_db()
    assert (kept.name, kept.email, kept.phone) == (
        VERONIKA["name"],
        VERA["email"],
        VERONIKA["phone"],
    )


def test_client_is_one_since_the_first_of_both(keep, fold, staff):
    long_ago = NOW - dt.timedelta(days=900)
    Client.objects.filter(pk=fold.pk).update(created_at=long_ago)

    kept = merge(keep, fold, staff)

    kept.refresh_from_db()
    assert (kept.created_at, kept.version) == (long_ago, keep.version + 1)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("normal", "trusted", "normal"),
        ("trusted", "normal", "normal"),
        ("trusted", "trusted", "trusted"),
        ("trusted", "blocked", "blocked"),
        ("blocked", "normal", "blocked"),
        ("normal", "normal", "normal"),
    ],
)
def test_more_careful_standing_counts_unless_another_is_chosen(one, other, both, staff):
    pair = [clients.add_client(by=staff, **VERA, standing=standing) for standing in (one, other)]

    assert merge(*pair, staff).standing == both


def test_standing_that_is_chosen_counts_and_is_audited(keep, fold, staff):
    clients.set_standing(client_id=fold.pk, standing="blocked", by=staff)
    fold.refresh_from_db()

    kept = merge(keep, fold, staff, standing=Standing.TRUSTED)

    assert kept.standing == "trusted"
    last = AuditEvent.objects.order_by("-pk").values_list("action", "from_status", "to_status")
    assert list(last[:2]) == [
        ("standing", "normal", "trusted"),
        (f"clients merged: {fold.pk}", "", ""),
    ]
    assert not BlockedContact.objects.exists()


def test_notes_are_joined_unless_staff_write_them(keep, fold, staff):
    assert merging.joined_notes(keep, fold) == "Likes mornings.\n\nComes by bus."
    assert merging.joined_notes(keep, keep) == "Likes mornings."

    assert merge(keep, fold, staff, notes="Both.").notes == "Both."


def test_joined_notes_stand_without_being_written(keep, fold, staff):
    assert merge(keep, fold, staff).notes == "Likes mornings.\n\nComes by bus."


def test_notes_that_are_too_long_are_refused(keep, fold, staff):
    Client.objects.update(notes="x" * 1500)
    Client.objects.filter(pk=fold.pk).update(notes="y" * 1500)

    with pytest.raises(NotUsable, match="longer than 2000 characters"):
        merge(keep, fold, staff)

    assert Client.objects.count() == 2


def test_nobody_gets_around_a_block_by_the_contact_that_was_dropped(keep, fold, staff):
    clients.set_standing(client_id=fold.pk, standing="blocked", by=staff)
    fold.refresh_from_db()

    merge(keep, fold, staff, take=["email"])

    for contact in (VERA, VERONIKA):
        assert blocking.is_blocked(email=contact["email"], phone="")
        assert blocking.is_blocked(email="", phone=contact["phone"])
    blocked = BlockedContact.objects.values_list("email", "phone").order_by("pk")
    assert list(blocked) == [("vera@example.org", ""), ("", "632960002")]


def test_blocked_contact_that_is_there_already_stays_one(keep, fold, staff):
    blocking.block_contact(by=staff, email=VERONIKA["email"], phone=VERONIKA["phone"])

    merge(keep, fold, staff, standing=Standing.BLOCKED)

    assert BlockedContact.objects.count() == 1


def test_same_record_twice_is_refused(keep, staff):
    with pytest.raises(Refused, match="this is the same record"):
        merge(keep, keep, staff)


@pytest.mark.parametrize("stale", ["keep_version", "fold_version"])
def test_old_version_is_refused(stale, keep, fold, staff):
    with pytest.raises(StaleVersion, match="changed this client’s record"):
        merge(keep, fold, staff, **{stale: 0})

    assert Client.objects.count() == 2


def test_record_that_is_gone_is_refused(keep, fold, staff):
    merge(keep, fold, staff)

    with pytest.raises(ClientGone):
        merge(keep, fold, staff, keep_version=keep.version + 1)


@pytest.mark.parametrize(
    "change",
    [
        lambda client, by: clients.set_standing(client_id=client.pk, standing="trusted", by=by),
        lambda client, by: clients.correct_email(client_id=client.pk, email="a@b.example", by=by),
        lambda client, by: clients.change_client(
            client_id=client.pk,
            version=client.version,
            by=by,
            **VERA,
            notes="",
            standing="normal",
        ),
    ],
    ids=["standing", "address", "record"],
)
def test_whatever_changes_a_record_makes_pages_of_it_stale(change, keep, fold, staff):
    change(fold, staff)

    with pytest.raises(StaleVersion):
        merge(keep, fold, staff)


@pytest.mark.parametrize("write", ["match", "book", "change"])
def test_what_comes_too_late_for_a_folded_record_is_told(
    write, keep, fold, staff, practitioner, service
):
    request = make_request()
    merge(keep, fold, staff)
    writes = {
        "match": lambda: clients.match(
            request_id=request.pk, version=request.version, client_id=fold.pk, by=staff
        ),
        "book": lambda: book_visit(practitioner, service=service, name="", client_id=fold.pk),
        "change": lambda: clients.set_standing(client_id=fold.pk, standing="normal", by=staff),
    }

    with pytest.raises(ClientGone):
        writes[write]()


def test_merging_takes_so_many_queries(keep, fold, staff, django_assert_num_queries):
    for _count in range(5):
        give(fold, staff)

    with django_assert_num_queries(13):
        merge(keep, fold, staff)


def test_two_who_merge_the_same_pair_are_refused_or_first(own_database, practice):
    by = make_user()
    pair = [clients.add_client(by=by, **contact) for contact in (VERA, VERONIKA)]
    ways = [pair, pair[::-1]]

    outcomes = at_once(2, lambda index: merge(*ways[index], by))

    assert outcomes["done"] == 1
    assert sum(outcomes.values()) == 2
    assert Client.objects.count() == 1
