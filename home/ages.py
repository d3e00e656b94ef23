"""How long ago something was, or how far ahead it lies, in one unit."""

import datetime as dt
from typing import Final

from django.utils import timezone
from django.utils.timesince import timesince, timeuntil
from django.utils.translation import gettext as _
from django.utils.translation import npgettext_lazy

# Not Django's own: German says “2 Tage”, but “vor”, “seit” and “in 2 Tagen”.
UNITS: Final = {
    "year": npgettext_lazy("how far away", "%(num)d year", "%(num)d years", "num"),
    "month": npgettext_lazy("how far away", "%(num)d month", "%(num)d months", "num"),
    "week": npgettext_lazy("how far away", "%(num)d week", "%(num)d weeks", "num"),
    "day": npgettext_lazy("how far away", "%(num)d day", "%(num)d days", "num"),
    "hour": npgettext_lazy("how far away", "%(num)d hour", "%(num)d hours", "num"),
    "minute": npgettext_lazy("how far away", "%(num)d minute", "%(num)d minutes", "num"),
}


def age_words(since: dt.datetime) -> str:
    """“3 hours”, “2 days”: to go on from “since” or “for”, or before “ago”."""
    return timesince(since, time_strings=UNITS, depth=1)


def left_words(until: dt.datetime, now: dt.datetime) -> str:
    """The same of what is ahead, to go on from “in”."""
    return timeuntil(until, now, time_strings=UNITS, depth=1)


def ago_words(then: dt.datetime) -> str:
    """“just now”, “2 minutes ago”."""
    if timezone.now() - then < dt.timedelta(minutes=1):
        return _("just now")
    return _("%(age)s ago") % {"age": age_words(then)}
