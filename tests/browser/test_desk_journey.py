"""A morning at the desk: three requests answered in three ways, a visit moved, a walk-in, a report.

With the taps that each takes from the page on which it begins: what a person presses or chooses,
without what is typed.
"""

import csv
import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from playwright.sync_api import Locator, Page, expect

from bookings.domain.submission import Wish
from bookings.models import Appointment, BookingRequest, OutboxMessage, Practitioner
from site_project import roles
from tests.bookings.staff.desk import REPORTS, REQUESTS, TODAY, WEEK, logged_in
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.visits import make_visit

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
# A Tuesday morning; the wishes are for the day after.
NOW = dt.datetime(2027, 2, 9, 8, 55, tzinfo=dt.UTC)
NOON = NOW.replace(hour=12, minute=0) + 24 * HOUR


class Thumb:
    """Counts what it presses."""

    def __init__(self) -> None:
        self.taps = 0

    def press(self, target: Locator) -> None:
        target.click()
        self.taps += 1

    def taken(self) -> int:
        taps, self.taps = self.taps, 0
        return taps


@pytest.fixture
def clock(own_database) -> Iterator[None]:
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def thea(clock) -> Practitioner:
    """With three requests for tomorrow at twelve, one and two, and a visit tomorrow at four."""
    service = make_service(title="Neck massage", turnaround_minutes=0, minimum_notice_hours=0)
    thea = make_practitioner(name="Thea", services=[service])
    for age, name in ((9, "Ann"), (8, "Ben"), (7, "Cleo")):
        start = NOON + (9 - age) * HOUR
        wish = Wish(slot_start=start, slot_end=start + HOUR)
        email = f"{name.lower()}@example.org"
        make_request(service=service, name=name, email=email, age=age * HOUR, wishes=(wish,))
    make_visit(thea, NOON + 4 * HOUR, name="Dora")
    return thea


def enter(page: Page, server: str, role: roles.Role) -> None:
    session = logged_in(role).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])


def card_of(page: Page, name: str) -> Locator:
    return page.locator(".inbox-row", has=page.get_by_role("link", name=name, exact=True))


def status_of(name: str) -> str:
    return BookingRequest.objects.get(name=name).status


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_morning_at_the_desk(width, scheme, thea, no_script_page, server):
    page, thumb = no_script_page, Thumb()
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    enter(page, server, roles.THERAPIST)

    page.goto(REQUESTS)
    thumb.press(card_of(page, "Ann").get_by_role("link", name="Confirm Wed 10 Feb, 12:00"))
    thumb.press(page.get_by_role("button", name="Confirm this time"))
    expect(page.get_by_text("Confirmed:")).to_be_visible()
    assert thumb.taken() == 2

    thumb.press(card_of(page, "Ben").get_by_role("link", name="Offer times"))
    times = page.get_by_role("group", name="Wednesday 10 February 2027")
    for clock in ("9:00", "10:00"):
        thumb.press(times.locator("label", has_text=clock).first)
    thumb.press(page.get_by_role("button", name="Offer times"))
    expect(page.get_by_text("Offered")).not_to_have_count(0)
    assert thumb.taken() == 4

    thumb.press(card_of(page, "Cleo").get_by_role("link", name="Decline"))
    thumb.press(page.get_by_label("No time that fits"))
    thumb.press(page.get_by_role("button", name="Decline"))
    assert thumb.taken() == 3
    expect(page.get_by_text("Nothing to answer.")).to_be_visible()
    assert [status_of(name) for name in ("Ann", "Ben", "Cleo")] == [
        "confirmed",
        "proposed",
        "declined",
    ]
    told = OutboxMessage.objects.filter(recipient__endswith="@example.org", text__gt="")
    told = told.exclude(template="request_received").order_by("pk")
    assert list(told.values_list("recipient", "template")) == [
        ("ann@example.org", "request_confirmed"),
        ("ben@example.org", "times_offered"),
        ("cleo@example.org", "request_declined"),
    ]

    page.goto(f"{WEEK}?day=2027-02-10")
    dora = Appointment.objects.get(client__name="Dora")
    thumb.press(page.locator(f"#visit-{dora.pk}").get_by_role("link", name="Move"))
    page.get_by_label("Starts at").fill("17:30")
    thumb.press(page.get_by_role("button", name="Move"))
    expect(page.get_by_text("Moved:")).to_be_visible()
    dora.refresh_from_db()
    assert (dora.start, thumb.taken()) == (NOON + 5.5 * HOUR, 2)

    page.goto(TODAY)
    thumb.press(page.get_by_role("link", name="Free").first)
    thumb.press(page.get_by_role("link", name="Book at").first)
    page.get_by_label("Service and length").select_option("Neck massage, 60 minutes")
    page.get_by_label("Name", exact=True).fill("Walter Walkin")
    thumb.press(page.get_by_label("Is here already"))
    thumb.press(page.get_by_role("button", name="Book this visit"))
    expect(page.get_by_text("Booked:")).to_be_visible()
    assert (Appointment.objects.get(client__name="Walter Walkin").practitioner, thumb.taken()) == (
        thea,
        4,
    )

    page.goto(REPORTS)
    page.get_by_label("What", exact=True).select_option("What became of requests")
    with page.expect_download() as taken:
        thumb.press(page.get_by_role("button", name="CSV file"))
    with taken.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    became = {row[0]: row[1] for row in rows}
    assert [became[what] for what in ("Confirmed", "Declined", "Still open")] == ["1", "1", "1"]
