"""The words and pictures of a page, each with the name of the place where it stands.

Blocks are read as they are stored: nothing that they point at is looked up, so that a report
over all pages asks the database for no more than the pages.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

# Where one thing said ends and the next begins, in the HTML of rich text.
ENDS = re.compile(r"</(?:p|li|h[1-6])>|<br ?/?>")
PLAIN_FIELDS = ("title", "lead", "hero_heading", "hero_text", "listing_summary")
PLAIN_FIELDS_FOR_SEARCH = ("seo_title", "search_description")
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+")


@dataclass(frozen=True)
class Passage:
    where: str
    text: str

    @property
    def sentences(self) -> list[str]:
        lines = (line.strip() for line in self.text.splitlines())
        return [one for line in lines if line for one in SENTENCE_END.split(line) if one]


@dataclass(frozen=True)
class Picture:
    where: str
    key: int  # of the image
    alt_text: str = ""
    decorative: bool = False


def passages(page: Page) -> Iterator[Passage]:
    for name in (*PLAIN_FIELDS, *PLAIN_FIELDS_FOR_SEARCH):
        text = getattr(page, name, "")
        if text:
            yield Passage(capfirst(str(page._meta.get_field(name).verbose_name)), text)
    for where, block, value in _leaves(page):
        if isinstance(block, blocks.RichTextBlock) and value:
            yield Passage(where, unescape(strip_tags(ENDS.sub("\n", str(value)))))
        elif isinstance(block, blocks.CharBlock | blocks.TextBlock) and value:
            yield Passage(where, str(value))


def pictures(page: Page) -> Iterator[Picture]:
    for where, block, value in _leaves(page):
        if isinstance(block, ImageBlock) and value:
            # The key alone is how code may write a picture down.
            stored = value if isinstance(value, dict) else {"image": value}
            if stored["image"]:
                yield Picture(
                    where,
                    stored["image"],
                    alt_text=(stored.get("alt_text") or "").strip(),
                    decorative=bool(stored.get("decorative")),
                )


def block_types(page: Page) -> set[str]:
    """The names of the blocks that the page's streams hold."""
    return {child["type"] for stream in _streams(page) for child in stream.raw_data}


def _streams(page: Page) -> list[Any]:
    fields = (field for field in page._meta.get_fields() if isinstance(field, StreamField))
    return [getattr(page, field.name) for field in fields]


def _leaves(page: Page) -> Iterator[tuple[str, blocks.Block, Any]]:
    for stream in _streams(page):
        kinds = stream.stream_block.child_blocks
        for child in stream.raw_data:
            kind = kinds.get(child["type"])
            if kind:
                where = str(kind.label)
                for block, value in _inside(kind, child["value"]):
                    yield where, block, value


def _inside(block: blocks.Block, stored: Any) -> Iterator[tuple[blocks.Block, Any]]:
    match block:
        case blocks.StructBlock() if not isinstance(block, ImageBlock):
            # What is no dictionary is the key of something, without words of its own.
            for name, part in block.child_blocks.items() if isinstance(stored, dict) else ():
                yield from _inside(part, stored.get(name))
        case blocks.ListBlock():
            for item in stored or ():
                wrapped = isinstance(item, dict) and item.get("type") == "item"
                yield from _inside(block.child_block, item["value"] if wrapped else item)
        case _:
            yield block, stored
