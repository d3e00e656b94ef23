"""Pictures of numbers, as inline SVG without script or library.

Each chart computes where things go; its template draws them. Widths are shares of whatever room
there is and heights are pixels, so that words stay as large on a phone as on a desk. Colours are
variables of reports.css. A chart says nothing that the table beside it does not.
"""

from .columns import Column, ColumnChart
from .heat import HeatChart
from .lines import LineChart, Point
from .rows import Row, RowChart

type Chart = ColumnChart | HeatChart | LineChart | RowChart

__all__ = [
    "Chart",
    "Column",
    "ColumnChart",
    "HeatChart",
    "LineChart",
    "Point",
    "Row",
    "RowChart",
]
