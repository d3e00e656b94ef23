"""A table of typed cells: on a page they are words, in a spreadsheet numbers and times."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise


class Share(NamedTuple):
    """Of one; None where there is nothing to have a share of."""

    of_one: float | None


class Hours(NamedTuple):
    """Minutes, said in hours; None where nobody knows."""

    minutes: float | None


# An instant is aware; None is an empty cell.
type Cell = str | Promise | int | Share | Hours | dt.date | dt.datetime | None


@dataclass(frozen=True)
class Table:
    """`rows` of one that is taken along may be read only once, and be very many.

    A page shows as many columns as `shown` says, all of them if it is None.
    """

    title: str
    headings: list[str]
    rows: Iterable[tuple[Cell, ...]]
    shown: int | None = None
