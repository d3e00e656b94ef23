"""Bars of counts, as several pictures have them."""

from collections.abc import Iterable
from typing import Final

from ..charts import Row
from ..words import number_words, share_words

# A picture of more is none; the table has them all.
MOST: Final = 8


def count_rows(
    counts: Iterable[tuple[str, int]],
    *,
    total: int | None = None,
    strong: frozenset[str] | None = None,
) -> list[Row]:
    """Bars against the longest; with `total` each says its share of that as well.

    `strong` are the names that stand out, all of them if it is None.
    """
    items = list(counts)
    most = max((number for _name, number in items), default=0)
    return [
        Row(
            label=name,
            words=_words(number, total),
            share=number / most if most else 0,
            is_strong=strong is None or name in strong,
        )
        for name, number in items
    ]


def _words(number: int, total: int | None) -> str:
    words = number_words(number)
    return f"{words} · {share_words(number / total)}" if total and number else words
