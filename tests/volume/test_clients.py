"""The pages about 20,000 clients and 100,000 visits. The clients themselves are counted, which
reads them all; and a word in the middle of a name is found by no index.
"""

import pytest

from bookings.models import Client
from bookings.staff.clients.listing import possibly_twice
from site_project.roles import OWNER
from tests.bookings.staff.desk import BULK, CLIENTS
from tests.factories.people import make_user
from tests.factories.volume import CLIENTS as NUMBER
from tests.volume.plans import big_scans, plans

pytestmark = pytest.mark.only_on("postgresql")


@pytest.fixture
def owner(at_volume, client):
    client.force_login(make_user(role=OWNER))
    return client


def tables(scans: list[str]) -> set[str]:
    return {scan.partition(":")[0] for scan in scans}


@pytest.mark.parametrize("query", ["", "?p=900", "?q=Client+77", "?q=020+7946", "?standing=normal"])
def test_list_of_clients_scans_neither_visits_nor_requests(query, owner):
    found = tables(big_scans(lambda: owner.get(CLIENTS + query)))

    assert found <= {"bookings_client"}


@pytest.mark.parametrize("seen", ["quarter", "year"])
def test_clients_seen_lately_are_found_by_the_time_of_visits(seen, owner):
    assert tables(big_scans(lambda: owner.get(CLIENTS, {"seen": seen}))) <= {"bookings_client"}


def test_possible_duplicates_are_found_by_sorting(at_volume):
    """Everybody with everybody would be four hundred million comparisons."""
    found = plans(possibly_twice(Client.objects.all()).count)

    worst = max(node["Total Cost"] for _sql, nodes in found for node in nodes)
    assert worst < NUMBER * 10


@pytest.mark.parametrize("page", ["", "?all=visits", "?all=requests", "standing/"])
def test_page_of_a_client_scans_no_big_table(page, owner):
    pk = Client.objects.values_list("pk", flat=True)[77]

    assert big_scans(lambda: owner.get(f"{CLIENTS}{pk}/{page}")) == []


def test_both_sides_of_one_person_scan_no_big_table(owner):
    one, other = Client.objects.values_list("pk", flat=True)[77:79]

    assert big_scans(lambda: owner.get(f"{CLIENTS}{one}/merge/", {"with": other})) == []


def test_fifty_chosen_requests_scan_no_big_table(owner):
    chosen = list(range(1000, 1050))

    response = owner.get(f"{BULK}decline/", {"pk": chosen})

    assert len(response.context["able"]) == 50
    assert big_scans(lambda: owner.get(f"{BULK}decline/", {"pk": chosen})) == []
