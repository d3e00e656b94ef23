"""The inbox in a real browser: two taps without scripts, keys with them, axe in every look."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from bookings.domain.blocking import block_contact
from bookings.domain.submission import Wish
from bookings.models import BookingRequest, OutboxMessage, Practitioner, ScreeningOutcome
from bookings.statuses import MessageStatus
from site_project import roles
from tests.bookings.staff.desk import REQUESTS, logged_in
from tests.bookings.staff.test_on_a_phone import SIDEWAYS, THUMB, TOO_SMALL
from tests.factories.bookings import book_visit, make_practitioner, make_request, make_service
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def start(own_database) -> dt.datetime:
    noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    return noon + dt.timedelta(days=9)


@pytest.fixture
def asked(start) -> list[BookingRequest]:
    """Two requests, each with a free wish."""
    service = make_service(title="Neck massage", turnaround_minutes=0)
    make_practitioner(name="Thea", services=[service])
    return [
        make_request(
            service=service,
            name=name,
            age=age * HOUR,
            wishes=(Wish(slot_start=at, slot_end=at + HOUR),),
        )
        for name, age, at in (("Vera", 9, start), ("Ann", 1, start + 2 * HOUR))
    ]


def enter(page, server: str) -> User:
    therapist = logged_in(roles.THERAPIST)
    session = therapist.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])
    return therapist.user


def test_request_is_confirmed_from_the_list_in_two_taps_without_scripts(
    asked, no_script_page, server
):
    page = no_script_page
    page.set_viewport_size({"width": 390, "height": 844})
    enter(page, server)
    page.goto(f"{REQUESTS}?assigned_to=nobody")

    page.get_by_role("link", name=re.compile("^Confirm ")).first.click()
    page.get_by_role("button", name="Confirm this time").click()

    expect(page.get_by_text("Confirmed:")).to_be_visible()
    assert page.url == f"{server}{REQUESTS}?assigned_to=nobody"
    expect(page.locator(".inbox-name")).to_have_text(["Ann"])
    assert asked[0].appointments.get().practitioner.name == "Thea"


def test_request_is_found_opened_and_confirmed_with_keys(asked, page, server):
    enter(page, server)
    page.goto(REQUESTS)
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Ann", exact=True)).to_be_focused()
    page.keyboard.press("k")
    expect(page.get_by_role("link", name="Vera", exact=True)).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("jkc/ann")
    expect(page.get_by_label("Name, email, phone or reference")).to_have_value("jkc/ann")
    page.get_by_role("link", name="Ann", exact=True).focus()

    page.keyboard.press("c")

    page.get_by_role("button", name="Confirm this time").press("Enter")
    expect(page.get_by_text("Confirmed:")).to_be_visible()
    assert asked[1].appointments.count() == 1
    page.wait_for_load_state()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{REQUESTS}{asked[0].pk}/")


def test_keys_are_listed_and_can_be_switched_off(asked, page, server):
    therapist = enter(page, server)
    page.goto(REQUESTS)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog").get_by_text("Confirm its first free wish")).to_be_visible()
    page.keyboard.press("Escape")

    UserProfile.objects.update_or_create(user=therapist, defaults={"keyboard_shortcuts": False})
    page.goto(REQUESTS)
    page.keyboard.press("j")

    expect(page.get_by_role("link", name="Vera", exact=True)).not_to_be_focused()


def test_inbox_is_accessible_and_fits_in_every_look(asked, start, page, server, axe):
    enter(page, server)
    service, (vera, ann) = asked[0].service, asked
    wishes = tuple(
        Wish(slot_start=at, slot_end=at + HOUR)
        for at in (start - 12 * HOUR, start + 2 * HOUR, start + 5 * HOUR)
    )
    odd = make_request(
        service=service,
        name="Seán O’Brien-van-der-Hoogenstraaten-" * 3,
        email="vera@example.org",
        phone="+44 1632 960 001 ext. 12345",
        wishes=wishes,
    )
    book_visit(Practitioner.objects.get(), service=service, start=start + 5 * HOUR)
    block_contact(by=make_user(), email="vera@example.org")
    OutboxMessage.objects.filter(request=odd).update(status=MessageStatus.FAILED)
    caution = {"screening_outcome": ScreeningOutcome.CAUTION}
    BookingRequest.objects.filter(pk=ann.pk).update(**caution)
    found = {}
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for query in ("", "?assigned_to=nobody", "?q=nobody-at-all", "?tab=waiting_list"):
                page.goto(REQUESTS + query)
                small = page.evaluate(TOO_SMALL % THUMB) if width < 1000 else []
                found[width, scheme, query] = (page.evaluate(SIDEWAYS), small, axe(page))
            page.goto(f"{REQUESTS}{vera.pk}/sure/?wish=1&back=")
            found[width, scheme, "sure"] = (page.evaluate(SIDEWAYS), [], axe(page))

    assert found == dict.fromkeys(found, (0, [], []))
