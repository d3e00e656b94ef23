"""Plain text: headings, paragraphs and lists are recognised by their shape."""

import re
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _

from blog.importing.exercises import hold_of
from blog.importing.markers import (
    BOX,
    BULLET,
    HEADING_LENGTH,
    NUMBER,
    after_box,
    after_bullet,
    after_number,
    follows,
    looks_like_heading,
)
from blog.importing.muscles import looks_like_muscle_line
from blog.importing.parts import Heading, Item, Listing, Paragraph, Part, Reading
from blog.importing.words import Words

# Lines that were broken to fit a window are about as long as it was wide.
WRAPPED = range(45, 101)
HASHES = re.compile(r"(#{1,6})\s+(.+?)\s*#*")
UNDERLINE = re.compile(r"(?:={3,}|-{3,}|~{3,})")
RULE = re.compile(r"(?:[-*_=~#]\s*){3,}")


@dataclass(frozen=True)
class Line:
    text: str
    indent: int


def read_plain(text: str) -> Reading:
    reading = Reading()
    blocks = _blocks(text)
    is_wrapped = all(len(line.text) in range(WRAPPED.stop) for block in blocks for line in block)
    for block in blocks:
        reading.parts += _parts_of(block, reading, is_wrapped)
    reading.parts = _numbered_headings(_joined_lists(reading.parts))
    return reading


def _blocks(text: str) -> list[list[Line]]:
    """Groups of lines with blank lines between them."""
    blocks: list[list[Line]] = [[]]
    for raw in text.splitlines():
        line = raw.expandtabs(4).rstrip()
        if line.strip():
            blocks[-1].append(Line(line.strip(), len(line) - len(line.lstrip())))
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _parts_of(lines: list[Line], reading: Reading, is_wrapped: bool) -> list[Part]:
    heading, lines = _heading_above(lines)
    parts: list[Part] = [heading] if heading else []
    if not lines:
        return parts
    place = 0
    plain: list[Line] = []
    while place < len(lines):
        listing, length = _listing_at(lines, place)
        if listing:
            parts += _paragraphs(plain, reading, is_wrapped, above_list=True)
            parts.append(listing)
            plain = []
            place += length
        else:
            plain.append(lines[place])
            place += 1
    return parts + _paragraphs(plain, reading, is_wrapped)


def _heading_above(lines: list[Line]) -> tuple[Heading | None, list[Line]]:
    """The heading that these lines begin with, and the lines below it."""
    first = lines[0].text
    hashes = HASHES.fullmatch(first)
    if hashes:
        return Heading(Words.of(hashes[2]), len(hashes[1])), lines[1:]
    if RULE.fullmatch(first):
        return None, lines[1:]
    if len(lines) > 1 and UNDERLINE.fullmatch(lines[1].text) and len(first) <= 2 * HEADING_LENGTH:
        return Heading(Words.of(first), 1 if lines[1].text[0] == "=" else 2), lines[2:]
    is_point = BULLET.match(first) or BOX.match(first) or NUMBER.match(first)
    if is_point or not looks_like_heading(first) or looks_like_muscle_line(first):
        return None, lines
    # On top of a paragraph, only a line that was not broken off by the edge of a window.
    if len(lines) == 1 or (len(first) < WRAPPED.start and _begins_anew(lines[1].text)):
        return Heading(Words.of(first), 2, guessed=True), lines[1:]
    return None, lines


def _begins_anew(text: str) -> bool:
    return bool(BULLET.match(text) or BOX.match(text) or NUMBER.match(text)) or (
        text[0].isupper() and len(text) >= WRAPPED.start
    )


def _listing_at(lines: list[Line], start: int) -> tuple[Listing | None, int]:
    """The list that begins with this line, and how many lines it takes."""
    items: list[Item] = []
    nested: list[Item] = []
    is_ordered = False
    previous = ""
    place = start
    while place < len(lines):
        line = lines[place]
        words = Words.of(line.text)
        number = after_number(words)
        point = after_bullet(words) or (words if after_box(words)[1] is not None else None)
        if (
            point is None
            and number
            and (follows(number[1], previous) if previous else number[1] in "1a")
        ):
            point, previous, is_ordered = number[0], number[1], is_ordered or not items
        if point is not None and items and line.indent > lines[start].indent + 1:
            nested.append(Item(point))
        elif point is not None:
            _end_nested(items, nested)
            items.append(Item(point))
        elif items and (line.indent > lines[start].indent or len(lines[place - 1].text) in WRAPPED):
            target = nested or items
            longer = Words.of(f"{target[-1].words.text} {line.text}")
            target[-1] = replace(target[-1], words=longer)
        else:
            break
        place += 1
    _end_nested(items, nested)
    if not items or (is_ordered and len(items) == 1):
        return None, 0
    return Listing(tuple(items), is_ordered), place - start


def _end_nested(items: list[Item], nested: list[Item]) -> None:
    if nested:
        items[-1] = replace(items[-1], below=(Listing(tuple(nested)),))
        nested.clear()


def _paragraphs(
    lines: list[Line], reading: Reading, is_wrapped: bool, *, above_list: bool = False
) -> list[Part]:
    texts = [line.text for line in lines if not RULE.fullmatch(line.text)]
    intro = texts[:1] if len(texts) > 2 and texts[0].endswith(":") else []
    points = texts[len(intro) :]
    if len(points) > 1 and (intro or all(map(_names_a_point, points))) and _are_short(points):
        reading.doubts.append(
            _("Lines without bullets were read as a list: “%(words)s”.") % {"words": points[0]}
        )
        paragraphs: list[Part] = [Paragraph(Words.of(text)) for text in intro]
        return [*paragraphs, Listing(tuple(Item(Words.of(text)) for text in points))]
    if is_wrapped and texts and all(len(text) in WRAPPED for text in texts[:-1]):
        return [Paragraph(Words.of(" ".join(texts)))]
    return _one_a_line(texts, above_list)


def _one_a_line(texts: list[str], above_list: bool) -> list[Part]:
    """Each line a paragraph; a line that looks like a heading is one, and one below it may be."""
    parts: list[Part] = []
    for is_heading, group in groupby(texts, looks_like_heading):
        run = list(group)
        count = len(run) if len(run) <= 2 else 1
        is_last = len(parts) + len(run) == len(texts) and not above_list
        count = count if is_heading and not is_last else 0
        parts += [
            Heading(Words.of(text), level, guessed=True)
            for level, text in enumerate(run[:count], start=2)
        ]
        parts += [Paragraph(Words.of(text)) for text in run[count:]]
    return parts


def _names_a_point(text: str) -> bool:
    return looks_like_muscle_line(text) or hold_of(text) is not None


def _are_short(texts: list[str]) -> bool:
    return all(len(text) < WRAPPED.stop for text in texts)


def _numbered_headings(parts: list[Part]) -> list[Part]:
    """Lines such as "2. What helps" that stand alone are headings, in a row they are a list."""
    numbered = [isinstance(part, Paragraph) and bool(after_number(part.words)) for part in parts]
    last = len(parts) - 1
    return [
        Heading(part.words, 2, guessed=True)
        if numbered[place]
        and place < last
        and not numbered[place + 1]
        and not (place and numbered[place - 1])
        and looks_like_heading(part.words.text)
        else part
        for place, part in enumerate(parts)
    ]


def _joined_lists(parts: list[Part]) -> list[Part]:
    """Lists with blank lines between their points are one."""
    together: list[Part] = []
    for part in parts:
        last = together[-1] if together else None
        if (
            isinstance(part, Listing)
            and isinstance(last, Listing)
            and part.is_ordered == last.is_ordered
        ):
            together[-1] = replace(last, items=last.items + part.items)
        else:
            together.append(part)
    return together
