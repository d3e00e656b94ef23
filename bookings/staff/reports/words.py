"""Numbers as people say them, in the language in force."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...domain.reports import Period
from ...times import ONE_DAY

_HOUR: Final = dt.timedelta(hours=1)
_MINUTE: Final = dt.timedelta(minutes=1)


def number_words(number: float, *, decimals: int = 0) -> str:
    """“12,345”, rounded as people do, not cut off as Django does."""
    exact = Decimal(number).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return number_format(exact, decimals, use_l10n=True, force_grouping=True)


def short_words(number: int) -> str:
    """The same in as much room as there is above a column: “950”, “12k”, “3.4m”."""
    if number < 10_000:
        return number_words(number)
    if number < 1_000_000:
        return _("%(number)sk") % {"number": number_words(number / 1_000)}
    return _("%(number)sm") % {"number": number_words(number / 1_000_000, decimals=1)}


def share_words(share: float | None) -> str:
    """“43%”; a dash where there is nothing to have a share of."""
    if share is None:
        return "–"
    if 0 < share < 0.005:
        return _("under 1%%") % {}
    return _("%(number)s%%") % {"number": number_words(share * 100)}


def hours_words(minutes: int | None) -> str:
    """“412 hours”, “1.5 hours”; a dash where nobody knows."""
    if minutes is None:
        return "–"
    hours = minutes / 60
    words = number_words(hours, decimals=0 if minutes % 60 == 0 or hours >= 100 else 1)
    return ngettext("%(hours)s hour", "%(hours)s hours", 1 if minutes == 60 else 2) % {
        "hours": words
    }


def wait_words(wait: dt.timedelta | None) -> str:
    """“2 days 4 hours”, “15 hours”, “3 hours 20 minutes”, “25 minutes”: as exact as matters."""
    if wait is None:
        return "–"
    if wait < _MINUTE:
        return _("under a minute")
    days, rest = divmod(wait, ONE_DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes = rest // _MINUTE
    parts = [
        ngettext("%(count)d day", "%(count)d days", days) % {"count": days} if days else "",
        ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
        if hours and days < 10
        else "",
        ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
        if minutes and not days and hours < 10
        else "",
    ]
    return " ".join(filter(None, parts))


def period_words(period: Period) -> str:
    """“1 January – 22 November 2026”: a year that both ends share is said once."""
    first, last = period.first, period.last
    if first == last:
        return date_format(first, "j F Y")
    shared = "j F" if first.year == last.year else "j F Y"
    return f"{date_format(first, shared)} – {date_format(last, 'j F Y')}"
