"""Every page and state for every reader: the smallest screen, spaced or large text, long words,
from right to left, with few colours, without motion.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.checks import look, read_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

LONG_WORD = "Kiefergelenksbeschwerdenbehandlungsmöglichkeiten"
# WCAG 1.4.12: what a reader's own settings may do to the spacing of text.
SPACED = """
* { line-height: 1.5 !important; }
* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
LARGE = "html { font-size: 200% !important; }"
DIRECTION = "direction => { document.documentElement.dir = direction }"


def screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})


def what_readers_meet(page: Page) -> Iterator[tuple[str, list[str]]]:
    """Everything that is wrong on the page that is shown, by the reader who meets it."""
    screen(page, 320)
    yield "on the smallest screen", look(page, "overflow")
    read_with(page, SPACED)
    yield "with spaced text", look(page, "overflow") + look(page, "overlap")
    read_with(page, LARGE)
    screen(page, 390)
    yield "with large text", look(page, "overflow") + look(page, "overlap")
    read_with(page, "")
    # What 200 % leave of 1280, by zoom or by the browser's own size of text: our widths are in
    # em, those of the media queries as well.
    screen(page, 640)
    yield "zoomed in", look(page, "overflow") + look(page, "overlap")
    page.evaluate(DIRECTION, "rtl")
    for width in (390, 1280):
        screen(page, width)
        mirrored = look(page, "overflow") + look(page, "overlap") + look(page, "mirrored")
        yield f"from right to left, {width}", mirrored
    page.evaluate(DIRECTION, "ltr")
    yield "without motion", look(page, "motion", 0.01)
    page.keyboard.press("Tab")
    yield "by keyboard", look(page, "rings")
    page.emulate_media(forced_colors="active")
    yield "with few colours", look(page, "edges") + look(page, "rings")
    page.emulate_media(forced_colors="none")
    look(page, "lengthen", LONG_WORD)
    for width in (320, 1280):
        screen(page, width)
        yield f"with long words, {width}", look(page, "overflow") + look(page, "overlap")


def test_every_state_for_every_reader(page, show, states):
    found: dict[str, list[str]] = {}
    for name, answer in states.items():
        show(answer)
        for reader, problems in what_readers_meet(page):
            for problem in problems:
                found.setdefault(f"{reader}: {problem}", []).append(name)
    assert found == {}


BAD = """<!doctype html><html lang="en"><title>Bad</title><style>a:focus, input:focus {{
outline: 3px solid }}</style><body><header><a class="brand" href="/">Name</a>{}</header></body>"""


@pytest.mark.parametrize(
    ("question", "bad"),
    [
        ("overflow", "<p style='width: 3000px'>Wide</p>"),
        ("overflow", "<p style='width: 3em; overflow: hidden'>Kiefergelenksbeschwerden</p>"),
        ("overlap", "<a href='/a/' style='position: absolute; inset: 0'>Over</a>"),
        ("mirrored", "<p style='position: absolute; right: 0'><a href='/a/'>Right of it</a></p>"),
        ("motion", "<p style='transition: color 2s'>Slow</p>"),
        ("edges", "<input style='border: 0'>"),
        ("edges", "<input type='checkbox' style='appearance: none'>"),
        ("rings", "<a href='/a/' style='outline: 0'>Bare</a>"),
    ],
)
def test_what_is_wrong_is_found(page, question, bad):
    argument = 0.01 if question == "motion" else None
    page.set_content(BAD.format(""))
    assert look(page, question, argument) == []
    page.set_content(BAD.format(bad))
    assert len(look(page, question, argument)) >= 1
