"""What can be taken along, by its name in files and in the audit trail."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from django.contrib.auth.models import User
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ....domain.reports import Figures
from ...permissions import EXPORT_REPORTS, VIEW_APPOINTMENTS, VIEW_REPORTS, VIEW_REQUESTS
from ..tables import TABLES, Table
from .row_tables import requests_by_row, visits_by_row


class Export(NamedTuple):
    """`tables` makes what is in it; one of several is a workbook only.

    `permission` is what it takes besides those of the reports.
    """

    title: Promise
    tables: Callable[[Figures], list[Table]]
    permission: str = VIEW_REPORTS
    is_one_table: bool = True

    def is_for(self, user: User) -> bool:
        return user.has_perms([VIEW_REPORTS, EXPORT_REPORTS, self.permission])


def _one(title: Promise, make: Callable[[Figures], Table], permission: str) -> Export:
    return Export(title, lambda figures: [make(figures)], permission)


def _all_tables(figures: Figures) -> list[Table]:
    return [make(figures) for make in TABLES.values()]


_TITLES: Final[dict[str, Promise]] = {
    "summary": _("Summary"),
    "requests": _("Requests by week or month"),
    "outcomes": _("What became of requests"),
    "answers": _("Time to the first answer"),
    "visits": _("What became of visits"),
    "hours": _("Hours sold and open, by week or month"),
    "practitioners": _("Hours sold and open, by practitioner"),
    "busiest": _("Busiest times"),
    "services": _("Requests by service"),
    "articles": _("Requests by article"),
    "areas": _("Requests by area of pain"),
    "articles-areas": _("Articles and areas together"),
}
EXPORTS: Final[Mapping[str, Export]] = {
    "everything": Export(_("All reports (Excel only)"), _all_tables, is_one_table=False),
    **{name: _one(_TITLES[name], make, VIEW_REPORTS) for name, make in TABLES.items()},
    "request-rows": _one(_("Every request"), requests_by_row, VIEW_REQUESTS),
    "visit-rows": _one(_("Every visit"), visits_by_row, VIEW_APPOINTMENTS),
}


def exports_for(user: User) -> dict[str, Promise]:
    """The names and titles of what this account may take along."""
    return {name: export.title for name, export in EXPORTS.items() if export.is_for(user)}
