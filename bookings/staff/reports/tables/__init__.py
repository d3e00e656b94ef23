"""The reports as tables: what stands behind each picture, and what is taken along.

A function of `figures` makes each; its name here is its name in addresses and files.
"""

from collections.abc import Callable, Mapping
from typing import Final

from ....domain.reports import Figures
from .hours import busiest_table, hours_table, practitioners_table
from .interest import areas_table, articles_table, pairs_table, services_table
from .requests import answers_table, outcomes_table, requests_table
from .summary import summary_table
from .table import Cell, Hours, Share, Table
from .visits import visits_table

TABLES: Final[Mapping[str, Callable[[Figures], Table]]] = {
    "summary": summary_table,
    "requests": requests_table,
    "outcomes": outcomes_table,
    "answers": answers_table,
    "visits": visits_table,
    "hours": hours_table,
    "practitioners": practitioners_table,
    "busiest": busiest_table,
    "services": services_table,
    "articles": articles_table,
    "areas": areas_table,
    "articles-areas": pairs_table,
}

__all__ = ["TABLES", "Cell", "Hours", "Share", "Table"]
