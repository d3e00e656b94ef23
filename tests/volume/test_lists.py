"""The desk's lists of visits, mails and log find a page by an index, however many rows there are.

An index that has the first column is enough to sort by. What is counted is read without one, and
no further than to the last row that is counted.
"""

import pytest

from bookings.models import Appointment, AuditEvent, OutboxMessage
from site_project.roles import OWNER
from tests.factories.people import make_user
from tests.volume.plans import big_scans, plans

pytestmark = pytest.mark.only_on("postgresql")

VISITS, MAILS, LOG = (f"/admin/bookings/{name}/" for name in ("appointments", "mail", "log"))
MODELS = {VISITS: Appointment, MAILS: OutboxMessage, LOG: AuditEvent}


@pytest.fixture
def owner(at_volume, client):
    client.force_login(make_user(role=OWNER, username="owner-of-it-all"))
    return client


@pytest.mark.parametrize("address", [VISITS, MAILS, LOG])
@pytest.mark.parametrize("page", ["1", "50"])
def test_page_of_a_list_sorts_few_rows(address, page, owner):
    def look():
        response = owner.get(address, {"p": page})
        assert len(response.context["object_list"]) == 20

    nodes = [node for _sql, nodes in plans(look) for node in nodes]

    assert [
        node for node in nodes if node["Node Type"] == "Sort" and node["Plan Rows"] > 5000
    ] == []


# A name, a number, a part of an address, a reference, one of few letters, and what is nowhere.
SEARCHES = {
    VISITS: ("Client 777", "7946 0123", "client123@example", "BCD-34F", "xy", "zzz"),
    MAILS: ("client777@", "BCD34F", "BCD-34F", "xy", "nowhere"),
    LOG: ("192.0.2", "BCD-34F", "zz", "nowhere", "consent", "owner-of"),
}


@pytest.mark.parametrize(
    ("address", "typed"),
    [(address, typed) for address, each in SEARCHES.items() for typed in each],
)
def test_search_scans_no_big_table(address, typed, owner):
    assert big_scans(lambda: owner.get(address, {"q": typed})) == []


@pytest.mark.parametrize(
    ("address", "typed", "number"),
    [
        (VISITS, "client 7777", 4),
        (MAILS, "client7777@", 5),
        (MAILS, "BCD-34F", 1),
        (LOG, "bcd34f", 1),
    ],
)
def test_search_finds_what_there_is(address, typed, number, owner):
    pages = owner.get(address, {"q": typed}).context["paginator"]

    assert (pages.count, MODELS[address].objects.count() > 99_000) == (number, True)


# With nothing remembered.
@pytest.mark.parametrize(("address", "queries"), [(VISITS, 11), (MAILS, 10), (LOG, 10)])
def test_page_of_a_list_takes_few_queries(address, queries, owner, django_assert_num_queries):
    owner.get(address)

    with django_assert_num_queries(queries):
        owner.get(address)
