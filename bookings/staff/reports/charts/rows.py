"""Bars below each other, each with its name and its number above it."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from . import scale

_ROW: Final = 42
# So many letters, of name and number together, are as wide as a phone.
_LETTERS: Final = 44


@dataclass(frozen=True, kw_only=True)
class Row:
    """`share` of the whole width is filled; with None there is no bar.

    `of_whole` draws the width itself as well: what could have been. `is_strong` stands out.
    """

    label: str
    words: str
    share: float | None
    of_whole: bool = False
    is_strong: bool = True


class _Bar(NamedTuple):
    label: str
    words: str
    text_y: int
    y: int
    width: str
    of_whole: bool
    is_strong: bool


@dataclass(frozen=True)
class RowChart:
    title: str
    description: str
    rows: list[Row]

    template = "bookings/staff/reports/charts/rows.html"

    @property
    def height(self) -> int:
        return _ROW * len(self.rows)

    @property
    def bars(self) -> list[_Bar]:
        """A name that is too long for a phone ends in dots; the table has all of it."""
        return [
            _Bar(
                label=_shortened(row.label, _LETTERS - len(row.words)),
                words=row.words,
                text_y=number * _ROW + 14,
                y=number * _ROW + 21,
                # What is there is seen: half a percent at least.
                width=scale.percent(max(0.5, min(row.share, 1) * 100)) if row.share else "",
                of_whole=row.of_whole and row.share is not None,
                is_strong=row.is_strong,
            )
            for number, row in enumerate(self.rows)
        ]


def _shortened(words: str, length: int) -> str:
    return words if len(words) <= length else f"{words[: length - 1].rstrip()}…"
