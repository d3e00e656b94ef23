"""Cells of a table as the page shows them."""

import datetime as dt
from typing import NamedTuple

from django.utils.formats import date_format

from .tables import Cell, Hours, Share
from .words import number_words, share_words


class ShownCell(NamedTuple):
    """Its words, and whether they are a number or a day: those stand at the right."""

    words: str
    is_number: bool = False


def shown(cell: Cell) -> ShownCell:
    match cell:
        case None:
            return ShownCell("–", is_number=True)
        case Share(of_one):
            return ShownCell(share_words(of_one), is_number=True)
        case Hours(minutes):
            words = "–" if minutes is None else number_words(minutes / 60, decimals=1)
            return ShownCell(words, is_number=True)
        case int():
            return ShownCell(number_words(cell), is_number=True)
        case dt.date():
            return ShownCell(date_format(cell, "j M Y"), is_number=True)
    return ShownCell(str(cell))
