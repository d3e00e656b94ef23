"""Dragging a visit in the diary: it opens the page Move, and only that moves anything."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from bookings.models import Appointment
from home.models import PracticeSettings
from site_project import roles
from tests.bookings.staff.desk import APPOINTMENTS, DIARY_DAY, WEEK, logged_in
from tests.browser.fixtures import watched_page
from tests.factories.bookings import book_visit, make_practitioner, make_service

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
NOON = dt.datetime.now(tz=dt.UTC).replace(hour=12, minute=0, second=0, microsecond=0)
# The Wednesday after next: the clocks change on Sundays.
DAY = (NOON + dt.timedelta(days=16 - NOON.weekday())).date()
HOURS = [(day, "09:00", "18:00") for day in range(7)]
WIDE = {"width": 1280, "height": 1400}


@pytest.fixture
def service(own_database):
    return make_service(title="Neck massage", turnaround_minutes=0)


@pytest.fixture
def thea(service):
    return make_practitioner(name="Thea", services=[service], hours=HOURS)


@pytest.fixture
def ann(service):
    return make_practitioner(name="Ann", services=[service], hours=HOURS)


@pytest.fixture
def visit(thea, service) -> Appointment:
    """From ten to eleven by the clocks of the practice."""
    ten = dt.datetime.combine(DAY, dt.time(10), tzinfo=PracticeSettings.current().zone)
    return book_visit(thea, service=service, start=ten, name="Vera")


def enters(page: Page, server: str, role: roles.Role = roles.RECEPTION) -> None:
    session = logged_in(role).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])


def sees_day(page: Page, server: str, visit: Appointment) -> Locator:
    page.set_viewport_size(WIDE)
    enters(page, server)
    page.goto(f"{DIARY_DAY}?who=all&day={DAY.isoformat()}")
    expect(page.locator(".diary-band.drags")).to_be_visible()
    return page.locator(f"#visit-{visit.pk}")


def grasps(page: Page, visit: Locator) -> tuple[float, float, float]:
    """Where the pointer holds it, and how high an hour is: all visits here last one."""
    box = visit.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y, box["height"]


def across(page: Page, to: str) -> float:
    box = page.locator(".diary-column", has=page.get_by_role("heading", name=to)).bounding_box()
    return box["x"] + box["width"] / 2


def test_visit_is_dragged_to_another_time_and_moved_on_its_page(visit, page, server):
    shown = sees_day(page, server, visit)

    x, y, hour = grasps(page, shown)
    page.mouse.move(x, y + 4.3 * hour, steps=5)
    expect(shown.locator(".drag-time")).to_have_text("14:15")
    page.mouse.up()

    page.wait_for_url(f"**{APPOINTMENTS}{visit.pk}/move/**")
    assert parse_qs(urlsplit(page.url).query) == {
        "back": ["day"],
        "at": [f"{visit.practitioner_id}@{DAY:%Y%m%d}T1415"],
    }
    assert page.get_by_label("Date").input_value() == DAY.isoformat()
    assert page.get_by_label("Starts at").input_value() == "14:15"
    visit.refresh_from_db()
    assert visit.version == 1
    page.get_by_role("button", name="Move to this time").click()

    expect(page.get_by_text("Moved:")).to_be_visible()
    expect(shown).to_contain_text("14:15")
    visit.refresh_from_db()
    local = visit.start.astimezone(PracticeSettings.current().zone)
    assert (local.date(), local.time()) == (DAY, dt.time(14, 15))


def test_visit_is_dragged_to_somebody_else_at_the_same_minute(ann, thea, service, page, server):
    five_past = dt.datetime.combine(DAY, dt.time(10, 5), tzinfo=PracticeSettings.current().zone)
    visit = book_visit(thea, service=service, start=five_past, name="Vera")
    shown = sees_day(page, server, visit)

    _x, y, _hour = grasps(page, shown)
    page.mouse.move(across(page, "Ann"), y + 5, steps=5)
    expect(shown.locator(".drag-time")).to_have_text("10:05")
    page.mouse.up()

    page.wait_for_url(f"**{APPOINTMENTS}{visit.pk}/move/**")
    expect(page.get_by_label("Ann", exact=True)).to_be_checked()
    assert page.get_by_label("Starts at").input_value() == "10:05"
    page.get_by_role("button", name="Move", exact=True).click()

    expect(page.get_by_text("Moved:")).to_be_visible()
    visit.refresh_from_db()
    assert visit.practitioner == ann


def test_visit_is_dragged_to_another_day_of_the_week(visit, page, server):
    shown = sees_day(page, server, visit)
    page.goto(f"{WEEK}?day={DAY.isoformat()}")
    friday = DAY + dt.timedelta(days=2)

    _x, y, hour = grasps(page, shown)
    page.mouse.move(across(page, f"Fri {friday.day}"), y - 0.5 * hour, steps=5)
    page.mouse.up()

    page.wait_for_url(f"**{APPOINTMENTS}{visit.pk}/move/**")
    assert page.get_by_label("Date").input_value() == friday.isoformat()
    assert page.get_by_label("Starts at").input_value() == "09:30"


def test_drag_stays_within_the_day(visit, page, server):
    shown = sees_day(page, server, visit)

    x, y, hour = grasps(page, shown)
    found = []
    for hours in (-3, 12):
        page.mouse.move(x, y + hours * hour, steps=3)
        found.append(shown.locator(".drag-time").text_content())

    assert found == ["9:00", "17:00"]


def test_escape_puts_it_back_and_so_does_a_drop_where_it_was(visit, page, server):
    shown = sees_day(page, server, visit)
    before, url = shown.bounding_box(), page.url
    link = shown.get_by_role("link", name="Vera").first

    x, y, hour = grasps(page, link)
    page.mouse.move(x, y + 3 * hour, steps=5)
    assert shown.bounding_box() != before
    page.keyboard.press("Escape")
    assert shown.bounding_box() == before
    expect(page.locator("#diary-drag")).to_have_text("Put back where it was.")
    page.mouse.move(x, y)
    page.mouse.up()
    grasps(page, link)
    page.mouse.move(x, y + 3 * hour, steps=5)
    page.mouse.move(x, y + 3)
    page.mouse.up()

    expect(shown.locator(".drag-time")).to_have_count(0)
    assert (shown.bounding_box(), page.url) == (before, url)
    page.mouse.click(x, y)
    page.wait_for_url(f"**{APPOINTMENTS}{visit.pk}/")


def test_hand_that_trembles_still_clicks(visit, page, server):
    shown = sees_day(page, server, visit)

    x, y, _hour = grasps(page, shown.get_by_role("link", name="Vera").first)
    page.mouse.move(x + 3, y + 3)
    page.mouse.up()

    page.wait_for_url(f"**{APPOINTMENTS}{visit.pk}/")


def test_who_comes_back_finds_the_visit_where_it_is(visit, page, server):
    shown = sees_day(page, server, visit)
    before = shown.bounding_box()

    x, y, hour = grasps(page, shown)
    page.mouse.move(x, y + 3 * hour, steps=5)
    # Stays on the page, as the browser keeps it for somebody who goes back.
    page.route("**/move/**", lambda route: route.fulfill(status=204))
    with page.expect_response("**/move/**"):
        page.mouse.up()
    expect(page.locator("#diary-drag")).to_contain_text("To Thea, 13:00.")
    assert shown.bounding_box() != before
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")

    expect(shown.locator(".drag-time")).to_have_count(0)
    assert shown.bounding_box() == before


def test_finger_scrolls_and_drags_nothing(visit, browser, server):
    with watched_page(browser, server, has_touch=True) as page:
        shown = sees_day(page, server, visit)
        page.set_viewport_size({"width": 1280, "height": 700})
        url, before = page.url, shown.evaluate("it => it.offsetTop")
        box = shown.bounding_box()
        touch = page.context.new_cdp_session(page)
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        for kind, by in [("Start", 0), ("Move", 8), ("Move", 60), ("Move", 120)]:
            points = [{"x": x, "y": y - by}]
            touch.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
            expect(page.locator(".drag-time")).to_have_count(0)
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

        assert (page.url, shown.evaluate("it => it.offsetTop")) == (url, before)
        shown.get_by_role("link", name="Move").tap()
        page.wait_for_url(f"**{APPOINTMENTS}{visit.pk}/move/**")


def test_without_scripts_nothing_looks_dragged_and_the_links_are_there(
    visit, no_script_page, server
):
    page = no_script_page
    page.set_viewport_size(WIDE)
    enters(page, server)
    page.goto(f"{DIARY_DAY}?day={DAY.isoformat()}")
    shown = page.locator(f"#visit-{visit.pk}")

    assert shown.evaluate("it => getComputedStyle(it).cursor") == "auto"
    expect(shown.get_by_role("link", name="Vera").first).to_be_visible()
    shown.get_by_role("link", name="Move").click()
    page.wait_for_url(f"**{APPOINTMENTS}{visit.pk}/move/**")


def test_dragging_a_short_visit_is_legible_and_accessible(thea, service, page, server, axe):
    start = NOON + dt.timedelta(days=14)
    visit = book_visit(thea, service=service, start=start, name="Vera")
    Appointment.objects.filter(pk=visit.pk).update(
        end=start + HOUR / 2, occupied_until=start + HOUR / 2
    )
    page.set_viewport_size(WIDE)
    enters(page, server)
    page.goto(f"{WEEK}?day={start.date().isoformat()}")
    shown = page.locator(f"#visit-{visit.pk}")

    assert shown.evaluate("it => getComputedStyle(it).cursor") == "grab"
    move = shown.locator(".move")
    move.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(move).to_be_focused()
    expect(move).to_have_css("opacity", "1")
    x, y, height = grasps(page, shown)
    page.mouse.move(x, y + 4 * height, steps=5)

    expect(shown.locator(".drag-time")).to_be_visible()
    assert axe(page) == []
