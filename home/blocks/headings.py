"""Headings of a composed body: their levels and the names that fragment links use."""

import re
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags

HEADING = re.compile(r"<h([23])[^>]*>(.*?)</h\1>", re.DOTALL)


@dataclass(frozen=True)
class Heading:
    """A heading that a block will print: its words and the level that it asks for (2 or 3).

    `listed` headings appear under *On this page* if they end up on level 2.
    """

    text: str
    level: int = 2
    listed: bool = True


class HeadingsMixin:
    """For blocks that print headings; the body decides on their final levels and anchors."""

    def get_headings(self, value) -> list[Heading]:
        """The headings in the order in which the block's template prints them."""
        return [Heading(value["heading"])] if value.get("heading") else []


def headings_of_html(source: str) -> list[Heading]:
    return [
        Heading(unescape(strip_tags(words)).strip(), level=int(level))
        for level, words in HEADING.findall(source)
    ]
