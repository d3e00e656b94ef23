"""Every main kind of page with nothing but a keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import look

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

# The others are made of the same parts.
WALKED = [
    *("home", "services index", "service", "where it hurts", "where it hurts, an area"),
    *("articles, page 5 of 10", "article", "exercise sheet", "standard page with every block"),
    *("contact", "search, found", "404", "500", "signing in", "request form, all of it wrong"),
    *("urgent page", "check page, two times and a caution", "requested", "move, time gone"),
    *("client's page, offered, nothing chosen", "client's page, question, too long"),
    *("client's page, over, exercises for every area", "home, with a notice"),
]


def walk(page: Page) -> list[str]:
    """Press Tab from the top until the page is left; what is wrong on the way.

    Every stop shows that it has the focus, on the screen and under nothing; all that can be
    reached is, in the order of the document; and the page lets go at its end (WCAG 2.1.1, 2.1.2,
    2.4.3, 2.4.7, 2.4.11).
    """
    page.evaluate("document.body.tabIndex = -1, document.body.focus()")
    expected = look(page, "stops")
    found: list[str] = []
    places: list[int] = []
    while True:
        page.keyboard.press("Tab")
        stop = look(page, "stop")
        if stop is None or stop["place"] in places:
            break
        places.append(stop["place"])
        found += [f"{stop['said']} {problem}" for problem in stop["problems"]]
    if places != expected:
        found.append(f"stops at {places} instead of {expected}")
    return found


@pytest.mark.parametrize("width", [390, 1280])
def test_every_stop_is_seen_and_all_are_reached(page, show, states, width):
    page.set_viewport_size({"width": width, "height": 700})
    found = {}
    for name in WALKED:
        show(states[name])
        found[name] = walk(page)
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_errors_have_the_focus_and_lead_to_their_controls(page, show, states):
    lost = []
    for name, answer in states.items():
        if 'class="error-summary"' not in answer.text:
            continue
        show(answer)
        expect(page.locator(".error-summary")).to_be_focused()
        for link in page.locator(".error-summary a[href^='#']").all():
            link.click()
            control = page.evaluate("document.activeElement.matches('input, select, textarea')")
            lost += [] if control else [f"{name}: {link.get_attribute('href')}"]
    assert lost == []


def test_skip_link_is_the_first_stop_and_leads_to_the_words(page, show, states):
    for name in ("home", "service", "404"):
        show(states[name])
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_class("skip-link")
        page.keyboard.press("Enter")
        expect(page.locator(":focus")).to_have_attribute("id", "main")


BAD = """<!doctype html><html lang="en"><title>Bad</title><body>
<a href="/a/">Good</a> {} <a href="/c/">Good as well</a></body></html>"""


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        ("<a href='/b/' style='outline: 0'>Bare</a>", "a Bare shows no focus"),
        (
            "<a href='/b/' style='position: fixed; top: 9px; left: 9px'>Under</a>"
            "<div style='position: fixed; top: 0; left: 0; width: 99px; height: 99px'></div>",
            "a Under is off the screen or under something",
        ),
        ("<a href='/b/' tabindex='1'>First</a>", "stops at"),
        ("<input onkeydown='event.preventDefault()' aria-label='Trap'>", "stops at"),
    ],
)
def test_what_is_wrong_is_found(page, bad, problem):
    page.set_content(BAD.format(bad))
    assert [line for line in walk(page) if line.startswith(problem)] != []
