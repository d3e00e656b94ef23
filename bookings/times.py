"""Wall-clock time in the practice's zone, and the words for it.

Instants are aware datetimes in UTC; what a person typed is a date and a time apart, in the
practice's zone, joined here and nowhere else.
"""

import datetime as dt
from bisect import bisect_left
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

WEEKDAYS: Final = {
    0: gettext_lazy("Mondays"),
    1: gettext_lazy("Tuesdays"),
    2: gettext_lazy("Wednesdays"),
    3: gettext_lazy("Thursdays"),
    4: gettext_lazy("Fridays"),
    5: gettext_lazy("Saturdays"),
    6: gettext_lazy("Sundays"),
}

ONE_DAY: Final = dt.timedelta(days=1)
MIDNIGHT: Final = dt.time()
NOON: Final = dt.time(12)
EVENING: Final = dt.time(17)

# What a visitor picks: name of the choice, from, until (None: open), words.
PARTS_OF_DAY: Final[dict[str, tuple[dt.time | None, dt.time | None, Promise]]] = {
    "morning": (None, NOON, gettext_lazy("morning")),
    "afternoon": (NOON, EVENING, gettext_lazy("afternoon")),
    "evening": (EVENING, None, gettext_lazy("evening")),
}


class NoSuchTime(ValueError):
    """The wall time is skipped when the clocks go forward."""


class AmbiguousTime(ValueError):
    """The wall time happens twice when the clocks go back."""


def join(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    """The instant (UTC) at which clocks in `zone` show `time` on `day`.

    Raises NoSuchTime or AmbiguousTime around a change of the clocks rather than guess.
    """
    found = instants(day, time, zone)
    if not found:
        raise NoSuchTime(day, time)
    if len(found) > 1:
        raise AmbiguousTime(day, time)
    return found[0]


def instants(day: dt.date, time: dt.time, zone: ZoneInfo) -> list[dt.datetime]:
    """The instants (UTC) at which clocks in `zone` show `time` on `day`, in order.

    None where the clocks skip it, two where they go back over it, else one. In the first and
    the last year of the calendar there are none, so that nobody's sums can leave it.
    """
    if not dt.MINYEAR < day.year < dt.MAXYEAR:
        return []
    wall = dt.datetime.combine(day, time, tzinfo=dt.UTC)
    return [
        wall - part.offset
        for part in day_parts(day, zone)
        if part.start <= wall - part.offset < part.end
    ]


def edge(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    """The first instant (UTC) at which clocks in `zone` show `time` on `day`, or later.

    Always there: where the clocks skip the time it is the moment of the change.
    """
    wall = dt.datetime.combine(day, time, tzinfo=dt.UTC)
    parts = day_parts(day, zone)
    at_or_after = (
        max(part.start, wall - part.offset) for part in parts if wall - part.offset < part.end
    )
    return next(at_or_after, parts[-1].end)


class DayPart(NamedTuple):
    """A part of a day without a change of the clocks: from, until (UTC), ahead of UTC by."""

    start: dt.datetime
    end: dt.datetime
    offset: dt.timedelta


# A page of free times asks for the same few days hundreds of times.
@lru_cache(maxsize=2048)
def day_parts(day: dt.date, zone: ZoneInfo) -> tuple[DayPart, ...]:
    """A day in `zone`: in one part, or in two if the clocks change on it."""
    start, end = (_begin(one, zone) for one in (day, day + ONE_DAY))
    before, after = (_offset(instant, zone) for instant in (start, end - dt.datetime.resolution))
    if before == after:
        return (DayPart(start, end, before),)
    change = _change(start, end, zone)
    return (DayPart(start, change, before), DayPart(change, end, after))


def _begin(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    """The first instant of a day; midnight may come twice or, on some days, not at all."""
    first, second = (
        dt.datetime.combine(day, dt.time(fold=fold), tzinfo=zone).astimezone(dt.UTC)
        for fold in (0, 1)
    )
    # Python reads a skipped time with the offset before the change and, folded, after it.
    return _change(second, first, zone) if second < first else first


def _change(start: dt.datetime, end: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """When, to the second, clocks in `zone` change; once between these instants."""
    offset, second = _offset(start, zone), dt.timedelta(seconds=1)
    passed = bisect_left(
        range((end - start) // second),
        True,
        key=lambda seconds: _offset(start + seconds * second, zone) != offset,
    )
    return start + passed * second


def _offset(instant: dt.datetime, zone: ZoneInfo) -> dt.timedelta:
    return instant.astimezone(zone).utcoffset() or dt.timedelta()


def wall_clock(instant: dt.datetime, zone: ZoneInfo) -> str:
    """What clocks in `zone` show at an instant, to the minute: "2026-12-01T14:30"."""
    return instant.astimezone(zone).strftime("%Y-%m-%dT%H:%M")


def day_words(day: dt.date) -> str:
    """“Tuesday 1 December 2026”; an instant must be in the practice's zone already."""
    return date_format(day, "l j F Y")


def days_words(first: dt.date, last: dt.date) -> str:
    """“Thursday 24 December 2026 – Friday 1 January 2027”; one day is said once."""
    return " – ".join(day_words(day) for day in sorted({first, last}))


def near_day_words(day: dt.date) -> str:
    """“Tuesday 1 December”, for a day of which nobody asks the year."""
    return date_format(day, "l j F")


def time_words(instant: dt.datetime, zone: dt.tzinfo) -> str:
    """“9:30”; where clocks in `zone` show that twice, with which of the two it is."""
    local = instant.astimezone(zone)
    return _which_of_two(local, time_format(local.time(), "G:i"))


def moment_words(instant: dt.datetime, zone: dt.tzinfo) -> str:
    """“Tuesday 1 December 2026, 9:30”, for a page that names the zone of its times once."""
    local = instant.astimezone(zone)
    said = {"day": day_words(local.date()), "time": time_format(local.time(), "G:i")}
    # Translators: a moment; German adds “Uhr” to the time.
    return _which_of_two(local, pgettext("moment", "%(day)s, %(time)s") % said)


def instant_words(instant: dt.datetime, zone: ZoneInfo) -> str:
    """“Tuesday 1 December 2026, 9:30 (Europe/London)”: a time that may stand alone."""
    return f"{moment_words(instant, zone)} ({zone.key})"


def _which_of_two(local: dt.datetime, words: str) -> str:
    """The words for a time, and where clocks show it twice, which of the two it is."""
    if local.replace(fold=1 - local.fold).utcoffset() == local.utcoffset():
        return words
    if local.fold:
        return _("%(time)s, after the clocks go back") % {"time": words}
    return _("%(time)s, before the clocks go back") % {"time": words}


def range_words(start: dt.time, end: dt.time) -> str:
    """“9:00–11:30”: on the wall of the practice, on whatever day."""
    return "–".join(time_format(time, "G:i") for time in (start, end))


def part_words(start: dt.time | None, until: dt.time | None) -> str:
    """The name of a part of the day, “9:00–11:30” for any other, empty for the whole day."""
    if start is None and until is None:
        return ""
    for part_start, part_until, words in PARTS_OF_DAY.values():
        if (start, until) == (part_start, part_until):
            return str(words)
    ends = [time_format(time, "G:i") if time else "" for time in (start, until)]
    return "–".join(ends)
