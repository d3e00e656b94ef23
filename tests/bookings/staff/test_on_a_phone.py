"""The desk at 390 px in a real browser: cards, nothing sideways, targets for a thumb."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bookings.domain.blocking import block_contact
from bookings.domain.clients import add_client, create_client, match
from bookings.domain.submission import Wish
from bookings.models import Practitioner
from site_project import roles
from tests.bookings.staff.desk import (
    APPOINTMENTS,
    BLOCKED,
    CLIENTS,
    CLOSURES,
    CONSENTS,
    DAY,
    PRACTITIONERS,
    QUESTIONS,
    REQUESTS,
    WEEK,
    logged_in,
    slot,
    url_of,
    visit_url,
)
from tests.factories.bookings import book_visit, make_practitioner, make_request, make_service
from tests.factories.diaries import closure
from tests.factories.people import make_user
from tests.factories.visits import make_visit

pytestmark = pytest.mark.django_db

THUMB = 48
PAGES = ["", "confirm", "offer", "ask", "assign", "duplicate", "waitlist", "decline"]
DEEDS = ["", "move", "cancel"]
# How far anything of the desk sticks out of the window, to the right.
SIDEWAYS = """Math.max(0, ...[...document.querySelectorAll(
    '.desk *, .desk-list *, .home-panel *, .home-figures *, .inbox-row *, .inbox-narrow *')]
    .map(element => Math.round(element.getBoundingClientRect().right - innerWidth)))"""
OPEN_ALL = """document.querySelectorAll('.desk details, .inbox details')
    .forEach(more => { more.open = true })"""
# What can be pressed but not by a thumb.
TOO_SMALL = """[...document.querySelectorAll(
    '.desk a, .desk button, .desk summary, .desk .choice, .desk .desk-time, .desk select,' +
    '.desk-list a, .desk-list button, .home-panel a, .home-figure a,' +
    '.inbox a, .inbox button, .inbox summary, .inbox select,' +
    '.inbox input:not([type=hidden], [type=checkbox]), .inbox label:has([type=checkbox])')]
    .filter(element => element.offsetHeight && element.offsetHeight < %d)
    .map(element => element.textContent.trim())"""


@pytest.fixture
def long_request(own_database):
    """A request in which everything is as long as it may be."""
    service = make_service(title="Trigger point massage for headaches and migraine " * 3)
    make_practitioner(name="Thea", services=[service])
    day = timezone.localdate() + dt.timedelta(days=9)
    return make_request(
        service=service,
        name="Seán O’Brien-van-der-Hoogenstraaten-" * 3 + "x" * 60,
        email="a" * 60 + "@" + "subdomain." * 12 + "example.org",
        phone="+44 1632 960 001 ext. 12345",
        wishes=(Wish(date_from=day, date_until=day), Wish(weekdays=tuple(range(7))), Wish()),
    )


@pytest.fixture
def long_visit(long_request):
    """The same for an appointment, in two weeks."""
    start = timezone.now().replace(hour=12, minute=0) + dt.timedelta(days=14)
    names = {"name": long_request.name, "email": long_request.email}
    practitioner = Practitioner.objects.get()
    return book_visit(practitioner, service=long_request.service, start=start, **names)


def reception_enters(page: Page, server: str) -> None:
    session = logged_in(roles.RECEPTION).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])


@pytest.fixture
def phone(page, server):
    page.set_viewport_size({"width": 390, "height": 844})
    reception_enters(page, server)
    return page


def test_pages_fit_a_phone_and_a_thumb(long_request, long_visit, phone):
    addresses = [REQUESTS, "/admin/", *(url_of(long_request, page) for page in PAGES)]
    addresses += [APPOINTMENTS, f"{APPOINTMENTS}book/"]
    addresses += [visit_url(long_visit, deed) for deed in DEEDS]
    found = {}
    for address in addresses:
        phone.goto(address)
        phone.evaluate(OPEN_ALL)
        found[address] = (phone.evaluate(SIDEWAYS), phone.evaluate(TOO_SMALL % THUMB))

    assert found == dict.fromkeys(addresses, (0, []))


def test_pages_about_people_fit_a_phone_and_a_thumb(long_request, phone, server):
    client = create_client(request_id=long_request.pk, version=long_request.version, by=make_user())
    block_contact(by=make_user(), email=long_request.email, phone=long_request.phone)
    session = logged_in(roles.THERAPIST).cookies["sessionid"].value
    phone.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])
    addresses = [CLIENTS, f"{CLIENTS}{client.pk}/", BLOCKED, QUESTIONS, CONSENTS]
    found = {}
    for address in addresses:
        phone.goto(address)
        found[address] = (phone.evaluate(SIDEWAYS), phone.evaluate(TOO_SMALL % THUMB))

    assert found == dict.fromkeys(addresses, (0, []))


def test_whose_a_request_is_fits_a_phone_and_is_accessible(long_request, phone, axe):
    contact = {"email": long_request.email, "phone": long_request.phone}
    client = add_client(by=make_user(), name=long_request.name, standing="trusted", **contact)
    make_request(service=long_request.service, name=long_request.name, **contact)
    matched = make_request(service=long_request.service, name="Vera", email="vera@example.org")
    match(request_id=matched.pk, version=matched.version, client_id=client.pk, by=make_user())
    found = {}

    def look(what: str) -> None:
        sticks_out, too_small = phone.evaluate(SIDEWAYS), phone.evaluate(TOO_SMALL % THUMB)
        found[scheme, what] = (sticks_out, too_small, axe(phone))

    for scheme in ("light", "dark"):
        phone.emulate_media(color_scheme=scheme)
        phone.goto(url_of(matched))
        look("matched")
        phone.goto(url_of(long_request))
        look("suggested")
        phone.get_by_role("link", name="Choose a client").click()
        phone.get_by_label("Find a client").fill("Seán")
        phone.get_by_role("button", name="Find").click()
        phone.get_by_role("radio").wait_for()
        look("found")

    assert found == dict.fromkeys(found, (0, [], []))


def test_errors_are_announced_first_and_lead_to_their_question(long_request, phone, axe):
    phone.goto(url_of(long_request, "confirm"))
    phone.get_by_label("Date").fill("")
    phone.get_by_role("button", name="Confirm a time").click()

    problem = phone.get_by_role("alert")
    problem.wait_for()
    assert phone.title().startswith("Error: Confirm a time")
    assert problem.evaluate("element => element === document.activeElement")
    assert axe(phone) == []
    problem.get_by_role("link", name="Enter a date").click()
    assert phone.evaluate("document.activeElement.id") == "id_day"


def test_desk_confirms_a_time_with_a_thumb(long_request, phone):
    phone.goto(REQUESTS)
    phone.get_by_role("link", name="Find a time").first.click()
    phone.get_by_label("Starts at").fill("14:00")
    phone.get_by_role("button", name="Confirm a time").click()

    phone.get_by_text("is on its way").wait_for()
    assert long_request.appointments.get().practitioner.name == "Thea"


def test_desk_works_without_scripts(long_request, no_script_page, server):
    """A wish with one press, an offer and its acceptance, a visit moved and cancelled."""
    page, thea = no_script_page, Practitioner.objects.get()
    reception_enters(page, server)
    start = timezone.now().replace(hour=12, minute=0, second=0) + dt.timedelta(days=9)
    live = Wish(slot_start=start, slot_end=start + dt.timedelta(hours=1))
    request = make_request(service=long_request.service, wishes=(live,))

    page.goto(url_of(request))
    page.get_by_role("button", name="Confirm this time").click()
    page.get_by_text("is on its way").wait_for()
    visit = request.appointments.get()
    page.goto(visit_url(visit, "move"))
    page.locator(f"[value='{slot(thea, start + dt.timedelta(hours=1))}']").check()
    page.get_by_role("button", name="Move").click()
    page.get_by_text("Moved:").wait_for()
    page.get_by_role("link", name="Cancel the visit").click()
    page.get_by_label("Reason").fill("Thea is ill")
    page.get_by_role("button", name="Cancel the visit").click()
    page.get_by_text("Cancelled.", exact=False).first.wait_for()

    page.goto(url_of(long_request, "offer"))
    page.get_by_role("button", name="More days").click()
    expect(page.locator(".desk-choose")).to_have_count(6)
    page.locator(f"[value='{slot(thea, start)}']").check()
    page.get_by_role("button", name="Offer times").click()
    page.get_by_role("button", name="The client takes this").click()
    page.get_by_text("Confirmed:").wait_for()

    visit.refresh_from_db()
    assert (visit.status, visit.start.hour) == ("cancelled", 13)
    assert long_request.appointments.get().status == "confirmed"


def test_pages_of_the_diary_fit_a_phone_and_are_accessible(own_database, phone, server, axe):
    service = make_service(title="Massage", turnaround_minutes=0)
    person = make_practitioner(name="Thea " * 15, services=[service], hours=[(0, "09:00", "12:00")])
    row = closure(DAY, public_note="On holiday " * 15, private_note="x" * 400)
    row.save()
    make_visit(person, dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC), name="Seán " * 30)
    therapist = logged_in(roles.THERAPIST).cookies["sessionid"].value
    phone.context.add_cookies([{"name": "sessionid", "value": therapist, "url": server}])
    addresses = [
        f"{WEEK}{person.pk}/?day={DAY.isoformat()}",
        CLOSURES,
        f"{CLOSURES}{row.pk}/edit/",
        f"{PRACTITIONERS}{person.pk}/edit/",
        f"{PRACTITIONERS}{person.pk}/calendar/",
    ]
    found = {}
    for scheme in ("light", "dark"):
        phone.emulate_media(color_scheme=scheme)
        for address in addresses:
            phone.goto(address)
            sticks_out = phone.evaluate(SIDEWAYS)
            found[scheme, address] = (sticks_out, phone.evaluate(TOO_SMALL % THUMB), axe(phone))

    assert found == dict.fromkeys(found, (0, [], []))


def test_therapist_makes_a_calendar_address_with_a_thumb(own_database, phone, server, axe):
    person = make_practitioner(name="Thea", hours=[])
    therapist = logged_in(roles.THERAPIST).cookies["sessionid"].value
    phone.context.add_cookies([{"name": "sessionid", "value": therapist, "url": server}])
    phone.goto(f"{PRACTITIONERS}{person.pk}/edit/")
    phone.get_by_role("link", name="Have the visits on a phone").click()
    found = {}
    for scheme in ("light", "dark"):
        phone.emulate_media(color_scheme=scheme)
        level = phone.get_by_role("region", name="With initials")
        if scheme == "dark":
            level.get_by_label("The address in use stops at once").check()
            level.get_by_role("button", name="Make a new address").click()
        else:
            level.get_by_role("button", name="Make an address").click()
        field = phone.get_by_label("Address of the calendar")
        field.focus()
        chosen = field.evaluate("field => field.selectionEnd - field.selectionStart")
        assert chosen == len(field.input_value())
        phone.evaluate(OPEN_ALL)
        found[scheme] = (phone.evaluate(SIDEWAYS), phone.evaluate(TOO_SMALL % THUMB), axe(phone))

    assert found == dict.fromkeys(["light", "dark"], (0, [], []))
    address = field.input_value()
    assert phone.request.get(server + address[address.index("/calendar/") :]).status == 200


def test_therapist_sets_hours_with_a_thumb_and_sees_the_week(own_database, phone, server):
    service = make_service(title="Massage", turnaround_minutes=0, start_step_minutes=60)
    person = make_practitioner(name="Thea", services=[service], hours=[])
    therapist = logged_in(roles.THERAPIST).cookies["sessionid"].value
    phone.context.add_cookies([{"name": "sessionid", "value": therapist, "url": server}])
    phone.goto(f"{PRACTITIONERS}{person.pk}/edit/")
    phone.get_by_role("button", name="Add row").click()
    phone.get_by_role("combobox", name="Day").select_option("Monday")
    phone.get_by_label("From").fill("09:00")
    phone.get_by_label("Until").fill("12:00")
    phone.get_by_label("Tue").check()
    phone.get_by_role("button", name="Save").click()

    phone.get_by_role("link", name="Week of Thea").click()
    for _week in range(2):  # one is too soon to ask for, on its first days
        with phone.expect_navigation():
            phone.get_by_role("link", name="Week after").click()
    phone.get_by_text("What visitors could pick").click()
    with phone.expect_navigation():
        phone.locator(".diary-starts").get_by_role("button", name="Show").click()

    starts = phone.locator(".desk-day__starts")
    assert [" ".join(day.all_inner_texts()) for day in starts.all()] == ["9:00\n10:00\n11:00"] * 2
