"""Every kind of page in the real browser: readable on the smallest screen, usable by a thumb."""

import pytest

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
