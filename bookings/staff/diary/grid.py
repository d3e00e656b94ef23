"""The columns of a week or of a day beside each other, on one axis: what the templates take."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ...domain.deeds import Deed, refusal
from ...statuses import AppointmentStatus as A
from ...times import near_day_words, time_words
from .. import addresses
from .axis import Axis
from .columns import Column, Entry

# Rows below which a visit has one line for all there is to say.
SHORT = 8


@dataclass(frozen=True)
class Cell:
    """An entry with the lines of the grid that it is between, and what else is said of it."""

    entry: Entry
    first: int
    last: int
    rows_after: int = 0
    note: str = ""
    url: str = ""
    move_url: str = ""

    @property
    def last_of_visit(self) -> int:
        return self.last - self.rows_after

    @property
    def is_short(self) -> bool:
        return self.last - self.first - self.rows_after < SHORT

    @property
    def rows_to_drag(self) -> int:
        """Its length on the grid, if it can be moved and begins on this day; else 0."""
        visit = self.entry.visit
        is_whole = visit is not None and visit.start == self.entry.start
        return self.last - self.first if self.move_url and is_whole else 0


@dataclass(frozen=True)
class ShownColumn:
    column: Column
    cells: list[Cell]
    title: str
    url: str
    is_today: bool = False
    is_chosen: bool = True
    wishes: int = 0


@dataclass(frozen=True)
class Band:
    """Columns beside each other; its title is empty where there is only one band."""

    title: str
    columns: list[ShownColumn]
    axis: Axis


def axis_of(columns: Iterable[Column]) -> Axis:
    columns = list(columns)
    times = [
        (column.day, at)
        for column in columns
        for start, end in [
            *column.opened.spans,
            *((entry.start, entry.end) for entry in column.entries if entry.kind == "visit"),
        ]
        for at in (start, end)
    ]
    return Axis.for_times(times, {column.day for column in columns}, columns[0].zone)


def cells(column: Column, axis: Axis, *, names_shown: bool, may_move: bool) -> list[Cell]:
    """With `names_shown` a visit has its link, with `may_move` that of its moving, if it can be."""
    found = []
    for entry in column.entries:
        if entry.kind == "now" and not axis.shows(entry.start, column.day):
            continue
        first, last = (axis.row(at, column.day) for at in (entry.start, entry.end))
        first = max(first, 1)
        last = min(max(last, first + 1), axis.rows + 1)
        if entry.visit is None:
            found.append(Cell(entry, first, last))
            continue
        visit = entry.visit
        is_movable = may_move and refusal(visit, Deed.MOVE, column.now) is None
        found.append(
            Cell(
                entry,
                first,
                last,
                rows_after=last - axis.row(min(visit.end, entry.end), column.day),
                note=note(entry, column),
                url=addresses.appointment_detail(visit.pk) if names_shown else "",
                move_url=addresses.move_visit(visit.pk) if is_movable else "",
            )
        )
    return found


def note(entry: Entry, column: Column) -> str:
    """What is to be known of a visit besides who and what: one that is simply to come has none."""
    visit, zone = entry.visit, column.zone
    said = []
    if visit.status == A.HELD:
        said.append(_("held until %(when)s") % {"when": _soon(visit.hold_expires_at, column)})
    elif visit.status == A.CANCEL_PENDING:
        words = _("cancelled, can be undone until %(when)s")
        said.append(words % {"when": _soon(visit.undo_until, column)})
    elif visit.status == A.NO_SHOW:
        said.append(_("did not come"))
    elif visit.status == A.COMPLETED:
        said.append(_("took place"))
    elif visit.arrived_at:
        said.append(_("here since %(time)s") % {"time": time_words(visit.arrived_at, zone)})
    if entry.is_outside:
        said.append(_("outside the opening hours"))
    return "; ".join(said)


def _soon(at: dt.datetime, column: Column) -> str:
    """A time, with its day where that is another than the column's."""
    local, words = at.astimezone(column.zone), time_words(at, column.zone)
    return words if local.date() == column.day else f"{near_day_words(local.date())}, {words}"


def legend() -> list[tuple[str, Any]]:
    return [
        ("done", _("took place")),
        ("held", _("held, or to be undone")),
        ("after", _("kept free after a visit")),
        ("closed", _("closed")),
    ]
