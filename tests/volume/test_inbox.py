"""Every way to look at the inbox reads no big table from end to end."""

import pytest
from django.urls import reverse

from bookings.models import BookingRequest, Client
from bookings.staff.inbox.pages import Position
from bookings.staff.inbox.tabs import TABS
from services.models import ServicePage
from site_project.roles import OWNER
from tests.factories.people import make_user
from tests.volume.plans import big_scans

pytestmark = pytest.mark.only_on("postgresql")

# Few requests wait to be answered, most are confirmed: the planner takes other ways for each.
FEW, MANY = "to_answer", "confirmed"
WAYS = [
    *({"tab": tab.name} for tab in TABS),
    *(
        {"tab": name} | narrowed
        for name in (FEW, MANY)
        for narrowed in (
            {"assigned_to": "me"},
            {"assigned_to": "nobody"},
            {"practitioner": "1"},
            {"received_from": "2026-06-01", "received_to": "2026-06-30"},
            {"flag": "not_mailed"},
        )
    ),
    *({"tab": FEW, "flag": flag} for flag in ("unread", "answered", "lapsing")),
    # A name, a part of an address, a number, a reference, nobody's, and too little for trigrams.
    *({"q": typed} for typed in ("Client 777", "client123@example", "7946 0123", "BCD-34F", "zzz")),
    *({"q": typed} for typed in ("cl", "xy")),
    {"q": "Client 77", "assigned_to": "nobody", "received_to": "2026-06-30"},
]


@pytest.mark.parametrize("given", WAYS, ids=str)
def test_inbox_scans_no_big_table(given, at_volume, client):
    client.force_login(make_user(role=OWNER))
    given = given | ({"service": ServicePage.objects.get().pk} if "practitioner" in given else {})

    assert big_scans(lambda: client.get(reverse("bookings_requests_modeladmin_index"), given)) == []


@pytest.mark.parametrize(
    "tab", [tab for tab in TABS if tab.name in {FEW, MANY}], ids=lambda tab: tab.name
)
@pytest.mark.parametrize("way", ["after", "before"])
def test_late_page_scans_no_big_table(tab, way, at_volume, client):
    client.force_login(make_user(role=OWNER))
    rows = BookingRequest.objects.filter(status__in=tab.statuses)
    order = ("created_at", "pk") if tab.is_work else ("-created_at", "-pk")
    number = rows.count() - 50
    late = Position.of(rows.order_by(*order)[number]).words
    address = reverse("bookings_requests_modeladmin_index")
    found = []

    def look() -> None:
        response = client.get(address, {"tab": tab.name, way: late})
        found.extend(response.context["object_list"])

    assert big_scans(look) == []
    assert len(found) == 20
    beyond = set(rows.order_by(*order)[number + 1 :].values_list("pk", flat=True))
    assert (found[0].pk in beyond) is (way == "after")


@pytest.mark.parametrize("typed", ["Client 777", "20 7946"])
def test_search_for_clients_scans_no_big_table(typed, at_volume):
    assert big_scans(lambda: list(Client.objects.matching(typed)[:10])) == []
