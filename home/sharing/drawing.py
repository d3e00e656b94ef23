"""Words on the ground of a sharing image, in the fonts of the site."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
# Raised when anything here changes what is drawn, so that all are made anew.
LAYOUT = 1

GROUND = "sharing/ground.png"  # by scripts/icons.py, with the mark and the head already on it
SERIF, SANS = "fonts/fraunces-560.woff2", "fonts/figtree.woff2"
INK, SOFT = "#1f2d28", "#41504a"  # --ink and --soft of tokens.css
LEFT, RIGHT = 80, 724  # between the edge and the niche of the head
NAME_LEFT, NAME_MIDDLE = 164, 104  # beside the mark
TOP, BOTTOM = 172, 580  # between the mark and the band at the foot
TITLE_SIZES, TITLE_LINES = range(84, 39, -4), 4
NAME_SIZES, NAME_LINES = range(34, 25, -2), 2
BELOW_SIZES, BELOW_LINES, GAP = range(34, 29, -2), 2, 24
LINE_HEIGHT = 1.16
COLOURS = 64
NO_CHARACTER = "\U0010ffff"  # which no font has


class CannotDrawError(ValueError):
    """The words need another font, or more room."""


def draw(*, title: str, name: str = "", below: str = "") -> bytes:
    """A PNG of 1200 × 630: `name` beside the mark, `title` large, `below` under it.

    A long title gets smaller, and ends with "…" where four lines don't hold it. Raises
    CannotDrawError for characters that our fonts lack and for words longer than a line.
    """
    with Image.open(_file(GROUND)) as ground:
        picture = ground.convert("RGB")
    canvas = ImageDraw.Draw(picture)
    if name:
        words = _fitted(name, SANS, NAME_SIZES, RIGHT - NAME_LEFT, NAME_LINES, "SemiBold")
        _write(canvas, words, NAME_LEFT, NAME_MIDDLE - words.height / 2, INK)
    words = _fitted(title, SERIF, TITLE_SIZES, RIGHT - LEFT, TITLE_LINES)
    height = words.height
    if below:
        more = _fitted(below, SANS, BELOW_SIZES, RIGHT - LEFT, BELOW_LINES, "Medium")
        height += GAP + more.height
    top = TOP + (BOTTOM - TOP - height) / 2
    _write(canvas, words, LEFT, top, INK)
    if below:
        _write(canvas, more, LEFT, top + words.height + GAP, SOFT)
    target = BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(target, format="PNG", optimize=True)
    return target.getvalue()


@cache
def look() -> bytes:
    """What all images have in common, in short, for their names."""
    parts = (_contents(name) for name in (GROUND, SERIF, SANS))
    return sha256(b"".join([*parts, bytes([LAYOUT])])).digest()


@dataclass(frozen=True)
class Words:
    """Words in a font, line by line."""

    font: FreeTypeFont
    lines: list[str]

    @property
    def height(self) -> float:
        return len(self.lines) * self.font.size * LINE_HEIGHT


def _write(canvas: ImageDraw.ImageDraw, words: Words, x: int, y: float, colour: str) -> None:
    step = words.font.size * LINE_HEIGHT
    for number, line in enumerate(words.lines):
        canvas.text((x, y + (number + 0.5) * step), line, colour, words.font, anchor="lm")


def _fitted(text: str, name: str, sizes: range, width: int, most: int, weight: str = "") -> Words:
    """In the largest size in which the lines are enough, or else cut in the smallest."""
    text = _plain(text)
    for size in sizes:
        font = _font(name, size, weight)
        _require_characters(text, font)
        lines = _wrapped(text, font, width)
        if lines and len(lines) <= most:
            return Words(font, _balanced(text, font, width, lines))
    if not lines:
        raise CannotDrawError(f"{text!r} has no words, or one that is longer than a line.")
    return Words(font, [*lines[: most - 1], _cut(lines[most - 1], font, width)])


def _balanced(text: str, font: FreeTypeFont, width: int, lines: list[str]) -> list[str]:
    """In as many lines, of more equal length."""
    for narrower in range(width, 0, -20):
        found = _wrapped(text, font, narrower)
        if len(found) != len(lines):
            break
        lines = found
    return lines


def _wrapped(text: str, font: FreeTypeFont, width: int) -> list[str]:
    """The lines; none where a word is longer than one."""
    lines: list[str] = []
    for word in text.split():
        if font.getlength(word) > width:
            return []
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _cut(line: str, font: FreeTypeFont, width: int) -> str:
    """With "…" after the last word that leaves room for it."""
    while " " in line and font.getlength(f"{line} …") > width:
        line = line.rpartition(" ")[0]
    return f"{line} …"


def _require_characters(text: str, font: FreeTypeFont) -> None:
    lacking = bytes(font.getmask(NO_CHARACTER))
    for character in set("".join(text.split())):
        if bytes(font.getmask(character)) == lacking:
            raise CannotDrawError(f"No font of ours has {character!r}.")


def _plain(text: str) -> str:
    """Letters and their accents in one, without marks that nobody sees (soft hyphens)."""
    return "".join(
        character
        for character in unicodedata.normalize("NFC", text)
        if unicodedata.category(character) != "Cf"
    )


@cache
def _font(name: str, size: int, weight: str = "") -> FreeTypeFont:
    font = ImageFont.truetype(BytesIO(_contents(name)), size)
    if weight:
        font.set_variation_by_name(weight)
    return font


@cache
def _contents(name: str) -> bytes:
    return _file(name).read_bytes()


def _file(name: str) -> Path:
    """By finders: what is collected has other names, and may lie elsewhere."""
    return Path(finders.find(name))
