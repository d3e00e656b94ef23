"""A share that changes with time, from nothing to all; it breaks off where nothing is known."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from ..words import share_words
from . import scale
from .columns import labels


@dataclass(frozen=True, kw_only=True)
class Point:
    """`share` is None where nothing is known."""

    label: str
    share: float | None
    second: str = ""
    is_whole: bool = True


class _Dot(NamedTuple):
    x: str
    y: int
    words: str
    words_y: int
    is_whole: bool


class _Stroke(NamedTuple):
    x1: str
    y1: int
    x2: str
    y2: int


@dataclass(frozen=True)
class LineChart:
    title: str
    description: str
    points: list[Point]

    template = "bookings/staff/reports/charts/lines.html"
    height = scale.HEIGHT
    margin = scale.percent(scale.MARGIN)
    label_y = scale.LABEL_Y
    year_y = scale.YEAR_Y

    @cached_property
    def _top(self) -> int:
        """In percent: 100, or more where more was sold than was open."""
        largest = max((point.share or 0 for point in self.points), default=0)
        return 100 if largest <= 1 else scale.ticks(round(largest * 100))[-1]

    @property
    def ticks(self) -> list[scale.Tick]:
        steps = (0, 25, 50, 75, 100) if self._top == 100 else scale.ticks(self._top)
        return [
            scale.Tick(scale.FLOOR - scale.DRAWING * step // self._top, share_words(step / 100))
            for step in steps
        ]

    @cached_property
    def _places(self) -> list[tuple[str, int] | None]:
        count = len(self.points)
        places: list[tuple[str, int] | None] = []
        for number, point in enumerate(self.points):
            if point.share is None:
                places.append(None)
                continue
            begin, slot = scale.place_of(number, count)
            y = scale.FLOOR - round(scale.DRAWING * point.share * 100 / self._top)
            places.append((scale.percent(begin + slot / 2), y))
        return places

    @property
    def strokes(self) -> list[_Stroke]:
        return [_Stroke(*one, *other) for one, other in pairwise(self._places) if one and other]

    @property
    def dots(self) -> list[_Dot]:
        """The last one says its number; the others are read off the axis."""
        placed = [
            (point, place)
            for point, place in zip(self.points, self._places, strict=True)
            if place is not None
        ]
        last = len(placed) - 1
        return [
            _Dot(
                *place,
                words=share_words(point.share) if number == last else "",
                words_y=place[1] - 10,
                is_whole=point.is_whole,
            )
            for number, (point, place) in enumerate(placed)
        ]

    @property
    def labels(self) -> list[scale.Label]:
        words = [(point.label, point.second) for point in self.points]
        return labels(words, len(self.points))
