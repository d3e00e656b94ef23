"""Opening hours and coming closures as visitors read them. Asks neither database nor clock."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from ..models import ExceptionKind, OpeningHours, ScheduleException
from ..times import ONE_DAY, day_words, days_words, range_words
from .openings import covers

# What changes within so many days is said; what changes later is not yet of interest.
LOOK_AHEAD: Final = dt.timedelta(days=28)
A_YEAR: Final = 366


@dataclass(frozen=True)
class Line:
    """“Monday to Friday” and what holds on each of these days, such as “9:00–13:00”."""

    days: str
    times: tuple[str, ...]


@dataclass(frozen=True)
class Timetable:
    """`name` is whose it is, empty where everybody keeps the same hours."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ComingClosure:
    when: str
    note: str
    name: str


def timetables(rows: Iterable[OpeningHours], today: dt.date) -> list[Timetable]:
    """The hours that hold now or soon, by practitioner's name; rows with practitioners."""
    by_name: dict[str, list[OpeningHours]] = defaultdict(list)
    for row in rows:
        begins_late = row.valid_from and row.valid_from > today + LOOK_AHEAD
        if not begins_late and (row.valid_until is None or row.valid_until >= today):
            by_name[row.practitioner.name].append(row)
    tables = [Timetable(name, _lines(by_name[name], today)) for name in sorted(by_name)]
    if len({table.lines for table in tables}) == 1:
        return [Timetable("", tables[0].lines)]
    return tables


def coming_closures(exceptions: Iterable[ScheduleException], today: dt.date) -> list[ComingClosure]:
    """Closures with a note for visitors on one of the next days, in order."""
    found = []
    for row in exceptions:
        if row.kind != ExceptionKind.CLOSED or not row.public_note:
            continue
        days = (today + count * ONE_DAY for count in range(LOOK_AHEAD.days + 1))
        day = next((day for day in days if covers(row, day)), None)
        if day is not None:
            found.append((*_occurrence(row, day), row))
    return [
        ComingClosure(
            when=", ".join(filter(None, [days_words(first, last), _part_of_day(row)])),
            note=row.public_note,
            name=row.practitioner.name if row.practitioner else "",
        )
        for first, last, row in sorted(found, key=lambda one: one[:2])
    ]


def _lines(rows: Iterable[OpeningHours], today: dt.date) -> tuple[Line, ...]:
    by_day: dict[int, list[OpeningHours]] = defaultdict(list)
    for row in rows:
        by_day[row.weekday].append(row)
    times = {day: _times(by_day[day], today) for day in sorted(by_day)}
    lines: list[list[int]] = []
    for day, same in times.items():
        if lines and lines[-1][-1] == day - 1 and times[day - 1] == same:
            lines[-1].append(day)
        else:
            lines.append([day])
    return tuple(Line(_weekdays(days), times[days[0]]) for days in lines)


def _times(rows: Iterable[OpeningHours], today: dt.date) -> tuple[str, ...]:
    """Each range in words, those that touch as one."""
    ranges: list[tuple[dt.time, dt.time, str]] = []
    for row in sorted(rows, key=lambda row: (row.start, row.end)):
        condition = _condition(row, today)
        if ranges and ranges[-1][1:] == (row.start, condition):
            ranges[-1] = (ranges[-1][0], row.end, condition)
        else:
            ranges.append((row.start, row.end, condition))
    return tuple(
        ", ".join(filter(None, [range_words(start, end), condition]))
        for start, end, condition in ranges
    )


def _condition(row: OpeningHours, today: dt.date) -> str:
    """“every other week, from Monday 4 January 2027”; mostly nothing."""
    words = []
    if row.every_n_weeks == 2:
        words.append(_("every other week"))
    elif row.every_n_weeks > 2:
        words.append(_("every %(number)d weeks") % {"number": row.every_n_weeks})
    if row.valid_from and row.valid_from > today:
        words.append(_("from %(day)s") % {"day": day_words(row.valid_from)})
    if row.valid_until and row.valid_until <= today + LOOK_AHEAD:
        words.append(_("until %(day)s") % {"day": day_words(row.valid_until)})
    return ", ".join(words)


def _weekdays(days: list[int]) -> str:
    first, last = WEEKDAYS[days[0]], WEEKDAYS[days[-1]]
    if len(days) == 1:
        return str(first)
    words = _("%(first)s and %(last)s") if len(days) == 2 else _("%(first)s to %(last)s")
    return words % {"first": first, "last": last}


def _occurrence(row: ScheduleException, day: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of the closure that `day` lies in, this year's of a yearly one."""
    if not row.yearly:
        return row.date_from, row.date_until
    ends = []
    for step in (-ONE_DAY, ONE_DAY):
        edge = day
        while covers(row, edge + step) and abs(edge - day).days < A_YEAR:
            edge += step
        ends.append(edge)
    return ends[0], ends[1]


def _part_of_day(row: ScheduleException) -> str:
    if row.time_from is None or row.time_until is None:
        return ""
    return range_words(row.time_from, row.time_until)
