import csv
import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from ..tables import Table
from .cells import Plain, is_formula, plain

# Without it Excel takes the file for one of its own code page.
MARK = "\ufeff"


class _Line:
    """Gives back what it is told to write."""

    def write(self, text: str) -> str:
        return text


def csv_lines(table: Table, zone: ZoneInfo) -> Iterator[str]:
    """The file, line by line, as the rows come; instants as clocks in `zone` show them."""
    writer = csv.writer(_Line())
    yield MARK + writer.writerow([_text(heading) for heading in table.headings])
    for row in table.rows:
        yield writer.writerow([_text(plain(cell, zone)) for cell in row])


def _text(value: Plain) -> str:
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, str):
        return f"'{value}" if is_formula(value) else value
    return "" if value is None else str(value)
