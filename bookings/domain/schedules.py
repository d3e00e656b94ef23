"""What a practitioner's days are made of: opening hours, exceptions, and what is taken."""

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import Coalesce

from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp

from ..models import Appointment, OpeningHours, Practitioner, ScheduleException


class Visit(NamedTuple):
    """What an appointment takes of a diary; the occupied time includes its turnaround."""

    occupied_from: dt.datetime
    occupied_until: dt.datetime
    start: dt.datetime
    end: dt.datetime


# From an instant up to, not including, another.
type Gap = tuple[dt.datetime, dt.datetime]


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

    def gaps(self, start: dt.datetime, end: dt.datetime) -> Iterator[Gap]:
        """What they leave of [start, end), in order, turnaround taken too."""
        begin = start
        for visit in self._visits:
            if visit.occupied_until <= begin:
                continue
            if visit.occupied_from >= end:
                break
            if begin < visit.occupied_from:
                yield begin, visit.occupied_from
            begin = visit.occupied_until
        if begin < end:
            yield begin, end

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


@dataclass(frozen=True)
class _Lapsing:
    """A visit, and the instant from which its row takes no time any more, whatever it says."""

    visit: Visit
    until: dt.datetime | None


def load_schedules(
    practitioners: Collection[Practitioner],
    *,
    days: tuple[dt.date, dt.date],
    window: tuple[dt.datetime, dt.datetime],
    now: dt.datetime,
    moving: Appointment | None = None,
    may_be_kept: bool = False,
) -> dict[Practitioner, Schedule]:
    """The rows for some days, from the first to the last of them, in three queries.

    `window` is from when until when a visit on those days can take time. Left out are holds
    and undo times that are over at `now`, and the appointment `moving`. With `may_be_kept` there
    is no query for what nobody has changed since this process last looked: for pages that list,
    not for the write path.
    """
    openings, visits = (_kept_openings, _kept_visits) if may_be_kept else (_openings, _visits)
    keys = tuple(sorted(practitioner.pk for practitioner in practitioners))
    if not keys:
        return {}
    opened, taken = openings(keys, days), visits(keys, window, moving.pk if moving else None)
    return {
        practitioner: Schedule(
            *opened[practitioner.pk],
            Taken(
                row.visit
                for row in taken.get(practitioner.pk, ())
                if row.until is None or row.until > now
            ),
        )
        for practitioner in practitioners
    }


def load_openings(
    practitioners: Collection[Practitioner], *, days: tuple[dt.date, dt.date]
) -> dict[Practitioner, Schedule]:
    """The same without what is taken, in two queries."""
    keys = tuple(practitioner.pk for practitioner in practitioners)
    opened = _openings(keys, days) if keys else {}
    return {practitioner: Schedule(*opened[practitioner.pk]) for practitioner in practitioners}


type _Opened = dict[int, tuple[list[OpeningHours], list[ScheduleException]]]


def _openings(keys: tuple[int, ...], days: tuple[dt.date, dt.date]) -> _Opened:
    opened: _Opened = {key: ([], []) for key in keys}
    for row in OpeningHours.objects.filter(practitioner__in=keys):
        opened[row.practitioner_id][0].append(row)
    exceptions = ScheduleException.objects.for_days(*days).filter(
        Q(practitioner__isnull=True) | Q(practitioner__in=keys)
    )
    for exception in exceptions:
        whose = exception.practitioner_id
        for key in keys if whose is None else [whose]:
            opened[key][1].append(exception)
    return opened


def _visits(
    keys: tuple[int, ...], window: tuple[dt.datetime, dt.datetime], moving: int | None
) -> dict[int, list[_Lapsing]]:
    """Those that take time now, or did until their own was over, which is for the caller to see."""
    rows = Appointment.objects.blocking().filter(practitioner__in=keys).overlapping(*window)
    if moving:
        rows = rows.exclude(pk=moving)
    visits: dict[int, list[_Lapsing]] = defaultdict(list)
    # Only a hold has the one, and only a cancellation that can be undone the other.
    lapses = Coalesce("hold_expires_at", "undo_until")
    for key, until, *times in rows.order_by().values_list(
        "practitioner_id", lapses, *Visit._fields
    ):
        visits[key].append(_Lapsing(Visit(*times), until))
    return visits


_kept_openings = remembered(Stamp.PAGES)(_openings)
_kept_visits = remembered(Stamp.PAGES, Stamp.DIARY)(_visits)
