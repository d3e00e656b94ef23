"""Accessibility, as axe-core sees it: WCAG 2.2 AA and its best practices."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS = {
    "resultTypes": ["violations"],
    # Off by default; WCAG 2.5.8, and fingers are not precise.
    "rules": {"target-size": {"enabled": True}},
}


# All that can differ between the light and the dark look of one page.
CONTRAST = OPTIONS | {"runOnly": ["color-contrast", "link-in-text-block"]}


# Colours on their way from one to the other are neither.
SETTLE = """document.getAnimations()
    .filter(one => one.effect.getComputedTiming().endTime !== Infinity)
    .forEach(one => one.finish())"""


def violations(page: Page, *, contrast_only: bool = False) -> list[str]:
    """One line for each rule that the page breaks, with the elements that break it."""
    options = CONTRAST if contrast_only else OPTIONS
    page.evaluate(SETTLE)
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']}: {rule['help']}: {', '.join(str(node['target']) for node in rule['nodes'])}"
        for rule in found
    ]
