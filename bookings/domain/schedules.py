"""What a practitioner's days are made of: opening hours, exceptions, and what is taken."""

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from django.db.models import Q

from ..models import Appointment, OpeningHours, Practitioner, ScheduleException


class Visit(NamedTuple):
    """What an appointment takes of a diary; the occupied time includes its turnaround."""

    occupied_from: dt.datetime
    occupied_until: dt.datetime
    start: dt.datetime
    end: dt.datetime


class Taken:
    """The visits of one practitioner; a page of free times asks thousands of times."""

    def __init__(self, visits: Iterable[Visit] = ()) -> None:
        self._visits = sorted(visits)
        self._froms = [visit.occupied_from for visit in self._visits]
        self._latest = list(accumulate((visit.occupied_until for visit in self._visits), max))

    def meets(self, start: dt.datetime, end: dt.datetime) -> bool:
        """Whether an occupied time, turnaround included, shares an instant with [start, end)."""
        begun = bisect_left(self._froms, end)
        return begun > 0 and self._latest[begun - 1] > start

    def visits_meet(self, start: dt.datetime, end: dt.datetime) -> bool:
        """The same for the visits themselves, without turnaround."""
        index = bisect_left(self._froms, end) - 1
        while index >= 0 and self._latest[index] > start:
            visit = self._visits[index]
            if visit.start < end and visit.end > start:
                return True
            index -= 1
        return False


@dataclass
class Schedule:
    """One practitioner's rows for some days; those of the whole practice among the exceptions."""

    hours: list[OpeningHours] = field(default_factory=list)
    exceptions: list[ScheduleException] = field(default_factory=list)
    taken: Taken = field(default_factory=Taken)


def load_schedules(
    practitioners: Collection[Practitioner],
    *,
    days: tuple[dt.date, dt.date],
    window: tuple[dt.datetime, dt.datetime],
    now: dt.datetime,
    moving: Appointment | None = None,
) -> dict[Practitioner, Schedule]:
    """The rows for some days, from the first to the last of them, in three queries.

    `window` is from when until when a visit on those days can take time. Left out are holds
    and undo times that are over at `now`, and the appointment `moving`.
    """
    schedules = {practitioner: Schedule() for practitioner in practitioners}
    if not schedules:
        return {}
    by_key = {practitioner.pk: schedule for practitioner, schedule in schedules.items()}
    for row in OpeningHours.objects.filter(practitioner__in=by_key):
        by_key[row.practitioner_id].hours.append(row)
    exceptions = ScheduleException.objects.for_days(*days).filter(
        Q(practitioner__isnull=True) | Q(practitioner__in=by_key)
    )
    for exception in exceptions:
        whose = exception.practitioner_id
        for schedule in by_key.values() if whose is None else [by_key[whose]]:
            schedule.exceptions.append(exception)
    for key, visits in _visits(by_key, window, now, moving).items():
        by_key[key].taken = Taken(visits)
    return schedules


def _visits(
    practitioner_ids: Iterable[int],
    window: tuple[dt.datetime, dt.datetime],
    now: dt.datetime,
    moving: Appointment | None,
) -> dict[int, list[Visit]]:
    rows = (
        Appointment.objects.blocking_at(now)
        .filter(practitioner__in=practitioner_ids)
        .overlapping(*window)
        .order_by()
    )
    if moving:
        rows = rows.exclude(pk=moving.pk)
    visits: dict[int, list[Visit]] = defaultdict(list)
    for key, *times in rows.values_list("practitioner_id", *Visit._fields):
        visits[key].append(Visit(*times))
    return visits
