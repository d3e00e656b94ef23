"""A client's wishes, as the desk reads and uses them; in the time zone that is active."""

import datetime as dt
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..models import RequestPreference
from ..times import WEEKDAYS, part_words, time_words


class Guess(NamedTuple):
    """A day and a time to start from when staff confirm; each may be open."""

    day: dt.date | None
    time: dt.time | None


def in_short(wish: RequestPreference) -> str:
    """“Tue 1 Dec, morning”, “Mondays”, “Tue 1 Dec, 9:30”."""
    if wish.slot_start:
        day = timezone.localdate(wish.slot_start)
        clock = time_words(wish.slot_start, timezone.get_current_timezone())
        return f"{_short_day(day)}, {clock}"
    parts = [_days(wish), part_words(wish.time_from, wish.time_until)]
    return ", ".join(filter(None, parts)) or _("any time")


def guess(wish: RequestPreference) -> Guess:
    """What a wish says about day and time; a day that has passed says nothing any more."""
    if wish.slot_start:
        start = timezone.localtime(wish.slot_start)
        found = Guess(start.date(), start.time())
    else:
        found = Guess(wish.date_from, wish.time_from)
    if found.day is None or found.day < timezone.localdate():
        return Guess(None, found.time)
    return found


def _days(wish: RequestPreference) -> str:
    if wish.date_from and wish.date_until:
        days = sorted({wish.date_from, wish.date_until})
        return " – ".join(_short_day(day) for day in days)
    return ", ".join(str(WEEKDAYS[day]) for day in wish.weekdays)


def _short_day(day: dt.date) -> str:
    return date_format(day, "D j M")
