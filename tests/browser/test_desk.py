"""Every page of the desk and every refusal on it, in the browser: axe, width, and thumbs."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from site_project.roles import THERAPIST
from tests.admin.accounts import browser_of, listed
from tests.admin.pages import desk_doors, every_page, every_refusal
from tests.admin.practice import make_practice
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
# Pixels by which the page is wider than the screen.
WIDER = "document.documentElement.scrollWidth - window.innerWidth"
OPEN_ALL = "document.querySelectorAll('.desk details').forEach(more => { more.open = true })"
# What is ours to press, and is smaller than WCAG 2.5.8 allows. A link in a sentence may be.
SMALL = """least => [...document.querySelectorAll(
    '.desk a, .desk button, .desk summary, .desk select, .desk .choice, ' +
    '.desk-list a, .desk-list button, .desk-panel a')]
    .filter(element => element.checkVisibility({visibilityProperty: true}))
    .filter(element => !element.closest('.w-sr-only, .desk-sentence'))
    .map(element => [element, element.getBoundingClientRect()])
    .filter(([, box]) => box.height && (box.height < least || box.width < 24))
    .map(([element, box]) => `${element.textContent.trim().slice(0, 40)} (` +
        `${Math.round(box.width)} x ${Math.round(box.height)})`)"""
THUMB, POINTER = 44, 24


def faults(page: Page, axe: Callable[..., list[str]]) -> list[str]:
    """On a light phone, and on a dark desktop what differs there: colours, sizes."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)
    page.evaluate(OPEN_ALL)
    found = [f"phone: {fault}" for fault in axe(page)]
    found += [f"wider than the phone by {more}" for more in [page.evaluate(WIDER)] if more > 0]
    found += [f"small for a thumb: {what}" for what in page.evaluate(SMALL, THUMB)]
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(DESKTOP)
    found += [f"dark desktop: {fault}" for fault in axe(page, contrast_only=True)]
    found += [f"small for a pointer: {what}" for what in page.evaluate(SMALL, POINTER)]
    return found


def test_every_state_of_the_desk(page, server, show, axe):
    practice, browser = make_practice(), browser_of(make_user(role=THERAPIST))
    session = browser.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])
    doors = desk_doors(practice, browser)
    # A page that was changed meanwhile looks as it does when it was sent empty.
    refusals = [pair for pair in every_refusal(browser, doors) if pair[0].endswith("empty")]
    wrong = []
    for name, answer in [*every_page(practice, browser, doors), *refusals]:
        show(answer)
        wrong += [f"{name}: {fault}" for fault in faults(page, axe)]

    assert not wrong, listed(wrong)
