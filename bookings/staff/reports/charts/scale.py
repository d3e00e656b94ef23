"""Axes: round steps from zero, and places as shares of the width."""

from typing import Final, NamedTuple

# Left of the drawing is room for the numbers of the axis, in percent of the width.
MARGIN: Final = 11.0
STEPS: Final = 4
# Above the drawing is room for the number over the tallest column, below it for two lines.
TOP: Final = 22
DRAWING: Final = 168
BOTTOM: Final = 40
HEIGHT: Final = TOP + DRAWING + BOTTOM
FLOOR: Final = TOP + DRAWING
LABEL_Y: Final = FLOOR + 17
YEAR_Y: Final = FLOOR + 33


class Tick(NamedTuple):
    """A line across the drawing: how far down it is, and the number beside it."""

    y: int
    words: str


class Label(NamedTuple):
    """Words below the drawing; `second` stands under them."""

    x: str
    words: str
    second: str = ""


def ticks(largest: int) -> list[int]:
    """From 0 up to the first one that is no smaller than `largest`, in round steps."""
    step = 1
    while step * STEPS < largest:
        # 1, 2, 5, 10, 20, 50, …
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    count = max(1, -(-largest // step))
    return [number * step for number in range(count + 1)]


def height_of(value: float, top: float) -> int:
    """In pixels; something that is there is never invisible."""
    if not value:
        return 0
    return max(2, round(DRAWING * min(value, top) / top))


def percent(share: float) -> str:
    """A place or a width, whatever the language writes before its decimals."""
    return f"{share:.1f}".rstrip("0").rstrip(".") + "%"


def place_of(number: int, count: int) -> tuple[float, float]:
    """Where a slot of so many begins, and how wide it is, in percent."""
    width = (100 - MARGIN) / count
    return MARGIN + number * width, width


def is_labelled(number: int, count: int, *, room_for: int) -> bool:
    """Every slot while there is room; else every second, third … of them."""
    return number % -(-count // room_for) == 0
