"""Where on the page a time stands: the hours down the side of the diary's days."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from django.utils.formats import time_format

from ...times import day_parts

# Minutes to a row of the grid, and to what is marked down the side.
ROW: Final = 5
HOUR: Final = 60
DAY: Final = 24 * HOUR
# What is shown of days on which nothing is open or taken.
NOTHING: Final = (9 * HOUR, 17 * HOUR)


class Repeated(NamedTuple):
    """Clocks go back at this minute of a day, by so many."""

    at: int
    by: int


@dataclass(frozen=True)
class Axis:
    """Minutes down the side, as clocks on the wall show them, in rows from 1.

    All days on a page have the same. Where clocks go back on one of them, the time that comes
    twice has its rows twice; where they go forward, that day has nothing beside what is skipped.
    """

    zone: ZoneInfo
    first: int = NOTHING[0]
    last: int = NOTHING[1]
    repeated: Repeated | None = None

    @classmethod
    def for_times(
        cls,
        times: Iterable[tuple[dt.date, dt.datetime]],
        days: Iterable[dt.date],
        zone: ZoneInfo,
    ) -> "Axis":
        """With room for instants, each with its day, from full hour to full hour."""
        axis = cls(zone, repeated=_repeated(days, zone))
        minutes = [axis._minutes(at, day) for day, at in times] or list(NOTHING)
        first, last = min(minutes) // HOUR * HOUR, -(-max(minutes) // HOUR) * HOUR
        return cls(zone, first, max(last, first + HOUR), axis.repeated)

    @property
    def rows(self) -> int:
        return (self.last - self.first) // ROW

    @property
    def data(self) -> str:
        """For a script: the first minute, and after it what is repeated."""
        return " ".join(str(minutes) for minutes in (self.first, *(self.repeated or ())))

    @property
    def hours(self) -> list[str]:
        """What clocks show at each full hour of it."""
        marks = range(self.first, self.last, HOUR)
        return [time_format(self._clock(minutes), "G:i") for minutes in marks]

    def row(self, at: dt.datetime, day: dt.date) -> int:
        """The line of the grid at which an instant of `day` stands; the end of it is one, too."""
        return (self._minutes(at, day) - self.first) // ROW + 1

    def shows(self, at: dt.datetime, day: dt.date) -> bool:
        return self.first <= self._minutes(at, day) < self.last

    def _minutes(self, at: dt.datetime, day: dt.date) -> int:
        local = at.astimezone(self.zone)
        minutes = (local.date() - day).days * DAY + local.hour * HOUR + local.minute
        if self.repeated and (local.fold or minutes >= self.repeated.at):
            minutes += self.repeated.by
        return minutes

    def _clock(self, minutes: int) -> dt.time:
        if self.repeated and minutes >= self.repeated.at:
            minutes -= self.repeated.by
        return dt.time(minutes // HOUR % 24, minutes % HOUR)


def _repeated(days: Iterable[dt.date], zone: ZoneInfo) -> Repeated | None:
    for day in days:
        before, *after = day_parts(day, zone)
        for part in after:
            if (back := before.offset - part.offset) > dt.timedelta():
                wall = part.start.replace(tzinfo=None) + before.offset
                since = wall - dt.datetime.combine(day, dt.time())
                return Repeated(since // dt.timedelta(minutes=1), back // dt.timedelta(minutes=1))
    return None
