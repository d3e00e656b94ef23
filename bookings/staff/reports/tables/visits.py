from django.utils.translation import gettext as _

from ....domain.reports import Course, Figures
from .table import Cell, Share, Table


def visits_table(figures: Figures) -> Table:
    now, before = figures.visits, figures.before
    rows: list[tuple[Cell, ...]] = [
        (
            course.label,
            now.courses[course],
            Share(now.courses[course] / now.booked if now.booked else None),
            before.visits.courses[course] if figures.is_comparable else None,
        )
        for course in Course
    ]
    headings = [_("How it went"), _("Visits"), _("Share"), _("Period before")]
    return Table(_("What became of the visits"), headings, rows)
