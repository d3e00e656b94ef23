"""Tables: an article has none, so their rows become points of a list."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from lxml import etree

from blog.importing.parts import Item, Listing, Paragraph, Part, Reading
from blog.importing.words import joined

BETWEEN_CELLS = " – "
CELLS = {"td", "th"}


def table_parts(
    table: etree._Element, parts_of: Callable[[etree._Element], list[Part]], reading: Reading
) -> list[Part]:
    """The words of a table in their order; of one that only arranges things, its parts."""
    rows = [
        [parts_of(cell) for cell in row if cell.tag in CELLS]
        for row in table.iter("tr")
        if next(row.iterancestors("table"), None) is table
    ]
    rows = [row for row in rows if any(row)]
    if not _is_data(rows) or _has_strays(table):
        return parts_of(table)
    caption = table.find("caption")
    before = parts_of(caption) if caption is not None else []
    lines = [joined((part.words for cell in row for part in cell), BETWEEN_CELLS) for row in rows]
    if len(lines) > 1 and _has_head(table, first_is_bold=lines[0].is_bold):
        before.append(Paragraph(lines.pop(0)))
    reading.doubts.append(
        _("A table has become a list, a point for each row: “%(words)s”.")
        % {"words": lines[0].text[:80]}
    )
    return [*before, Listing(tuple(map(Item, lines)))]


def _is_data(rows: list[list[list[Part]]]) -> bool:
    return any(len(row) > 1 for row in rows) and all(
        isinstance(part, Paragraph) and len(cell) == 1
        for row in rows
        for cell in row
        for part in cell
    )


def _has_strays(table: etree._Element) -> bool:
    """Whether words stand between the cells, where only a broken table has some."""
    frames = [table, *table.iter("thead", "tbody", "tfoot", "tr")]
    known = {"caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", *CELLS}
    return any(
        (frame.text or "").strip()
        or any(child.tag not in known or (child.tail or "").strip() for child in frame)
        for frame in frames
    )


def _has_head(table: etree._Element, *, first_is_bold: bool) -> bool:
    first = next(table.iter("tr"))
    cells = {cell.tag for cell in first if cell.tag in CELLS}
    return first_is_bold or first.getparent().tag == "thead" or cells == {"th"}
