"""What a person reads of the figures."""

from collections.abc import Iterable
from math import isinf
from typing import Final

from .figures import Figure

HEAD: Final = ("", "What", "Measured", "From – to", "Target", "Met")
WORDS: Final = {None: "–", True: "yes", False: "**no**"}


def table(figures: Iterable[Figure]) -> str:
    """In Markdown, its columns aligned, so that a terminal shows it as well."""
    rows = [HEAD, *map(_row, figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    return "\n".join(
        [lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]]
    )


def _row(figure: Figure) -> tuple[str, ...]:
    low, high = min(figure.values), max(figure.values)
    spread = f"{number(low)} – {number(high)}" if low != high else ""
    limit = "" if figure.limit is None else f"≤ {figure.limit:.3g}"
    measured = f"{number(figure.value)} {figure.unit}"
    return figure.target, figure.what, measured, spread, limit, WORDS[figure.is_met]


def number(value: float) -> str:
    """Three figures, and no more."""
    if isinf(value):
        return "∞"
    if value == int(value):
        return f"{int(value):,}"
    places = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3
    return f"{value:,.{places}f}"
