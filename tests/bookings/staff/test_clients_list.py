"""The list of clients: who was here when, who comes next, and how it is narrowed."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission

from bookings.domain import clients
from bookings.models import Appointment, Client
from tests.bookings.staff.desk import CLIENTS
from tests.factories.people import make_user
from tests.factories.visits import make_visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(now):
    user = make_user()

    def _add(name: str, **fields) -> Client:
        return clients.add_client(by=user, name=name, **fields)

    return _add


@pytest.fixture
def visit(practitioner, now):
    def _visit(client: Client, days: int, status: str = "confirmed") -> Appointment:
        made = make_visit(practitioner, now + dt.timedelta(days=days), status=status)
        stand_in = made.client
        made.client = client
        made.save()
        stand_in.delete()
        return made

    return _visit


def listed(browser, **parameters) -> list[str]:
    found = browser.get(CLIENTS, parameters).context["object_list"]
    return [client.name for client in found]


def test_last_and_next_visit_are_those_that_were_and_will_be(add, visit, reception):
    vera = add("Vera")
    last = visit(vera, -3, "completed")
    visit(vera, -30)
    visit(vera, -1, "no_show")
    coming = visit(vera, 5)
    visit(vera, 20)
    visit(vera, 2, "cancelled")
    visit(vera, 1, "held")

    row = reception.get(CLIENTS).context["object_list"][0]

    assert (row.last_visit, row.next_visit) == (last.start, coming.start)


def test_visits_are_not_shown_to_who_may_not_see_them(add, visit, reception):
    visit(add("Vera"), -3, "completed")
    permission = Permission.objects.get(codename="view_appointment")
    reception.user.groups.get().permissions.remove(permission)

    page = reception.get(CLIENTS)

    assert ("Vera" in page.text, "19 Nov 2026" in page.text) == (True, False)
    assert "Last visit" not in page.text
    assert listed(reception, seen="never") == ["Vera"]


@pytest.mark.parametrize(
    ("seen", "names"),
    [
        ("quarter", ["Month"]),
        ("year", ["Half", "Month"]),
        ("before", ["Long ago"]),
        ("never", ["Coming", "Missed", "Never"]),
        ("", ["Coming", "Half", "Long ago", "Missed", "Month", "Never"]),
        ("x" * 5000, ["Coming", "Half", "Long ago", "Missed", "Month", "Never"]),
    ],
)
def test_clients_are_narrowed_by_when_they_were_here(seen, names, add, visit, reception):
    visit(add("Month"), -30, "completed")
    visit(add("Half"), -180)
    visit(add("Long ago"), -500, "completed")
    visit(add("Missed"), -20, "no_show")
    visit(add("Coming"), 20)
    add("Never")

    assert listed(reception, seen=seen) == names


def test_possible_duplicates_share_address_number_or_name(add, reception):
    add("Ann", email="ann@example.org")
    add("Anna", email="ANN@example.org")
    add("Ben", phone="+44 (0)1632 960 001")
    add("Benno", phone="01632 960001")
    add("Cleo")
    add("cleo ")
    add("Dan", phone="999")
    add("Dora", phone="999")
    add("Ella", email="ella@example.org", phone="01632 960002")

    assert listed(reception, twice="yes") == ["Ann", "Anna", "Ben", "Benno", "Cleo", "cleo "]
    assert len(listed(reception, twice="no")) == 9


def test_twenty_are_on_a_page(add, reception):
    for number in range(21):
        add(f"Client {number:02}")

    assert (len(listed(reception)), listed(reception, p=2)) == (20, ["Client 20"])


@pytest.mark.parametrize("text", ["'", "\0", "%", "\\", "9" * 300, "<b>"])
def test_searches_for_nothing_find_nobody(text, add, reception):
    add("Vera")

    assert listed(reception, q=text) in ([], ["Vera"])


def test_page_of_the_list_is_small(add, visit, reception):
    for number in range(30):
        visit(
            add(f"Client {number}", email=f"c{number}@example.org", phone="01632 960001"), -number
        )

    assert len(reception.get(CLIENTS).content) < 60_000
