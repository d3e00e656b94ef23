from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ....domain.reports import Figures
from .table import Cell, Hours, Share, Table

WEEKDAYS: Final = (
    gettext_lazy("Mon"),
    gettext_lazy("Tue"),
    gettext_lazy("Wed"),
    gettext_lazy("Thu"),
    gettext_lazy("Fri"),
    gettext_lazy("Sat"),
    gettext_lazy("Sun"),
)


def hours_table(figures: Figures) -> Table:
    """A row for each step of which it is known when somebody was open."""
    period = figures.period
    rows: list[tuple[Cell, ...]] = [
        (
            max(step, period.first),
            period.end_of(step),
            Hours(hours.sold),
            Hours(hours.open),
            Share(hours.share),
        )
        for step, hours in figures.hours.steps.items()
        if hours.open is not None
    ]
    headings = [_("From"), _("Until"), *_hours_headings()]
    return Table(_("Hours sold of open hours"), headings, rows)


def practitioners_table(figures: Figures) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (one.name, Hours(hours.sold), Hours(hours.open), Share(hours.share))
        for one, hours in figures.hours.people.items()
    ]
    headings = [_("Practitioner"), *_hours_headings()]
    return Table(_("Hours by practitioner"), headings, rows)


def busiest_table(figures: Figures) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (f"{hour}:00", *(figures.busiest.get((day, hour), 0) for day in range(len(WEEKDAYS))))
        for hour in busy_hours(figures)
    ]
    return Table(_("Busiest times"), [_("Visits from"), *map(str, WEEKDAYS)], rows)


def busy_hours(figures: Figures) -> range:
    """From the first hour in which a visit began to the last."""
    hours = [hour for _day, hour in figures.busiest]
    return range(min(hours), max(hours) + 1) if hours else range(0)


def _hours_headings() -> list[str]:
    return [_("Hours sold"), _("Hours open"), _("Share")]
