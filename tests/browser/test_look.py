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
# A checkbox's target is the label around it; the trap is for nobody's thumb.
SMALL_TARGETS = """() => [
    ...document.querySelectorAll('.button, .menu a, .choice, select, .field > :is(input, textarea)')
].filter(element => !element.closest('.trap'))
    .map(element => [element.outerHTML.slice(0, 60), element.getBoundingClientRect().height])
    .filter(([, height]) => height < 44)"""


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


def test_our_fonts_arrive_and_move_nothing(page):
    page.goto(PAGES[4])
    page.evaluate("document.fonts.ready.then(() => true)")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    )
    assert {"Fraunces", "Figtree"} <= set(loaded)
    shift = page.evaluate(
        """() => new Promise(resolve => {
            let total = 0;
            new PerformanceObserver(list => {
                for (const entry of list.getEntries()) total += entry.value;
            }).observe({type: 'layout-shift', buffered: true});
            setTimeout(() => resolve(total), 200);
        })"""
    )
    assert shift <= 0.01
