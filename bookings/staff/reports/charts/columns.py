"""A column for each step of time; a part of each may be solid, the rest is light."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from ..words import short_words
from . import scale

# More than so many numbers above columns run into each other on a phone.
_NUMBERED: Final = 14
_LABELLED: Final = 6
_SHORT_LABELLED: Final = 12


@dataclass(frozen=True, kw_only=True)
class Column:
    """`value` is None where nothing is known: a gap, not a zero. `part` is no more than it.

    One that is not whole stands for less time than the others.
    """

    label: str
    value: int | None
    part: int = 0
    second: str = ""
    is_whole: bool = True


class _Bar(NamedTuple):
    """`x` is the middle, `width` that of the slot; the style leaves room between columns."""

    x: str
    width: str
    y: int
    height: int
    part_y: int
    part_height: int
    words: str
    words_y: int
    is_whole: bool


@dataclass(frozen=True)
class ColumnChart:
    title: str
    description: str
    columns: list[Column]

    template = "bookings/staff/reports/charts/columns.html"
    height = scale.HEIGHT
    margin = scale.percent(scale.MARGIN)
    label_y = scale.LABEL_Y
    year_y = scale.YEAR_Y

    @cached_property
    def _steps(self) -> list[int]:
        return scale.ticks(max((column.value or 0 for column in self.columns), default=0))

    @property
    def ticks(self) -> list[scale.Tick]:
        top = self._steps[-1]
        return [
            scale.Tick(scale.FLOOR - scale.DRAWING * step // top, short_words(step))
            for step in self._steps
        ]

    @property
    def bars(self) -> list[_Bar]:
        """Of a step with nothing in it there is only the number 0; of an unknown one nothing."""
        top, count = self._steps[-1], len(self.columns)
        bars = []
        for number, column in enumerate(self.columns):
            if column.value is None:
                continue
            begin, slot = scale.place_of(number, count)
            height = scale.height_of(column.value, top)
            part = scale.height_of(column.part, top)
            bars.append(
                _Bar(
                    x=scale.percent(begin + slot / 2),
                    width=scale.percent(slot),
                    y=scale.FLOOR - height,
                    height=height,
                    part_y=scale.FLOOR - part,
                    part_height=part,
                    words=short_words(column.value) if count <= _NUMBERED else "",
                    words_y=scale.FLOOR - height - 5,
                    is_whole=column.is_whole,
                )
            )
        return bars

    @property
    def labels(self) -> list[scale.Label]:
        count = len(self.columns)
        return labels([(column.label, column.second) for column in self.columns], count)


def labels(words: list[tuple[str, str]], count: int) -> list[scale.Label]:
    """Below the slots, as many as there is room for on a phone."""
    short = all(len(label) <= 3 for label, _second in words)
    room = _SHORT_LABELLED if short else _LABELLED
    placed = []
    for number, (label, second) in enumerate(words):
        begin, slot = scale.place_of(number, count)
        shown = label if scale.is_labelled(number, count, room_for=room) else ""
        if shown or second:
            placed.append(scale.Label(scale.percent(begin + slot / 2), shown, second))
    return placed
