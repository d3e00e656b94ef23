"""Requests and visits row by row. No name of a client, no contact, nothing about health."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from ....domain.reports import Figures
from ....domain.reports.rows import request_rows, visit_rows
from ....statuses import AppointmentStatus, RequestStatus
from ..tables import Cell, Table

_MINUTE: Final = dt.timedelta(minutes=1)


def requests_by_row(figures: Figures) -> Table:
    headings = [
        _("Reference"),
        _in_zone(_("Received"), figures),
        _in_zone(_("First answered"), figures),
        _("Status"),
        _("Service"),
        _("Minutes"),
        _("Assigned to"),
    ]
    return Table(_("Requests"), headings, _requests(figures))


def visits_by_row(figures: Figures) -> Table:
    headings = [
        _in_zone(_("Starts"), figures),
        _("Minutes"),
        _("Practitioner"),
        _("Service"),
        _("Status"),
    ]
    return Table(_("Visits"), headings, _visits(figures))


def _requests(figures: Figures) -> Iterator[tuple[Cell, ...]]:
    # In words before the first row: a file is still sent when the language is no longer in force.
    statuses = {status.value: str(status.label) for status in RequestStatus}
    for reference, received, answered, status, *others in request_rows(figures.period):
        yield (reference, received, answered, statuses[status], *others)


def _visits(figures: Figures) -> Iterator[tuple[Cell, ...]]:
    statuses = {status.value: str(status.label) for status in AppointmentStatus}
    whose = figures.practitioner.pk if figures.practitioner else None
    for start, length, practitioner, service, status in visit_rows(figures.period, whose):
        yield (start, length // _MINUTE, practitioner, service, statuses[status])


def _in_zone(words: str, figures: Figures) -> str:
    return f"{words} ({figures.period.zone.key})"
