import datetime as dt
import tempfile
from collections.abc import Iterable
from typing import IO, Any, Final
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from ..tables import Cell, Share, Table
from .cells import clean, plain

_FORMATS: Final[dict[type, str]] = {
    dt.datetime: "yyyy-mm-dd hh:mm",
    dt.date: "yyyy-mm-dd",
}
_WIDE: Final = 44
# A workbook's own limit, and what it can't stand in the name of a sheet.
_NAME_LENGTH: Final = 31
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def xlsx_file(tables: Iterable[Table], zone: ZoneInfo) -> IO[bytes]:
    """A workbook with a sheet for each table, at its beginning; closing it deletes it.

    Written row by row to the disk, so that the number of rows costs no memory.
    """
    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.title.translate(_NOT_IN_NAMES)[:_NAME_LENGTH])
        sheet.freeze_panes = "A2"
        for number, heading in enumerate(table.headings, start=1):
            width = _WIDE if number == 1 else len(heading) + 4
            sheet.column_dimensions[get_column_letter(number)].width = max(14, width)
        sheet.append([_heading(sheet, heading) for heading in table.headings])
        for row in table.rows:
            sheet.append([_cell(sheet, cell, zone) for cell in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115 the response closes it
    book.save(file)
    file.seek(0)
    return file


def _heading(sheet: Any, words: str) -> Any:
    heading = _text(sheet, clean(words))
    heading.font = Font(bold=True)
    return heading


def _cell(sheet: Any, cell: Cell, zone: ZoneInfo) -> Any:
    value = plain(cell, zone)
    if isinstance(value, str):
        return _text(sheet, value)
    number_format = "0.0%" if isinstance(cell, Share) else _FORMATS.get(type(value))
    if value is None or number_format is None:
        return value
    formatted = WriteOnlyCell(sheet, value)
    formatted.number_format = number_format
    return formatted


def _text(sheet: Any, text: str) -> Any:
    """Text whatever it begins with: openpyxl would make formulas and errors of some."""
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell
