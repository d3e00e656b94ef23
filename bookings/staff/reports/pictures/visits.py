from django.utils.translation import gettext as _

from ....domain.reports import Course, Figures
from ..charts import RowChart
from ..words import share_words
from .rows import count_rows


def visits_picture(figures: Figures) -> RowChart:
    visits = figures.visits
    words = _("%(cancelled)s were cancelled; of the others %(missed)s did not come.") % {
        "cancelled": share_words(visits.cancelled_share),
        "missed": share_words(visits.no_show_share),
    }
    rows = count_rows(
        [(str(one.label), visits.courses[one]) for one in Course],
        total=visits.booked,
        strong=frozenset({str(Course.COMPLETED.label), str(Course.AHEAD.label)}),
    )
    return RowChart(_("What became of the visits"), words, rows)
