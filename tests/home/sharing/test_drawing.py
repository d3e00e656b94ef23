"""The words of a sharing image: large, whole, and only in our own fonts."""

import unicodedata
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from home.sharing.drawing import (
    BOTTOM,
    GROUND,
    HEIGHT,
    LEFT,
    RIGHT,
    SERIF,
    TITLE_LINES,
    TITLE_SIZES,
    WIDTH,
    CannotDrawError,
    _file,
    _fitted,
    draw,
)

pytestmark = pytest.mark.once

NAME = "Alder Room Massage"
LONG = "Why an ache behind the eye may begin in a muscle of the neck that nobody looked at so far "
TITLES = [
    "Jaw",
    "Trigger points, headaches and migraines",
    "Kiefergelenksbeschwerden und Nackenverspannungen richtig behandeln",
    "WWWWWWWW MMMMMMMM WWWWWWWW MMMMMMMM WWWWWWWW",
    "Ägyptisches Öl, crème brûlée – “señor”",
    (LONG * 3)[:255],
]


def written(content: bytes) -> tuple[int, int, int, int]:
    """The box around all that is not of the ground."""
    with Image.open(BytesIO(content)) as picture, Image.open(_file(GROUND)) as ground:
        assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
        change = ImageChops.difference(picture.convert("RGB"), ground.convert("RGB"))
    # The softest edges of the ground are rounded to fewer colours.
    return change.convert("L").point(lambda light: 255 if light > 60 else 0).getbbox()


@pytest.mark.parametrize("title", TITLES, ids=range(len(TITLES)))
@pytest.mark.parametrize("name", ["Al", (LONG * 2)[:80]], ids=["short", "long"])
def test_words_stay_between_the_edge_and_the_head(title, name):
    content = draw(title=title, name=name)
    left, top, right, bottom = written(content)
    assert (left >= LEFT - 4, top >= 60, right <= RIGHT + 4, bottom <= BOTTOM) == (True,) * 4
    assert len(content) <= 60_000


def test_practice_stands_with_its_words_below():
    left, top, right, bottom = written(draw(title=LONG[:80], below=(LONG * 2)[:120]))
    assert (left >= LEFT - 4, top >= 170, right <= RIGHT + 4, bottom <= BOTTOM) == (True,) * 4


@pytest.mark.parametrize(
    ("title", "size", "lines"),
    [
        ("Jaw", 84, ["Jaw"]),
        # Not "Trigger points, headaches" and a word alone below.
        (TITLES[1], 84, ["Trigger points,", "headaches and", "migraines"]),
        ("Massage for runners", 84, ["Massage", "for runners"]),
    ],
)
def test_title_is_large_and_in_even_lines(title, size, lines):
    words = _fitted(title, SERIF, TITLE_SIZES, RIGHT - LEFT, TITLE_LINES)
    assert (words.font.size, words.lines) == (size, lines)


def test_title_for_which_there_is_no_room_ends_between_words():
    words = _fitted(LONG * 2, SERIF, TITLE_SIZES, RIGHT - LEFT, TITLE_LINES)
    assert (words.font.size, len(words.lines)) == (TITLE_SIZES[-1], TITLE_LINES)
    shown = " ".join(words.lines)
    assert shown.endswith(" …")
    assert (LONG * 2).startswith(shown.removesuffix("…"))


@pytest.mark.parametrize(
    "title",
    ["Боль в шее", "偏頭痛", "صداع", "Neck → head", "Ból głowy", "Hands 🙌", "x" * 60, "  "],
)
def test_words_without_letters_or_room_are_refused(title):
    with pytest.raises(CannotDrawError):
        draw(title=title, name=NAME)


def test_the_same_words_in_other_bytes_are_the_same_picture():
    title = "Präzise Handgriffe"
    other = unicodedata.normalize("NFD", title).replace("Hand", "Hand\u00ad")
    assert draw(title=other) == draw(title=title)
