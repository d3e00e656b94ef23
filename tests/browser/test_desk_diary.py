"""The diary at the desk: a phone client into a gap, a visit moved, who is here; on all screens."""

import datetime as dt

import pytest
import time_machine
from playwright.sync_api import Page, expect

from bookings.models import Appointment
from bookings.statuses import AppointmentStatus
from site_project import roles
from tests.bookings.staff.desk import DIARY_DAY, GAP, TODAY, WEEK, logged_in
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.diaries import closure
from tests.factories.visits import make_visit

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
# A Tuesday morning in London.
TODAY_IS = dt.datetime(2027, 2, 9, 10, tzinfo=dt.UTC)
# Noon in two weeks, far from either end of the day.
NOON = TODAY_IS.replace(hour=12) + dt.timedelta(days=14)
THUMB = 48
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"
TOO_SMALL = """[...document.querySelectorAll('.desk a, .desk button, .desk input, .desk summary')]
    .filter(element => element.checkVisibility() && element.offsetHeight &&
        element.type != 'hidden' && element.offsetHeight < %d)
    .map(element => element.textContent.trim() || element.name)"""


@pytest.fixture(autouse=True)
def _morning(own_database):
    with time_machine.travel(TODAY_IS + dt.timedelta(minutes=20)):
        yield


@pytest.fixture
def service(own_database):
    return make_service(title="Neck massage", turnaround_minutes=15)


@pytest.fixture
def person(service):
    hours = [(day, "07:00", "21:00") for day in range(7)]
    return make_practitioner(name="Thea", services=[service], hours=hours)


def enters(page: Page, server: str, role: roles.Role = roles.RECEPTION) -> None:
    session = logged_in(role).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])


def test_phone_client_is_booked_into_a_gap_and_moved_without_scripts(
    person, no_script_page, server
):
    page, day = no_script_page, NOON.date()
    page.set_viewport_size({"width": 390, "height": 844})
    enters(page, server)
    make_visit(person, NOON + 2 * HOUR, name="Somebody Else")

    page.goto(f"{WEEK}?day={day.isoformat()}")
    page.get_by_role("link", name="Free 7:00–14:00").click()
    page.get_by_role("link", name="Book at 12:00").click()
    page.get_by_label("Service and length").select_option("Neck massage, 60 minutes")
    page.get_by_label("Name", exact=True).fill("Phil Phone")
    page.get_by_role("button", name="Book this visit").click()

    expect(page.get_by_text("Booked:")).to_be_visible()
    visit = Appointment.objects.get(client__name="Phil Phone")
    assert visit.start == NOON
    page.locator(f"#visit-{visit.pk}").get_by_role("link", name="Move").click()
    page.get_by_label("Starts at").fill("16:30")
    page.get_by_role("button", name="Move").click()

    expect(page.get_by_text("Moved:")).to_be_visible()
    visit.refresh_from_db()
    assert visit.start == NOON + 4.5 * HOUR
    expect(page.locator(f"#visit-{visit.pk}")).to_contain_text("Phil Phone")


def test_who_is_here_is_noted_from_the_list_without_scripts(person, no_script_page, server):
    page = no_script_page
    page.set_viewport_size({"width": 390, "height": 844})
    enters(page, server)
    now = dt.datetime.now(tz=dt.UTC)
    visit = make_visit(person, now - dt.timedelta(minutes=5), name="Vera", minutes=30)

    page.goto(TODAY)
    page.get_by_role("button", name="Is here").click()
    expect(page.get_by_text("here since")).to_be_visible()
    page.get_by_role("button", name="It took place").click()

    expect(page.locator(".diary-status")).to_contain_text("took place")
    assert page.url.endswith(f"{TODAY}?who={person.pk}#visit-{visit.pk}")
    visit.refresh_from_db()
    assert (visit.status, visit.arrived_at is None) == ("completed", False)


def test_gap_is_closed_and_leads_back(person, page, server):
    page.set_viewport_size({"width": 1280, "height": 900})
    enters(page, server)

    page.goto(f"{DIARY_DAY}?day={NOON.date().isoformat()}")
    page.get_by_role("link", name="Free 7:00–21:00").click()
    page.get_by_role("link", name="Close this time").click()
    page.get_by_label("From", exact=True).fill("12:00")
    page.get_by_label("Note for visitors").fill("Training")
    page.locator("#w-editor-form button[type=submit]").first.click()

    page.wait_for_url("**/bookings/day/**")
    expect(page.get_by_text("Closed 12:00–21:00: Training")).to_be_visible()
    expect(page.get_by_role("link", name="Free 7:00–12:00")).to_be_visible()


def fill(person, service):
    """All that a diary shows, with long names, today and on NOON's day."""
    other = make_practitioner(
        name="Theodora " * 6, services=[service], hours=[(0, "09:00", "12:00")]
    )
    long_name = "Seán O’Brien-van-der-Hoogenstraaten " * 3
    for start in (NOON, TODAY_IS):
        day = start.date()
        closure(day, times="20:00-20:30", public_note="Training " * 5).save()
        closure(day, practitioner=other, public_note="Ill " * 5, private_note="x" * 80).save()
        first = make_visit(person, start - HOUR, name=long_name, minutes=45)
        first.occupied_until += dt.timedelta(minutes=15)
        first.save()
        make_visit(person, start, name=long_name, minutes=30, request=make_request(service=service))
        make_visit(other, start, name="Held", status=AppointmentStatus.HELD)
        pending = make_visit(person, start + HOUR, name="Undo")
        pending.status = AppointmentStatus.CANCEL_PENDING
        pending.undo_until = dt.datetime.now(tz=dt.UTC) + HOUR
        pending.save()
        done = make_visit(person, start + 2 * HOUR, name="Done")
        done.status = AppointmentStatus.COMPLETED
        done.save()
    Appointment.objects.filter(status="held").update(hold_expires_at=NOON + HOUR)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_every_page_of_the_diary_fits_and_is_accessible(width, person, service, page, server, axe):
    fill(person, service)
    enters(page, server, roles.THERAPIST)
    page.set_viewport_size({"width": width, "height": 900})
    day = f"day={NOON.date().isoformat()}"
    addresses = [
        f"{WEEK}?who=all&{day}",
        f"{WEEK}?who={person.pk}&{day}",
        f"{DIARY_DAY}?who=all&{day}",
        f"{TODAY}?who=all",
        f"{GAP}?at={person.pk}@{NOON:%Y%m%d}T1800Z",
    ]
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for address in addresses:
            page.goto(address)
            too_small = page.evaluate(TOO_SMALL % THUMB) if width < 1000 else []
            found[scheme, address] = (page.evaluate(SIDEWAYS), too_small, axe(page))

    assert found == dict.fromkeys(found, (0, [], []))


def test_on_a_phone_one_day_of_the_week_is_open_and_the_others_a_tap_away(person, page, server):
    page.set_viewport_size({"width": 390, "height": 844})
    enters(page, server)
    make_visit(person, NOON, name="Vera")

    page.goto(f"{WEEK}?day={NOON.date().isoformat()}")

    expect(page.locator(".diary-column:visible")).to_have_count(1)
    expect(page.get_by_text("Vera", exact=True)).to_be_visible()
    strip = page.get_by_role("navigation", name="Days of this week")
    other = NOON.date() + dt.timedelta(days=1 if NOON.weekday() < 6 else -1)
    strip.get_by_role("link", name=f"{other:%a} {other.day}").click()
    page.wait_for_url(f"**day={other.isoformat()}*")
    expect(page.locator(".diary-column:visible")).to_have_count(1)
    expect(page.get_by_text("Vera", exact=True)).to_be_hidden()


def test_paper_has_names_and_times_and_no_numbers_or_buttons(person, service, page, server):
    fill(person, service)
    enters(page, server)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(media="print")
    shown = {}
    for address in (f"{TODAY}?who=all", f"{DIARY_DAY}?who=all", f"{WEEK}?who=all"):
        page.goto(address)
        hidden = page.locator(
            ".sidebar, header, .diary-ways, .diary-contact, .diary-deeds, .diary-flags"
        )
        shown[address] = [one.get_attribute("class") for one in hidden.all() if one.is_visible()]
        expect(page.locator(".diary").get_by_text("Undo").first).to_be_visible()

    assert [what for what in shown.values() if what] == []
