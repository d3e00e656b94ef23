"""The page of a request in a real browser: under a thumb, on one screen, and on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from bookings.domain.notes import add_note, read_notes
from bookings.domain.submission import Wish
from bookings.models import BookingRequest, HealthAnswers
from home.models import PainArea
from site_project import roles
from tests.bookings.staff.desk import logged_in, url_of
from tests.bookings.staff.test_on_a_phone import SIDEWAYS, THUMB, TOO_SMALL
from tests.factories.areas import make_area
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

AREAS = {"Forehead": "forehead", "Jaw": "jaw", "Neck": "neck", "Lower back": "lower_back"}
# How much of what has the focus stays behind the bar, in pixels; the browser scrolls smoothly.
BEHIND_THE_BAR = """async () => {
    const bar = document.querySelector('.request-bar'), focused = document.activeElement;
    if (!focused.closest('.request') || bar.contains(focused)) return 0;
    const behind = () => Math.max(0, Math.round(
        focused.getBoundingClientRect().bottom - bar.getBoundingClientRect().top));
    for (let frame = 0; frame < 200 && behind(); frame++) await new Promise(requestAnimationFrame);
    return behind();
}"""


@pytest.fixture
def asked(own_database) -> BookingRequest:
    """With all that a page can show, and longer than any screen."""
    service = make_service(title="Trigger point massage")
    make_practitioner(name="Thea", services=[service])
    for name, region in AREAS.items():
        make_area(name, figure_region=region)
    request = make_request(
        service=service,
        name="Vera Visitor",
        phone="+44 1632 960 001",
        wishes=(Wish(weekdays=(0,)), Wish()),
        health="Worst after long days at the screen.",
        areas=AREAS,
    )
    for number in range(5):
        add_note(request_id=request.pk, by=make_user(first_name="Priya"), text=f"Note {number}")
    return request


def enters(page: Page, server: str, role: roles.Role, *, width: int = 390, height: int = 844):
    session = logged_in(role).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])
    page.set_viewport_size({"width": width, "height": height})


@pytest.mark.parametrize("width", [320, 390])
def test_main_answers_stay_under_the_thumb_and_hide_no_focus(width, asked, page, server):
    enters(page, server, roles.THERAPIST, width=width)
    page.goto(url_of(asked))
    bar = page.get_by_role("group", name="Answer")

    names = [link.inner_text() for link in bar.get_by_role("link").all()]
    assert names == ["Confirm a time", "Offer times", "Decline"]
    visited = set()
    for _step in range(40):
        page.keyboard.press("Tab")
        expect(bar).to_be_in_viewport(ratio=1)
        assert page.evaluate(BEHIND_THE_BAR) == 0
        visited.add(page.evaluate("document.activeElement.textContent.trim()"))
    assert {"Call", "Confirm a time", "Add the note", "Make a new client"} <= visited


def test_end_of_the_page_is_not_hidden_by_the_bar(asked, page, server):
    enters(page, server, roles.THERAPIST)
    page.goto(url_of(asked))
    zone = page.get_by_text("All times are in the zone")
    page.evaluate("document.querySelector('.content-wrapper').scrollTo(0, 1e6)")

    top = page.locator(".request-bar").bounding_box()["y"]
    box = zone.bounding_box()
    assert box["y"] + box["height"] <= top


def test_bar_gives_way_in_a_low_window(asked, page, server):
    enters(page, server, roles.THERAPIST, width=800, height=360)
    page.goto(url_of(asked))

    position = page.locator(".request-bar").evaluate("bar => getComputedStyle(bar).position")
    assert position == "static"


def test_settled_request_has_no_bar_and_no_room_for_one(asked, page, server):
    BookingRequest.objects.filter(pk=asked.pk).update(status="withdrawn")
    enters(page, server, roles.THERAPIST)
    page.goto(url_of(asked))

    assert page.locator(".request-bar").count() == 0
    padding = page.locator(".request").evaluate("page => getComputedStyle(page).paddingBottom")
    assert float(padding.removesuffix("px")) < THUMB


def test_page_is_accessible_and_fits_in_light_and_dark(asked, page, server, axe):
    enters(page, server, roles.THERAPIST)
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(url_of(asked))
            page.get_by_text("2 older notes").click()
            too_small = page.evaluate(TOO_SMALL % THUMB) if width == 390 else []
            found[scheme, width] = (page.evaluate(SIDEWAYS), too_small, axe(page))
        page.goto(url_of(asked, "intake"))
        found[scheme, "intake"] = (0, [], axe(page))

    assert found == dict.fromkeys(found, (0, [], []))


def test_what_decides_is_on_one_screen(asked, page, server):
    enters(page, server, roles.THERAPIST, width=1280, height=900)
    page.goto(url_of(asked))

    for name in ("Contact", "Asked for", "Health answers", "Private notes"):
        expect(page.get_by_role("region", name=name)).to_be_in_viewport()
    for name in ("Confirm a time", "Offer times", "Decline", "Ask a question", "Intake sheet"):
        expect(page.get_by_role("link", name=name)).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("Worst after long days")).to_be_in_viewport(ratio=1)


def test_stale_page_shows_what_happened_and_keeps_the_note_without_scripts(
    asked, no_script_page, server
):
    page, colleague = no_script_page, logged_in(roles.RECEPTION)
    enters(page, server, roles.THERAPIST, width=1280)
    page.goto(url_of(asked, "ask"))
    page.get_by_label("Question to the client").fill("Which side?")
    page.get_by_text("Leave a private note").click()
    page.get_by_label("Private note (optional)").fill("For us")
    colleague.post(url_of(asked, "take"), {"version": asked.version})
    page.get_by_role("button", name="Ask a question").click()

    expect(page.locator(".desk-meanwhile li")).to_have_text(
        re.compile(r"Reception Person\s+·\s+Taken on")
    )
    expect(page.get_by_label("Question to the client")).to_have_value("Which side?")
    expect(page.get_by_label("Private note (optional)")).to_have_value("For us")
    page.get_by_role("button", name="Ask a question").click()
    page.get_by_text("The question is kept with the request").wait_for()
    assert read_notes(asked).readable[0].text == "For us"


# --- On paper ------------------------------------------------------------------------------------


def pages_of(page: Page, paper: str) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_sheet_is_one_page(paper, asked, page, server):
    enters(page, server, roles.THERAPIST, width=1280)
    page.goto(url_of(asked, "intake"))

    assert pages_of(page, paper) == 1


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_sheet_with_all_that_fits_into_a_request_is_two_pages(paper, asked, page, server):
    answers = HealthAnswers.objects.get(request=asked)
    answers.answers |= {
        "notes": "It hurts in the morning and eases during the day. " * 40,
        "areas": list(PainArea.objects.values_list("name", flat=True)),
        "cautions": ["I take something that thins my blood, or bruise easily"] * 4,
    }
    answers.save()
    BookingRequest.objects.filter(pk=asked.pk).update(screening_outcome="caution")
    enters(page, server, roles.THERAPIST, width=1280)
    page.goto(url_of(asked, "intake"))

    assert pages_of(page, paper) == 2


def test_sheet_prints_black_on_white_without_its_navigation(asked, page, server):
    enters(page, server, roles.THERAPIST, width=1280)
    page.emulate_media(color_scheme="dark", media="print")
    page.goto(url_of(asked, "intake"))

    expect(page.get_by_role("navigation")).to_be_hidden()
    style = "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    assert page.locator(".sheet").evaluate(style) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_button_prints_where_scripts_run(asked, page, server):
    enters(page, server, roles.THERAPIST)
    page.add_init_script("window.print = () => { window.printed = true }")
    page.goto(url_of(asked, "intake"))
    page.get_by_role("button", name="Print").click()

    assert page.evaluate("window.printed") is True
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") is True
