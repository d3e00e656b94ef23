"""A grid of numbers, the darker the more: hours below each other, days beside each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from ..words import short_words
from . import scale

_HEAD: Final = 20
_CELL: Final = 26
LEVELS: Final = 4
_FIRST_COLUMN: Final = 13.0


class _Cell(NamedTuple):
    y: int
    text_y: int
    words: str


class _Column(NamedTuple):
    """`x` is its middle. `levels` are from 1, the palest; only those that the column has."""

    x: str
    words: str
    levels: dict[int, list[_Cell]]


@dataclass(frozen=True)
class HeatChart:
    """`numbers` are by (column, row), as they stand in `columns` and `rows`."""

    title: str
    description: str
    columns: list[str]
    rows: list[str]
    numbers: Mapping[tuple[int, int], int]

    template = "bookings/staff/reports/charts/heat.html"
    head = _HEAD

    @property
    def height(self) -> int:
        return _HEAD + self.grid_height

    @property
    def grid_height(self) -> int:
        return _CELL * len(self.rows) - 2

    @property
    def _width(self) -> float:
        return (100 - _FIRST_COLUMN) / len(self.columns)

    @property
    def column_width(self) -> str:
        return scale.percent(self._width)

    @property
    def sides(self) -> list[scale.Tick]:
        return [
            scale.Tick(_HEAD + number * _CELL + 17, words) for number, words in enumerate(self.rows)
        ]

    @property
    def shown_columns(self) -> list[_Column]:
        """With the cells in which there is anything; the others are the ground of the column."""
        return [
            _Column(
                x=scale.percent(_FIRST_COLUMN + (number + 0.5) * self._width),
                words=words,
                levels=self._levels(number),
            )
            for number, words in enumerate(self.columns)
        ]

    def _levels(self, column: int) -> dict[int, list[_Cell]]:
        levels: dict[int, list[_Cell]] = {}
        most = max(self.numbers.values(), default=0)
        for row in range(len(self.rows)):
            if number := self.numbers.get((column, row), 0):
                y = _HEAD + row * _CELL
                cell = _Cell(y, y + 17, short_words(number))
                levels.setdefault(-(-number * LEVELS // most), []).append(cell)
        return levels
