"""What the diary shows of one person's day: visits, what is free, what is closed, in order."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from ...domain.openings import OpenDay, Span, covers, spans_of
from ...domain.schedules import Schedule
from ...models import Appointment, ExceptionKind, Practitioner, ScheduleException
from ...statuses import AppointmentStatus as A
from ...times import MIDNIGHT, ONE_DAY, edge, time_words
from ..forms.times import Chosen
from .axis import ROW
from .waiting import Waiting

# Free time that is shorter is shown, and is no place to put anything.
SHORTEST: Final = dt.timedelta(minutes=25)
MINUTE: Final = dt.timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something from an instant to another, both in the column's day; `words` are its times."""

    kind: str
    start: dt.datetime
    end: dt.datetime
    words: str
    begins: str = ""
    ends: str = ""
    # Of a visit.
    visit: Appointment | None = None
    minutes_after: int = 0
    is_outside: bool = False
    # Of a closure.
    exception: ScheduleException | None = None
    # Of free time that can be had: how an address names it, and how many wished for it.
    place: str = ""
    wishes: int = 0


@dataclass(frozen=True)
class Column:
    """One person's day. `entries` are in order; `notes` are exceptions about the whole day."""

    day: dt.date
    person: Practitioner
    opened: OpenDay
    schedule: Schedule = field(repr=False)
    visits: Sequence[Appointment] = field(repr=False)
    zone: ZoneInfo
    now: dt.datetime
    waiting: Waiting = field(repr=False)

    @property
    def key(self) -> str:
        return f"{self.person.pk}-{self.day.isoformat()}"

    @property
    def at(self) -> str:
        """What a time on this day begins with, as `forms.times.typed_in` reads it."""
        return f"{self.person.pk}@{self.day:%Y%m%d}T"

    @property
    def hours(self) -> list[str]:
        return [self._words(*span) for span in self.opened.spans]

    @cached_property
    def notes(self) -> list[ScheduleException]:
        """Closures of the whole day, and extra openings; other closures are entries."""
        about = [row for row in self.schedule.exceptions if covers(row, self.day)]
        return [row for row in about if row.kind == ExceptionKind.EXTRA or not row.time_from]

    @cached_property
    def entries(self) -> list[Entry]:
        found = [*self._closures(), *self._visits(), *self._gaps(), *self._now()]
        return sorted(found, key=lambda entry: (entry.start, entry.kind != "now"))

    @cached_property
    def gaps(self) -> list[Entry]:
        """Free time that is still to come, and long enough."""
        return [entry for entry in self.entries if entry.place]

    @property
    def _bounds(self) -> Span:
        return Span(*(edge(day, MIDNIGHT, self.zone) for day in (self.day, self.day + ONE_DAY)))

    def _visits(self) -> Iterator[Entry]:
        begin, end = self._bounds
        for visit in self.visits:
            if visit.occupied_until <= begin or visit.start >= end:
                continue
            until = min(visit.occupied_until, end) if visit.status != A.NO_SHOW else visit.end
            yield Entry(
                kind="visit",
                start=max(visit.start, begin),
                end=until,
                words=self._words(visit.start, visit.end),
                begins=time_words(visit.start, self.zone),
                ends=time_words(visit.end, self.zone),
                visit=visit,
                minutes_after=max((until - visit.end) // MINUTE, 0),
                is_outside=not self.opened.encloses(visit.start, visit.end),
            )

    def _closures(self) -> Iterator[Entry]:
        for row in self.schedule.exceptions:
            if row.kind == ExceptionKind.EXTRA or not covers(row, self.day):
                continue
            if row.time_from is None or row.time_until is None:
                continue
            for span in spans_of(self.day, self.zone, [(row.time_from, row.time_until)]):
                words = self._words(*span)
                yield Entry(kind="closed", **span._asdict(), words=words, exception=row)

    def _gaps(self) -> Iterator[Entry]:
        for opened in self.opened.spans:
            for start, end in self.schedule.taken.gaps(*opened):
                since = min(max(start, self._next_row), end)
                if start < since:
                    words = self._words(start, since)
                    yield Entry(kind="past", start=start, end=since, words=words)
                if since < end:
                    yield self._free(since, end)

    def _free(self, start: dt.datetime, end: dt.datetime) -> Entry:
        is_place = end - start >= SHORTEST
        return Entry(
            kind="free",
            start=start,
            end=end,
            words=self._words(start, end),
            place=Chosen(self.person.pk, start).value if is_place else "",
            wishes=len(self.waiting.for_gap(self.day, start, end)) if is_place else 0,
        )

    def _now(self) -> Iterator[Entry]:
        if self._bounds.start <= self.now < self._bounds.end:
            words = _("Now, %(time)s") % {"time": time_words(self.now, self.zone)}
            yield Entry(kind="now", start=self.now, end=self.now, words=words)

    @property
    def _next_row(self) -> dt.datetime:
        """The present, up to the next of the grid's rows."""
        row = ROW * MINUTE
        return self.now + (dt.datetime.min.replace(tzinfo=dt.UTC) - self.now) % row

    def _words(self, start: dt.datetime, end: dt.datetime) -> str:
        return "–".join(time_words(at, self.zone) for at in (start, end))
