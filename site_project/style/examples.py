"""One example of the style page: HTML that the site's own templates have made."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from bs4 import BeautifulSoup
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from site_project.style.sheets import Sheet, classes_in

# What names an element, or elements, of its page.
REFERENCE: Final = re.compile(
    r'(?P<start>\s(?:(?:id|for|list|aria-(?:labelledby|describedby|controls))="|href="#))'
    r'(?P<names>[^"]*)"'
)
SCRIPT: Final = re.compile(r"<script.*?</script>", re.DOTALL)
ID: Final = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True)
class Example:
    """A component in one of its states: what it is called, what it is for, and how it looks."""

    name: str | Promise
    about: str | Promise
    html: str

    @property
    def anchor(self) -> str:
        return slugify(self.name)

    @property
    def shown(self) -> SafeString:
        """With ids of its own, since the same template may be on the page several times.

        Without scripts, which look for the ids that their pages have.
        """
        return mark_safe(own_ids(SCRIPT.sub("", self.html), self.anchor))  # noqa: S308

    def sheets(self, sheets: Iterable[Sheet]) -> list[Sheet]:
        """Those of `sheets` whose component is in it."""
        classes = classes_in(self.html)
        return [sheet for sheet in sheets if sheet.own_class in classes]


@dataclass(frozen=True)
class Section:
    title: str | Promise
    examples: list[Example]

    @property
    def anchor(self) -> str:
        return f"section-{slugify(self.title)}"


def own_ids(html: str, prefix: str) -> str:
    """`html` with `prefix` before every id that it has, and wherever it names one of them."""
    ids = set(ID.findall(html))

    def renamed(match: re.Match[str]) -> str:
        names = " ".join(
            f"{prefix}-{name}" if name in ids else name for name in match["names"].split(" ")
        )
        return f'{match["start"]}{names}"'

    return REFERENCE.sub(renamed, html)


def rendered(request: HttpRequest, template: str, /, **context: Any) -> str:
    return render_to_string(template, context, request)


def parts(html: str, selector: str) -> Iterator[str]:
    """The elements of a page that fit a CSS selector, the outermost ones."""
    soup = BeautifulSoup(html, "html.parser")
    # A selector does not look into what scripts are to copy.
    places = [soup, *soup.find_all("template")]
    found = [part for place in places for part in place.select(selector)]
    outermost = (part for part in found if not any(up in found for up in part.parents))
    yield from (part.decode(formatter="html5") for part in outermost)
