"""What a cell may hold, so that nothing in it does anything in a spreadsheet."""

import datetime as dt
import unicodedata
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.functional import Promise

from ..tables import Cell, Hours, Share

# With these, and their full-width variants, a spreadsheet takes text for a formula.
FORMULA: Final = tuple("=+-@＝＋－＠")
# Control characters and halves of pairs; and two that are none. XML has no word for them.
_NEVER: Final = frozenset({"Cc", "Cs"})
_NO_CHARACTERS: Final = "\ufffe\uffff"

type Plain = str | int | float | dt.date | dt.datetime | None


def plain(cell: Cell, zone: ZoneInfo) -> Plain:
    """A number, a day, a text or nothing; an instant as clocks in `zone` show it, without zone.

    Shares are of one, hours have two decimals.
    """
    match cell:
        case Share(of_one):
            return None if of_one is None else round(of_one, 4)
        case Hours(minutes):
            return None if minutes is None else round(minutes / 60, 2)
        case dt.datetime():
            return cell.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
        case str() | Promise():
            return clean(str(cell))
    return cell


def clean(text: str) -> str:
    """Without what breaks files; what was a break of a line is a space."""
    return "".join(
        " " if unicodedata.category(char) in _NEVER or char in _NO_CHARACTERS else char
        for char in text
    )


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would reckon instead of show; spaces before do not hide it."""
    return text.lstrip().startswith(FORMULA)
