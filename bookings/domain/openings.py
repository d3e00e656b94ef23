"""When somebody is open on a day: opening hours, extra openings and closures, as instants.

Nothing here asks the database or the clock.
"""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from ..models import ExceptionKind, OpeningHours, ScheduleException
from ..times import ONE_DAY, day_parts

WEEK: Final = dt.timedelta(days=7)

# From and until, as clocks on the wall show them on one day.
type WallTimes = tuple[dt.time, dt.time]


class Span(NamedTuple):
    """From an instant (UTC) up to, not including, another."""

    start: dt.datetime
    end: dt.datetime


@dataclass(frozen=True)
class OpenDay:
    """A day in the practice's zone: when it is open, and the wall-clock hours behind it.

    It is open while clocks on the wall show a time in `hours`, closures apart: what the clocks
    skip is not there, what comes twice is there twice. `hours` are in order, those that touch
    are one, and closures only cut `spans`, so that starts stay where they are on other days.
    """

    day: dt.date
    zone: ZoneInfo
    hours: tuple[WallTimes, ...] = ()
    spans: tuple[Span, ...] = ()

    def encloses(self, start: dt.datetime, end: dt.datetime) -> bool:
        """Whether [start, end) lies inside one open span: breaks are never crossed."""
        for span in self.spans:  # noqa: SIM110  twice as fast as any(), and asked for every start
            if span.start <= start and end <= span.end:
                return True
        return False

    def starts(self, step: dt.timedelta) -> list[dt.datetime]:
        """Every instant at which clocks show the start of some hours plus n × `step`, in order.

        Whether it is open then is for `encloses` to say.
        """
        walls = [wall for hours in self.hours for wall in _every(step, self.day, hours)]
        return sorted(
            instant
            for part in day_parts(self.day, self.zone)
            for wall in walls
            if part.start <= (instant := wall - part.offset) < part.end
        )


def open_day(
    day: dt.date,
    zone: ZoneInfo,
    hours: Iterable[OpeningHours],
    exceptions: Iterable[ScheduleException],
) -> OpenDay:
    """The day of one practitioner, from all of their rows; a closure beats an extra opening."""
    opened = [(row.start, row.end) for row in hours if holds_on(row, day)]
    closed: list[WallTimes] = []
    for exception in exceptions:
        if not covers(exception, day):
            continue
        start, end = exception.time_from, exception.time_until
        times = closed if exception.kind == ExceptionKind.CLOSED else opened
        if start and end:
            times.append((start, end))
        elif times is closed:
            return OpenDay(day, zone)
    joined = tuple(_joined(opened))
    spans, closures = (_joined(spans_of(day, zone, times)) for times in (joined, closed))
    return OpenDay(day, zone, joined, tuple(_without(spans, closures)))


def holds_on(hours: OpeningHours, day: dt.date) -> bool:
    """Whether a row of opening hours is about this day."""
    if hours.weekday != day.weekday():
        return False
    if hours.valid_from and day < hours.valid_from:
        return False
    if hours.valid_until and day > hours.valid_until:
        return False
    if hours.every_n_weeks == 1 or hours.anchor is None:
        return True
    weeks = (_monday(day) - _monday(hours.anchor)) // WEEK
    return weeks % hours.every_n_weeks == 0


def covers(exception: ScheduleException, day: dt.date) -> bool:
    """Whether an exception is about this day; a yearly one from its first year on."""
    first, last = exception.date_from, exception.date_until
    if first <= day <= last:
        return True
    if not exception.yearly or day < first:
        return False
    # It may have begun in this year or, over New Year, in the one before.
    years_long = last.year - first.year
    return any(
        _in_year(first, year) <= day <= _in_year(last, year + years_long)
        for year in (day.year - 1, day.year)
    )


def is_about(
    exception: ScheduleException, start: dt.datetime, end: dt.datetime, zone: ZoneInfo
) -> bool:
    """Whether a closure shares an instant with [start, end), aware datetimes."""
    first, last = (at.astimezone(zone).date() for at in (start, end - dt.datetime.resolution))
    for count in range((last - first).days + 1):
        day = first + count * ONE_DAY
        if not covers(exception, day):
            continue
        if exception.time_from is None or exception.time_until is None:
            return True
        times = [(exception.time_from, exception.time_until)]
        if any(span.start < end and start < span.end for span in spans_of(day, zone, times)):
            return True
    return False


def _in_year(day: dt.date, year: int) -> dt.date:
    """The same date in another year; for 29 February the 28th where there is none."""
    if (day.month, day.day) == (2, 29) and not calendar.isleap(year):
        return dt.date(year, 2, 28)
    return day.replace(year=year)


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _joined[T: (dt.time, dt.datetime)](ranges: Iterable[tuple[T, T]]) -> list[tuple[T, T]]:
    """In order, with those that overlap or touch as one."""
    joined: list[tuple[T, T]] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def spans_of(day: dt.date, zone: ZoneInfo, ranges: Iterable[WallTimes]) -> Iterator[Span]:
    """When clocks on the wall show these times."""
    for part in day_parts(day, zone):
        for first, until in ranges:
            start = max(part.start, _wall(day, first) - part.offset)
            end = min(part.end, _wall(day, until) - part.offset)
            if start < end:
                yield Span(start, end)


def _without(
    spans: Iterable[tuple[dt.datetime, dt.datetime]],
    closures: Iterable[tuple[dt.datetime, dt.datetime]],
) -> Iterator[Span]:
    """What closures leave of the spans; both in order, and none touching the next."""
    for start, end in spans:
        begin = start
        for closed_from, closed_until in closures:
            if closed_until <= begin or closed_from >= end:
                continue
            if begin < closed_from:
                yield Span(begin, closed_from)
            begin = closed_until
        if begin < end:
            yield Span(begin, end)


def _every(step: dt.timedelta, day: dt.date, hours: WallTimes) -> Iterator[dt.datetime]:
    wall, end = (_wall(day, time) for time in hours)
    while wall < end:
        yield wall
        wall += step


def _wall(day: dt.date, time: dt.time) -> dt.datetime:
    """What clocks show, as if they showed UTC: less what they are ahead, it is the instant."""
    return dt.datetime.combine(day, time, tzinfo=dt.UTC)
