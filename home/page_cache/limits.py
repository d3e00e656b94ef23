"""What the makers of a page know of how long it stays true; the page cache asks when it keeps it.

Every page depends on Stamp.PAGES and is made anew after LONGEST, whatever else is said of it.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Concatenate, Final
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from .stamps import Stamp

LONGEST: Final = dt.timedelta(minutes=10)


@dataclass
class Limits:
    """Of one answer. `until` is aware. It is kept only where its view says `same_for_everybody`."""

    same_for_everybody: bool = False
    until: dt.datetime = field(default_factory=lambda: timezone.now() + LONGEST)
    stamps: set[Stamp] = field(default_factory=lambda: {Stamp.PAGES})


def limits(request: HttpRequest) -> Limits:
    """Those of what is being made for `request`."""
    found: Limits = request.__dict__.setdefault("limits_of_page", Limits())
    return found


def depends_on(request: HttpRequest, *stamps: Stamp) -> None:
    """What is being made shows what these stamps tell of, too."""
    limits(request).stamps.update(stamps)


def good_until(request: HttpRequest, moment: dt.datetime) -> None:
    """What is being made is no longer true from `moment` (aware) on, by the clock alone."""
    found = limits(request)
    found.until = min(found.until, moment)


def good_for(request: HttpRequest, time: dt.timedelta) -> None:
    """The same, from now on."""
    good_until(request, timezone.now() + time)


def good_today(request: HttpRequest, zone: ZoneInfo) -> None:
    """The same, until the day is over in `zone`."""
    tomorrow = timezone.localdate(timezone=zone) + dt.timedelta(days=1)
    good_until(request, dt.datetime.combine(tomorrow, dt.time(), tzinfo=zone))


def same_for_everybody[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Decorate a view whose answers to GET may be kept and given to all who have no session.

    It may look at nothing of the request but scheme, host, path, and `page` and `article` of the
    query, or `p` of a sitemap's (addresses.py); no header, no cookie, nobody's address. An answer
    that sets a cookie, or forbids it by Cache-Control, is not kept all the same.
    """

    @wraps(view)
    def saying_so(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        limits(request).same_for_everybody = True
        return view(request, *args, **kwargs)

    return saying_so
