"""What is looked at in a page, each in a script of its own beside this: names of what is wrong."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

FOLDER = Path(__file__).parent
# A page's policy forbids inline styles; those of its reader are not bound by it.
ADOPT = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""


def look(page: Page, name: str, argument: Any = None) -> list[str]:
    """What `name`.js finds wrong on the page as it is shown now."""
    return page.evaluate(FOLDER.joinpath(f"{name}.js").read_text(), argument)


def read_with(page: Page, css: str) -> None:
    """Show the page under these rules of its reader, instead of those before."""
    page.evaluate(ADOPT, css)
