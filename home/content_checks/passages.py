"""The words and pictures of a page, each with the name of the place where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

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
    image: Any


def passages(page: Page) -> Iterator[Passage]:
    for name in (*PLAIN_FIELDS, *PLAIN_FIELDS_FOR_SEARCH):
        text = getattr(page, name, "")
        if text:
            yield Passage(str(page._meta.get_field(name).verbose_name).capitalize(), text)
    for where, block, value in _leaves(page):
        if isinstance(value, RichText):
            yield Passage(where, unescape(strip_tags(ENDS.sub("\n", value.source))))
        elif isinstance(block, blocks.CharBlock | blocks.TextBlock) and value:
            yield Passage(where, str(value))


def pictures(page: Page) -> Iterator[Picture]:
    for where, block, value in _leaves(page):
        if isinstance(block, ImageBlock) and value:
            yield Picture(where, value)


def block_types(page: Page) -> set[str]:
    """The names of the blocks that the page's streams hold, read without their contents."""
    return {child.block_type for stream in _streams(page) for child in stream}


def _streams(page: Page) -> list[Any]:
    fields = (field for field in page._meta.get_fields() if isinstance(field, StreamField))
    return [getattr(page, field.name) for field in fields]


def _leaves(page: Page) -> Iterator[tuple[str, blocks.Block, Any]]:
    for stream in _streams(page):
        for child in stream:
            for block, value in _inside(child.block, child.value):
                yield str(child.block.label), block, value


def _inside(block: blocks.Block, value: Any) -> Iterator[tuple[blocks.Block, Any]]:
    if isinstance(block, ImageBlock):
        yield block, value
    elif isinstance(block, blocks.StreamBlock):
        for child in value:
            yield from _inside(child.block, child.value)
    elif isinstance(block, blocks.StructBlock):
        for name, part in block.child_blocks.items():
            yield from _inside(part, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            yield from _inside(block.child_block, item)
    else:
        yield block, value
