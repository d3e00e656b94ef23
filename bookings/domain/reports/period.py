"""The days that a report is about, in the practice's zone, and how they are cut into steps."""

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import Enum
from typing import Final
from zoneinfo import ZoneInfo

from ...times import MIDNIGHT, ONE_DAY, edge

# Longer ones are no picture any more.
MAX_DAYS: Final = 5 * 366
# Up to so many days are cut into weeks, more into months.
WEEKLY_DAYS: Final = 92
YEAR: Final = 12


class Step(Enum):
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both included.

    `months_back` says which days it is compared with: the same ones so many months earlier, or
    with 0 as many days just before.
    """

    first: dt.date
    last: dt.date
    zone: ZoneInfo
    months_back: int = 0

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def window(self) -> tuple[dt.datetime, dt.datetime]:
        """The instants (UTC) from which, and up to which, it lasts."""
        return (
            edge(self.first, MIDNIGHT, self.zone),
            edge(self.last + ONE_DAY, MIDNIGHT, self.zone),
        )

    @property
    def step(self) -> Step:
        return Step.WEEK if self.days <= WEEKLY_DAYS else Step.MONTH

    def start_of(self, day: dt.date) -> dt.date:
        """The Monday of its week, or the first of its month: what its step is called by."""
        if self.step == Step.WEEK:
            return day - day.weekday() * ONE_DAY
        return day.replace(day=1)

    @property
    def steps(self) -> list[dt.date]:
        """The first day of each step, in order; of the first one it may lie before `first`."""
        starts = [self.start_of(self.first)]
        while (following := self._after(starts[-1])) <= self.last:
            starts.append(following)
        return starts

    def is_whole(self, start: dt.date) -> bool:
        """Whether all days of the step that begins then belong to the period."""
        return self.first <= start and self._after(start) - ONE_DAY <= self.last

    def end_of(self, start: dt.date) -> dt.date:
        """The last day of the step that belongs to the period."""
        return min(self._after(start) - ONE_DAY, self.last)

    @property
    def before(self) -> "Period":
        """What it is compared with, of which there is nothing before it."""
        if self.months_back:
            first, last = (_months_back(day, self.months_back) for day in (self.first, self.last))
        else:
            first, last = self.first - self.days * ONE_DAY, self.first - ONE_DAY
        return Period(first, last, self.zone)

    def _after(self, start: dt.date) -> dt.date:
        if self.step == Step.WEEK:
            return start + 7 * ONE_DAY
        return (start + 31 * ONE_DAY).replace(day=1)


def _last_30_days(today: dt.date, zone: ZoneInfo) -> Period:
    return Period(today - 29 * ONE_DAY, today, zone)


def _last_12_months(today: dt.date, zone: ZoneInfo) -> Period:
    """This month so far, and the eleven whole ones before it."""
    first = _months_back(today.replace(day=1), YEAR - 1)
    return Period(first, today, zone, months_back=YEAR)


def _this_year(today: dt.date, zone: ZoneInfo) -> Period:
    return Period(today.replace(month=1, day=1), today, zone, months_back=YEAR)


def _last_year(today: dt.date, zone: ZoneInfo) -> Period:
    year = today.year - 1
    return Period(dt.date(year, 1, 1), dt.date(year, 12, 31), zone, months_back=YEAR)


# Their names in addresses; the first is what is shown when nothing is asked for.
NAMED: Final = {
    "30-days": _last_30_days,
    "12-months": _last_12_months,
    "this-year": _this_year,
    "last-year": _last_year,
}


def named_period(name: str, *, today: dt.date, zone: ZoneInfo) -> Period | None:
    """The period of that name, today being the last day of those that are not over."""
    make = NAMED.get(name)
    return make(today, zone) if make else None


def days_between(first: dt.date, last: dt.date, zone: ZoneInfo) -> Period | None:
    """The days of somebody's choice; None for days that can't be a period."""
    if not first <= last or (last - first).days >= MAX_DAYS:
        return None
    return Period(first, last, zone)


def _months_back(day: dt.date, months: int) -> dt.date:
    """The same day of an earlier month, or the last one that the month has."""
    year, month = divmod(day.year * YEAR + day.month - 1 - months, YEAR)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
