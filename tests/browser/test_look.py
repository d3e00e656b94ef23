"""Every kind of page in the real browser: readable on the smallest screen, usable by a thumb."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

PAGES = [
    "/",
    "/services/",
    "/services/trigger-point-therapy/",
    "/articles/",
    "/articles/trigger-points-headaches-and-migraines/",
    "/articles/trigger-points-headaches-and-migraines/exercises/",
    "/about/",
    "/contact/",
    "/nowhere/",
]
# WCAG 1.4.12: what a reader's own settings may do to the spacing of text.
TEXT_SPACING = """
* { line-height: 1.5 !important; }
* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
ADOPT = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Where words stand alone: titles, links, labels, names of services in a table.
LENGTHEN = """word => document.querySelectorAll(
    'h1, h2, h3, .card a, .lead, .contents a, .topics a, .menu a, .pain-places a, tbody th a, dt'
).forEach(element => { if (!element.children.length) element.textContent = word; })"""
# A checkbox's target is the label around it; the trap is for nobody's thumb.
SMALL_TARGETS = """() => [
    ...document.querySelectorAll('.button, .menu a, .choice, select, .field > :is(input, textarea)')
].filter(element => !element.closest('.trap'))
    .map(element => [element.outerHTML.slice(0, 60), element.getBoundingClientRect().height])
    .filter(([, height]) => height < 44)"""

LOADED_FONTS = """() => [...document.fonts].filter(font => font.status === 'loaded')
    .map(font => font.family)"""
AFTER_PAINT = """() => new Promise(resolve => requestAnimationFrame(() =>
    requestAnimationFrame(() => setTimeout(resolve, 50))))"""
LAYOUT_SHIFT = """() => new Promise(resolve => {
    let total = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) total += entry.value;
    }).observe({type: 'layout-shift', buffered: true});
    setTimeout(() => resolve(total), 200);
})"""


def test_pages_fit_the_smallest_screen_with_spaced_text(page):
    page.set_viewport_size({"width": 320, "height": 640})
    overflow = {}
    for path in PAGES:
        page.goto(path)
        plain = page.evaluate(OVERFLOW)
        # The page's policy forbids inline styles; a reader's own ones are not bound by it.
        page.evaluate(ADOPT, TEXT_SPACING)
        overflow[path] = (plain, page.evaluate(OVERFLOW))
    assert overflow == dict.fromkeys(PAGES, (0, 0))


def test_long_words_break_rather_than_widen_a_page(page):
    page.set_viewport_size({"width": 320, "height": 640})
    overflow = {}
    for path in PAGES:
        page.goto(path)
        page.evaluate(LENGTHEN, "Kiefergelenksbeschwerdenbehandlung")
        overflow[path] = page.evaluate(OVERFLOW)
    assert overflow == dict.fromkeys(PAGES, 0)


def test_pages_read_from_right_to_left_as_well(page):
    overflow = {}
    for path in PAGES:
        page.goto(path)
        page.evaluate("document.documentElement.dir = 'rtl'")
        overflow[path] = page.evaluate(OVERFLOW)
    assert overflow == dict.fromkeys(PAGES, 0)
    brand, phone = (page.locator(name).bounding_box() for name in (".brand", ".header__phone"))
    assert brand["x"] > phone["x"]


def test_price_and_place_are_in_the_first_view_of_a_phone(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(PAGES[2])
    for label in ("Length and price", "Where", "Next free"):
        row = page.locator(".facts > div").filter(has=page.get_by_text(label, exact=True))
        box = row.bounding_box()
        assert box["y"] + box["height"] < 844


def test_contents_are_folded_on_a_phone(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(PAGES[4])
    link = page.locator(".contents a").first
    expect(link).to_be_hidden()

    page.locator(".contents summary").click()
    link.click()
    expect(page.locator(".body h2").first).to_be_in_viewport()


def test_contents_go_along_beside_the_words_and_cover_none_of_them(page):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(PAGES[4])
    page.locator(".muscle-list").scroll_into_view_if_needed()
    contents = page.locator(".contents").bounding_box()
    widest = page.locator(".page__main").bounding_box()
    assert 0 <= contents["y"] < 800
    expect(page.locator(".contents a").first).to_be_visible()
    assert contents["x"] + contents["width"] <= widest["x"]


def test_targets_are_large_enough_for_a_thumb(page):
    page.set_viewport_size({"width": 390, "height": 844})
    small = {}
    for path in PAGES:
        page.goto(path)
        small[path] = page.evaluate(SMALL_TARGETS)
    assert small == {path: [] for path in PAGES}


def test_skip_link_is_the_first_stop_and_leads_to_the_words(page):
    page.goto("/about/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_paper_has_the_words_and_not_what_is_for_clicking(page):
    page.goto(PAGES[4])
    page.emulate_media(media="print", color_scheme="dark")
    for name in (".menu", ".breadcrumbs", ".contents", ".button >> nth=0", ".footer nav"):
        expect(page.locator(name)).to_be_hidden()
    card = page.locator(".care-card--emergency .care-card__content")
    expect(card).to_have_css("color", "rgb(31, 45, 40)")
    expect(card).to_have_css("background-color", "rgba(0, 0, 0, 0)")


def test_exercises_of_an_article_fit_on_one_sheet_of_paper(page):
    page.goto(PAGES[5])
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", printed)) == 1


@pytest.mark.parametrize("width", [390, 1024, 1280])
def test_our_fonts_arrive_late_and_move_nothing(page, width):
    """Cumulative layout shift (web.dev: good below 0.1; ours, 0.01)."""
    page.set_viewport_size({"width": width, "height": 720})
    held = []

    def hold(route):
        held.append(route)

    page.route("**/*.woff2", hold)
    page.goto(PAGES[4], wait_until="domcontentloaded")
    page.evaluate(AFTER_PAINT)
    assert {"Fraunces", "Figtree"}.isdisjoint(page.evaluate(LOADED_FONTS))
    for route in held:
        route.continue_()
    page.evaluate("document.fonts.ready.then(() => true)")
    assert {"Fraunces", "Figtree"} <= set(page.evaluate(LOADED_FONTS))
    assert page.evaluate(LAYOUT_SHIFT) <= 0.01
