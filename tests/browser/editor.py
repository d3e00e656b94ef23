"""The page editor, used as somebody uses it who can only see it."""

import re
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect
from wagtail.admin.models import EditingSession

from tests.factories.pictures import picture_bytes

BLOCKS = "#body-root > [data-streamfield-stream-container] > [data-streamfield-child]"
INSERT = "#body-root > [data-streamfield-stream-container] > div > [title='Insert a block']"
ITEMS = "[data-streamfield-list-container] > [data-streamfield-child]"
INSERT_ITEM = "[data-streamfield-list-add]"
CONTROLS = "[contenteditable=true], textarea:visible, input:not([type=hidden])"
PATIENCE_SECONDS = 10


def add_block(page: Page, name: str, value: Any) -> None:
    """Add a block at the end of the body, by its name in the palette, and fill it in.

    `value` is what the writer enters: words, a dict of them by the names of the block's parts, a
    list of either. For what is chosen and not typed it is a function of the part's place.
    """
    blocks = page.locator(BLOCKS)
    before = blocks.count()
    page.locator(INSERT).last.click()
    page.get_by_role("option").filter(has_text=re.compile(rf"^{name}$")).click()
    expect(blocks).to_have_count(before + 1)
    fill(blocks.last.locator(".w-panel__content").first, value)


def fill(place: Locator, value: Any) -> None:
    match value:
        case dict():
            for part, inner in value.items():
                fill(place.locator(f"[data-contentpath={part}]").first, inner)
        case list():
            for number, inner in enumerate(value):
                if number:
                    place.locator(INSERT_ITEM).last.click()
                expect(place.locator(ITEMS)).to_have_count(number + 1)
                fill(place.locator(ITEMS).nth(number), inner)
        case str():
            type_into(place.locator(CONTROLS).first, value)
        case _:
            value(place)


def type_into(control: Locator, words: str) -> None:
    if control.get_attribute("contenteditable"):
        control.click()
        control.press_sequentially(words)
    else:
        control.fill(words)


def upload(title: str) -> Callable[[Locator], None]:
    """Choose an image by uploading a new one."""

    def choose(place: Locator) -> None:
        page = place.page
        place.get_by_role("button", name="Choose an image").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("tab", name="Upload").click()
        file = {"name": "neck.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes()}
        dialog.get_by_label("File").set_input_files(file)
        dialog.get_by_label("Title").last.fill(title)
        dialog.get_by_role("button", name="Upload").click()
        expect(place.locator("[data-chooser-title]")).to_have_text(title)

    return choose


def option(label: str) -> Callable[[Locator], None]:
    """Choose from a short list, by what it shows."""

    def choose(place: Locator) -> None:
        place.locator("select").select_option(label=label)

    return choose


def chosen(title: str) -> Callable[[Locator], None]:
    """Choose what exists: a page or a snippet, by its title."""

    def choose(place: Locator) -> None:
        page = place.page
        place.get_by_role("button", name=re.compile("^Choose")).first.click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Search").first.fill(title)
        dialog.get_by_role("link", name=title, exact=True).click()
        expect(place.locator("[data-chooser-title]").first).to_have_text(title)

    return choose


def schedule(page: Page, local: str) -> None:
    """Have the page go live when clocks in the practice show `local`."""
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Go live date/time").fill(local)
    calendar = page.locator(".xdsoft_datetimepicker:visible")  # it covers the button
    expect(calendar).to_have_count(1)
    dialog.get_by_role("heading").first.click()
    expect(calendar).to_have_count(0)
    dialog.get_by_role("button", name="Save schedule").click()
    expect(page.locator(".messages")).to_contain_text("updated")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Schedule to publish").click()
    expect(page.locator(".messages")).to_contain_text("scheduled")


def leave(page: Page) -> None:
    """Go to the front page, and wait until the server knows that nobody edits any more."""
    page.goto("/")
    deadline = time.monotonic() + PATIENCE_SECONDS
    while EditingSession.objects.exists() and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    page.goto("/")
