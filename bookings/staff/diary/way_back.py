"""From a page on which something is done back to the diary, where it was begun."""

import datetime as dt
from typing import Final

from django.http import HttpRequest
from django.utils import timezone

from ...models import Appointment
from .. import addresses

PARAMETER: Final = "back"
# What the parameter says, and which page of the diary that is; with “-all” for everybody.
PAGES: Final = frozenset({"week", "day", "today"})
ALL: Final = "all"


def mark(page: str, *, everybody: bool) -> str:
    """The parameter's value for a page of the diary."""
    return f"{page}-{ALL}" if everybody else page


def way_back(request: HttpRequest, *, practitioner_id: int | None, day: dt.date) -> str | None:
    """The page that the parameter names, for this day; None where it names none."""
    page, _hyphen, whose = request.GET.get(PARAMETER, "").partition("-")
    if page not in PAGES or whose not in {"", ALL}:
        return None
    who = ALL if whose or practitioner_id is None else practitioner_id
    return addresses.diary(page, who=who, day=None if page == "today" else day)


def way_back_to(request: HttpRequest, visit: Appointment) -> str | None:
    """The same, to where a visit stands now; in the practice's zone, which is active."""
    day = timezone.localdate(visit.start)
    found = way_back(request, practitioner_id=visit.practitioner_id, day=day)
    return found and f"{found}#visit-{visit.pk}"
