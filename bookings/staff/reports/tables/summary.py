import datetime as dt
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ....domain.reports import Figures
from .table import Cell, Hours, Share, Table

_MINUTE: Final = dt.timedelta(minutes=1)


def summary_table(figures: Figures) -> Table:
    """The figures that are one number each, with those of the period before."""
    before = figures.before if figures.is_comparable else None
    names, now = zip(*_figures(figures), strict=True)
    earlier = [value for _name, value in _figures(before)] if before else [None] * len(now)
    headings = [pgettext("number", "Figure"), _("This period"), _("Period before")]
    return Table(_("Summary"), headings, list(zip(names, now, earlier, strict=True)))


def _figures(figures: Figures) -> list[tuple[str, Cell]]:
    requests, waits, visits = figures.requests, figures.waits, figures.visits
    hours = figures.hours.whole
    return [
        (_("Requests received"), requests.received),
        (_("Held back as spam or in quarantine, not counted"), requests.held_back),
        (_("Confirmed, of the decided ones"), Share(requests.confirmed_share)),
        (_("Hours until half were answered"), _wait(waits.median)),
        (_("Hours until nine in ten were answered"), _wait(waits.ninetieth)),
        (_("Answered within 24 hours"), Share(waits.within_a_day_share)),
        (_("Still to be answered"), waits.waiting),
        (_("Closed before an answer"), waits.unanswered),
        (_("Visits"), visits.booked),
        (_("Cancelled"), Share(visits.cancelled_share)),
        (_("Did not come"), Share(visits.no_show_share)),
        (_("Moved by clients"), visits.moves_by_client),
        (_("Moved by the practice"), visits.moves_by_practice),
        (_("Hours sold"), Hours(hours.sold)),
        (_("Hours open"), Hours(hours.open)),
        (_("Hours sold of open hours"), Share(hours.share)),
    ]


def _wait(wait: dt.timedelta | None) -> Hours:
    return Hours(None if wait is None else wait / _MINUTE)
