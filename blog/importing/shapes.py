"""Lists and headings that a writer typed by hand, found in what a reader read.

People type "• " or "✓ " where a list button would do, and make a line bold where a heading style
would do; so this runs over every format.
"""

from dataclasses import replace

from django.utils.translation import gettext as _

from blog.importing.markers import (
    after_box,
    after_bullet,
    after_number,
    follows,
    looks_like_heading,
)
from blog.importing.parts import Heading, Item, Listing, Paragraph, Part, Reading
from blog.importing.words import Words, joined


def recognise_shapes(reading: Reading) -> None:
    """Replace the parts of the reading by what they look like; guesses become doubts."""
    parts: list[Part] = []
    for part in reading.parts:
        parts += _lines_with_markers(part)
    parts = [_with_boxes(part) for part in _gathered(parts)]
    last = len(parts) - 1
    reading.parts = [
        _as_heading(part) if place < last else part for place, part in enumerate(parts)
    ]
    reading.doubts += [
        _("Read as a heading: “%(words)s”.") % {"words": part.words.text}
        for part in reading.parts
        if isinstance(part, Heading) and part.guessed
    ]


def _lines_with_markers(part: Part) -> list[Part]:
    """A paragraph whose lines are points of a list, taken apart at its line breaks."""
    if not isinstance(part, Paragraph) or "\n" not in part.words.text:
        return [part]
    lines = part.words.lines
    if sum(_is_point(line) for line in lines) < 2:
        return [part]
    parts: list[Paragraph] = []
    for line in lines:
        previous = parts[-1] if parts else None
        if previous is None or _is_point(line) or _is_point(previous.words):
            parts.append(replace(part, words=line))
        else:
            parts[-1] = replace(previous, words=joined([previous.words, line], "\n"))
    return list(parts)


def _is_point(words: Words) -> bool:
    return after_bullet(words) is not None or after_box(words)[1] is not None


def _gathered(parts: list[Part]) -> list[Part]:
    """Paragraphs in a row that begin with bullets, boxes or counted numbers, as lists."""
    gathered: list[Part] = []
    place = 0
    while place < len(parts):
        listing = _bullets_at(parts, place) or _numbers_at(parts, place)
        gathered.append(listing or parts[place])
        place += len(listing.items) if listing else 1
    return gathered


def _bullets_at(parts: list[Part], place: int) -> Listing | None:
    items: list[Item] = []
    while place < len(parts):
        part = parts[place]
        if not isinstance(part, Paragraph) or not _is_point(part.words):
            break
        items.append(Item(after_bullet(part.words) or part.words))
        place += 1
    has_box = bool(items) and after_box(items[0].words)[1] is not None
    return Listing(tuple(items)) if len(items) > 1 or has_box else None


def _numbers_at(parts: list[Part], place: int) -> Listing | None:
    items: list[Item] = []
    previous = ""
    while place < len(parts):
        part = parts[place]
        found = after_number(part.words) if isinstance(part, Paragraph) else None
        if not found or not (follows(found[1], previous) if items else found[1] in {"1", "a"}):
            break
        items.append(Item(found[0]))
        previous = found[1]
        place += 1
    return Listing(tuple(items), is_ordered=True) if len(items) > 1 else None


def _with_boxes(part: Part) -> Part:
    if not isinstance(part, Listing):
        return part
    items = []
    for item in part.items:
        words, box = after_box(item.words)
        below = tuple(_with_boxes(listing) for listing in item.below)
        items.append(Item(words, box if item.box is None else item.box, below))
    return replace(part, items=tuple(items))


def _as_heading(part: Part) -> Part:
    if (
        isinstance(part, Paragraph)
        and part.words.is_bold
        and not part.words.links
        and looks_like_heading(part.words.text)
    ):
        return Heading(part.words, level=2, guessed=True)
    return part
