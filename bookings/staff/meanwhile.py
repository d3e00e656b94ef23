"""What others did with a row while somebody looked at an older version of it.

Every form that carries a version carries `seen_at` beside it: the moment at which the row was
read that the page shows. It decides nothing, and says only from when on the audit trail is told.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home.ages import ago_words

from ..domain.health import VIEWED
from ..models import Appointment, AuditEvent
from .timeline import Entry, what_happened, who_acted

# Whoever left a page open for weeks reads the latest; the timeline has all of it.
MOST: Final = 8


@dataclass(frozen=True, kw_only=True)
class Happened(Entry):
    ago: str


def read_seen_at(sent: str) -> dt.datetime | None:
    """What `seen_at.isoformat()` wrote; None for whatever else somebody sends."""
    try:
        seen_at = dt.datetime.fromisoformat(sent[:40])
        return seen_at.astimezone(dt.UTC) if seen_at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def happened_since(
    seen_at: dt.datetime | None, events: QuerySet[AuditEvent], *, reader: User
) -> list[Happened]:
    """The oldest first, in the words of the timeline, without looks at health answers.

    Where nothing is younger than `seen_at`, because it was not sent or because the other one was
    busy at that very moment, it is the last thing that happened: that is what made it stale.
    """
    told = events.exclude(action=VIEWED).select_related("user", "appointment__practitioner")
    newest = told.order_by("-at", "-pk")
    since = newest.filter(at__gt=seen_at) if seen_at else newest.none()
    found = list(since[:MOST]) or list(newest[:1])
    return [_happened(event, reader) for event in reversed(found)]


def _happened(event: AuditEvent, reader: User) -> Happened:
    what = what_happened(event)
    if event.appointment is not None:
        what = f"{what}: {_when(event.appointment)}"
    who = _("you") if event.user_id == reader.pk else who_acted(event)
    return Happened(at=event.at, what=what, who=who, ago=ago_words(event.at))


def _when(visit: Appointment) -> str:
    """The time that it has now, which is what whoever reads this has to know."""
    return _("%(when)s, with %(name)s") % {
        "when": date_format(timezone.localtime(visit.start), "D j M, G:i"),
        "name": visit.practitioner.name,
    }
