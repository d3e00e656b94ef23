"""Wall-clock time in the practice's zone, and the words for it.

Instants are aware datetimes in UTC; what a person typed is a date and a time apart, in the
practice's zone, joined here and nowhere else.
"""

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WEEKDAYS: Final = {
    0: _("Mondays"),
    1: _("Tuesdays"),
    2: _("Wednesdays"),
    3: _("Thursdays"),
    4: _("Fridays"),
    5: _("Saturdays"),
    6: _("Sundays"),
}

NOON: Final = dt.time(12)
EVENING: Final = dt.time(17)

# What a visitor picks: name of the choice, from, until (None: open), words.
PARTS_OF_DAY: Final[dict[str, tuple[dt.time | None, dt.time | None, Promise]]] = {
    "morning": (None, NOON, _("morning")),
    "afternoon": (NOON, EVENING, _("afternoon")),
    "evening": (EVENING, None, _("evening")),
}


class NoSuchTime(ValueError):
    """The wall time is skipped when the clocks go forward."""


class AmbiguousTime(ValueError):
    """The wall time happens twice when the clocks go back."""


def join(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    """The instant (UTC) at which clocks in `zone` show `time` on `day`.

    Raises NoSuchTime or AmbiguousTime around a change of the clocks rather than guess.
    """
    wall = dt.datetime.combine(day, time, tzinfo=zone)
    try:
        instant = wall.astimezone(dt.UTC)
    except OverflowError:  # the first and the last day of the calendar
        raise NoSuchTime(wall) from None
    if instant.astimezone(zone).replace(tzinfo=None) != wall.replace(tzinfo=None):
        raise NoSuchTime(wall)
    if wall.replace(fold=1).utcoffset() != wall.utcoffset():
        raise AmbiguousTime(wall)
    return instant


def day_words(day: dt.date) -> str:
    """“Tuesday 1 December 2026”; an instant must be in the practice's zone already."""
    return date_format(day, "l j F Y")


def instant_words(instant: dt.datetime, zone: ZoneInfo) -> str:
    """“Tuesday 1 December 2026, 9:30 (Europe/London)”: never a time without its zone."""
    local = instant.astimezone(zone)
    return f"{day_words(local.date())}, {time_format(local.time(), 'G:i')} ({zone.key})"


def part_words(start: dt.time | None, until: dt.time | None) -> str:
    """The name of a part of the day, “9:00–11:30” for any other, empty for the whole day."""
    if start is None and until is None:
        return ""
    for part_start, part_until, words in PARTS_OF_DAY.values():
        if (start, until) == (part_start, part_until):
            return str(words)
    ends = [time_format(time, "G:i") if time else "" for time in (start, until)]
    return "–".join(ends)
