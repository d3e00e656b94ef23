"""A stream laid out as one page: which level each heading has, and where links can lead."""

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.text import slugify
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.images.models import AbstractImage
from wagtail.rich_text import RichText, expand_db_html

from home.blocks.headings import HEADING, Heading, HeadingsMixin

# Names that the page around the body uses itself.
RESERVED = frozenset({"main", "request", "request-heading"})

# So many blocks can be in view before a reader scrolls; a picture further down is loaded later.
FIRST_VIEW = 2

TAG = re.compile("<[^>]*>")

# Stands between texts that are expanded together; no editor can type it.
SEPARATOR = "\x1e"


@dataclass(frozen=True)
class PlacedHeading:
    text: str
    level: int
    anchor: str
    listed: bool


@dataclass(frozen=True)
class Part:
    """One block in its place. Templates of blocks have it as `part`, in previews they don't."""

    block: StreamValue.StreamChild
    index: int
    headings: list[PlacedHeading]
    inner_level: int  # of headings inside the block, under its own
    has_first_picture: bool  # of the body, near its top; the browser fetches that one early

    @property
    def level(self) -> int:
        return self.headings[0].level if self.headings else self.inner_level

    @property
    def anchor(self) -> str:
        return self.headings[0].anchor if self.headings else ""


@dataclass
class ComposedBody:
    """The parts of a body under a page's `h1`.

    Authors choose blocks, not levels: a block that belongs under a section is an `h3` there,
    and an `h2` where no section has begun, so levels never skip.
    """

    stream: StreamValue
    _anchors: set[str] = field(default_factory=lambda: set(RESERVED))

    @cached_property
    def parts(self) -> list[Part]:
        parts, in_section, seen_picture = [], False, False
        load_renditions(list(pictures(self.stream)))
        for index, child in enumerate(self.stream, start=1):
            headings = []
            for heading in _headings(child):
                in_section = in_section or heading.level == 2
                headings.append(self._place(heading, in_section=in_section))
            has_picture = any(pictures(child.value))
            parts.append(
                Part(
                    child,
                    index,
                    headings,
                    inner_level=3 if in_section else 2,
                    has_first_picture=has_picture and not seen_picture and index <= FIRST_VIEW,
                )
            )
            seen_picture = seen_picture or has_picture
        return parts

    @cached_property
    def contents(self) -> list[PlacedHeading]:
        """What *On this page* lists."""
        return [heading for part in self.parts for heading in part.headings if heading.listed]

    @cached_property
    def html(self) -> dict[str, str]:
        """The HTML of every rich text, by its source: all their links are looked up at once."""
        sources = [source for source in rich_texts(self.stream) if SEPARATOR not in source]
        expanded = expand_db_html(SEPARATOR.join(sources)).split(SEPARATOR)
        return dict(zip(sources, expanded, strict=True)) if sources else {}

    @property
    def has_call_to_action(self) -> bool:
        return any(part.block.block_type == "call_to_action" for part in self.parts)

    def _place(self, heading: Heading, *, in_section: bool) -> PlacedHeading:
        level = heading.level if in_section else 2
        return PlacedHeading(
            text=heading.text,
            level=level,
            anchor=self._new_anchor(heading.text),
            listed=heading.listed and level == 2,
        )

    def _new_anchor(self, text: str) -> str:
        stem = slugify(text, allow_unicode=True) or "section"
        anchor, count = stem, 1
        while anchor in self._anchors:
            count += 1
            anchor = f"{stem}-{count}"
        self._anchors.add(anchor)
        return anchor


def _headings(child: StreamValue.StreamChild) -> list[Heading]:
    return child.block.get_headings(child.value) if isinstance(child.block, HeadingsMixin) else []


def stray_heading(stream: StreamValue) -> tuple[int, str] | None:
    """Index and words of the first sub-heading that has no section heading above it.

    Only running text can have one: other blocks get their levels from where they stand.
    """
    for index, child in enumerate(stream):
        for heading in _headings(child):
            if heading.level == 2:
                return None
            if child.block_type == "text":
                return index, heading.text
    return None


def rich_texts(value: Any) -> Iterator[str]:
    """The sources of the rich texts anywhere inside a value of blocks."""
    return (leaf.source for leaf in _leaves(value) if isinstance(leaf, RichText))


def count_words(value: Any) -> int:
    """How many words a value of blocks has, near enough to tell how long it is to read.

    What an editor chose from a list is a word too, and a tag inside a word makes it two.
    """
    texts = (
        TAG.sub(" ", leaf.source) if isinstance(leaf, RichText) else leaf for leaf in _leaves(value)
    )
    return sum(len(text.split()) for text in texts if isinstance(text, str))


def _leaves(value: Any) -> Iterator[Any]:
    """What the blocks inside a value hold in the end: words, pictures, pages, numbers."""
    if isinstance(value, StreamValue):
        inside = (child.value for child in value)
    elif isinstance(value, dict):
        inside = iter(value.values())
    elif isinstance(value, ListValue):
        inside = iter(value)
    else:
        yield value
        return
    for part in inside:
        yield from _leaves(part)


def pictures(value: Any) -> Iterator[AbstractImage]:
    """The pictures anywhere inside a value of blocks, in their order."""
    return (leaf for leaf in _leaves(value) if isinstance(leaf, AbstractImage))


def load_renditions(images: list[AbstractImage]) -> None:
    """Read the renditions of all of them in one query.

    Each place of an image has its own words for it, so each gets renditions of its own.
    """
    if not images:
        return
    model = images[0].get_rendition_model()
    found: dict[int, list] = {}
    for rendition in model.objects.filter(image__in={image.pk for image in images}):
        found.setdefault(rendition.image_id, []).append(rendition)
    for image in images:
        image.prefetched_renditions = [copy(rendition) for rendition in found.get(image.pk, [])]
        for rendition in image.prefetched_renditions:
            rendition.image = image


def with_anchors(html: str, headings: list[PlacedHeading]) -> str:
    """Rich text with its headings on their levels and named for links.

    `headings` are those of this text, in order; the editor's own markers are left out.
    """
    html = re.sub(r' data-block-key="[^"]*"', "", html)
    placed = iter(headings)

    def place(match: re.Match[str]) -> str:
        heading = next(placed, None)
        if heading is None:
            return match[0]
        return f'<h{heading.level} id="{heading.anchor}">{match[2]}</h{heading.level}>'

    return HEADING.sub(place, html)
