"""Clients on a phone: two records become one without a script; everything fits, and axe is calm."""

import datetime as dt

import pytest
from django.utils import timezone

from bookings.domain import clients
from bookings.models import Appointment, Client
from site_project import roles
from tests.bookings.staff.desk import CLIENTS, logged_in
from tests.bookings.staff.test_on_a_phone import SIDEWAYS, THUMB, TOO_SMALL
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.people import make_user
from tests.factories.visits import make_visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(own_database) -> tuple[Client, Client]:
    by, service = make_user(), make_service()
    people = make_practitioner(services=[service])
    contact = {"email": "v" * 60 + "@example.org", "phone": "+44 1632 960 001"}
    name = "Seán O’Brien-van-der-Hoogenstraaten-" * 4
    vera = clients.add_client(by=by, name=name, **contact, notes="Likes mornings. " * 20)
    again = clients.add_client(by=by, name="Vera", email=contact["email"], standing="trusted")
    for days in (-30, -20, -10, 3):
        start = timezone.now().replace(hour=12, minute=0) + dt.timedelta(days=days)
        Appointment.objects.filter(pk=make_visit(people, start).pk).update(client=vera)
    Client.objects.exclude(pk__in=[vera.pk, again.pk]).delete()
    for client in (vera, vera, again):
        request = make_request(service=service)
        clients.match(request_id=request.pk, version=request.version, client_id=client.pk, by=by)
    return vera, again


def enter(page, server: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    session = logged_in(roles.RECEPTION).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])


def test_two_records_become_one_on_a_phone_without_a_script(pair, no_script_page, server):
    vera, _again = pair
    page = no_script_page
    enter(page, server)
    page.goto(f"{CLIENTS}{vera.pk}/")
    page.get_by_role("link", name="The same person as…").click()
    page.get_by_role("link", name="Vera", exact=True).click()
    page.get_by_role("group", name="Name").get_by_label("Vera", exact=True).check()
    page.get_by_label("Notes").fill("One person.")
    page.get_by_role("button", name="Make them one").click()

    page.get_by_text("One record now: Vera.").wait_for()
    assert page.url.endswith(f"{CLIENTS}{vera.pk}/")
    one = Client.objects.get()
    assert (one.pk, one.name, one.notes, one.requests.count()) == (
        vera.pk,
        "Vera",
        "One person.",
        3,
    )


def test_client_is_blocked_by_two_presses(pair, no_script_page, server):
    vera, _again = pair
    enter(no_script_page, server)
    no_script_page.goto(f"{CLIENTS}{vera.pk}/")
    no_script_page.get_by_role("link", name="Block", exact=True).click()
    no_script_page.get_by_role("button", name="Set the standing").click()

    no_script_page.get_by_text("Standing: Blocked.").wait_for()
    assert Client.objects.get(pk=vera.pk).standing == "blocked"


@pytest.mark.parametrize("width", [390, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_clients_fit_a_phone_and_are_accessible(scheme, width, pair, page, server, axe):
    vera, again = pair
    page.emulate_media(color_scheme=scheme)
    enter(page, server)
    page.set_viewport_size({"width": width, "height": 844})
    own = f"{CLIENTS}{vera.pk}/"
    addresses = [CLIENTS, own, f"{own}standing/", f"{own}same_person/?q=ver"]
    addresses.append(f"{own}merge/?with={again.pk}")
    found = {}
    for address in addresses:
        page.goto(address)
        fits = (page.evaluate(SIDEWAYS), page.evaluate(TOO_SMALL % THUMB))
        found[address] = (*fits, axe(page))

    assert found == dict.fromkeys(addresses, (0, [], []))
