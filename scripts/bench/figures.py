"""What was measured, beside what it should be."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from statistics import median
from typing import Final

# Wagtail's bakerydemo, measured once in the same run as a bare Django view on the same server: an
# article of it took 190 times as much processor time on SQLite and 200 times on PostgreSQL, its
# contact page 140 times. So a machine that has no bakerydemo compares with the bare view.
BAKERYDEMO: Final = 200
BAKERYDEMO_FORM: Final = 140


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One line of the table: `values` are those of the rounds, the lower the better.

    `target` is its number in docs/performance.md. Without a `limit` it stands there to compare.
    """

    target: str
    what: str
    unit: str
    values: tuple[float, ...]
    limit: float | None = None

    @property
    def value(self) -> float:
        return median(self.values)

    @property
    def is_met(self) -> bool | None:
        return None if self.limit is None else self.value <= self.limit


def ratio(of: Iterable[float], to: Iterable[float]) -> tuple[float, ...]:
    """Round by round, so that what the machine did meanwhile was the same for both.

    Infinite where the other one took less than the system counts (a hundredth of a second).
    """
    return tuple(one / other if other else inf for one, other in zip(of, to, strict=True))
