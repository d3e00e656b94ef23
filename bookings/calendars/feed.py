"""What a practitioner's calendar feed says, at each level of detail.

Visits only, as the desk's week shows them: a closure stands in whatever calendar the holiday
was planned in. Nothing here ever reads the tables of health answers, or anybody's notes.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from icalendar import STATUS, Event

from home.models import PracticeSettings

from ..models import Appointment, CalendarFeed, FeedLevel
from ..statuses import AppointmentStatus
from .events import calendar_of, event_of

# Visits that end within this time: what calendars still show of the past, and all that is ahead.
BEHIND: Final = dt.timedelta(days=30)
AHEAD: Final = dt.timedelta(days=366)
# How soon a program should look again; many take their own time whatever is said.
LOOK_AGAIN: Final = dt.timedelta(hours=1)
DESK_PAGE: Final = "bookings_appointments_modeladmin_inspect"

# In the diary, but it may still go. The words are for those who may know whose it is.
TENTATIVE: Final[Mapping[str, Promise]] = {
    AppointmentStatus.HELD: gettext_lazy("Held: %(visit)s"),
    AppointmentStatus.CANCEL_PENDING: gettext_lazy("Just cancelled: %(visit)s"),
}
# What the database is asked for: a level can't say what it has not read.
_SHOWN: Final = (
    *("uid", "start", "end", "status", "changed_at", "calendar_sequence"),
    *("request", "client"),
)
_NAMES: Final = ("request__name", "client__name")
_DETAILS: Final = ("service_name", "request__phone", "request__reference", "client__phone")
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    FeedLevel.BUSY: _SHOWN,
    FeedLevel.INITIALS: _SHOWN + _NAMES,
    FeedLevel.FULL: _SHOWN + _NAMES + _DETAILS,
}


@dataclass(frozen=True)
class Entry:
    """A visit in the words of one level."""

    visit: Appointment
    summary: str
    description: str

    def seen(self) -> tuple[object, ...]:
        """All of it that a calendar shows."""
        visit = self.visit
        times = [instant.timestamp() for instant in (visit.start, visit.end, visit.changed_at)]
        words = (self.summary, self.description)
        return (visit.uid.hex, visit.calendar_sequence, visit.status, *times, *words)

    def event(self) -> Event:
        visit = self.visit
        return event_of(
            visit,
            summary=self.summary,
            description=self.description,
            status=STATUS.TENTATIVE if visit.status in TENTATIVE else STATUS.CONFIRMED,
            stamp=visit.changed_at,
        )


@dataclass(frozen=True)
class FeedContent:
    """A feed as it is now. Of 2,000 visits the tag costs a tenth of a second, the text five."""

    name: str
    entries: list[Entry]

    @property
    def etag(self) -> str:
        """Another one for whatever a calendar shows otherwise. Weak: it says nothing of bytes."""
        seen = (self.name, *(entry.seen() for entry in self.entries))
        return f'W/"{hashlib.sha256(repr(seen).encode()).hexdigest()[:32]}"'

    def text(self) -> str:
        """As text/calendar; the same content is the same text."""
        events = (entry.event() for entry in self.entries)
        return calendar_of(events, name=self.name, look_again=LOOK_AGAIN)


def content_of(feed: CalendarFeed) -> FeedContent:
    """What `feed` (with its practitioner) says now; one query for the visits, however many."""
    names = filter(None, [feed.practitioner.name, PracticeSettings.current().practice_name])
    words = _WORDS[FeedLevel(feed.level)]
    entries = [Entry(visit, *words(visit)) for visit in _visits(feed)]
    return FeedContent(name=" · ".join(names), entries=entries)


def _visits(feed: CalendarFeed) -> QuerySet[Appointment]:
    """What takes time now, so nothing that was cancelled, given up, or missed."""
    now = timezone.now()
    visits = Appointment.objects.blocking_at(now).filter(practitioner=feed.practitioner_id)
    within = visits.filter(end__gte=now - BEHIND, start__lt=now + AHEAD).order_by("start", "pk")
    if feed.level != FeedLevel.BUSY:
        within = within.select_related("request", "client")
    return within.only(*_COLUMNS[feed.level])


def _busy(visit: Appointment) -> tuple[str, str]:
    return _("Busy"), ""


def _with_initials(visit: Appointment) -> tuple[str, str]:
    return _and_state(visit, initials(visit.who) or _("Visit")), ""


def _in_full(visit: Appointment) -> tuple[str, str]:
    summary = ", ".join(filter(None, [visit.who, visit.service_name])) or _("Visit")
    return _and_state(visit, summary), "\n".join(_details(visit))


def _details(visit: Appointment) -> Iterator[str]:
    person = visit.request or visit.client
    yield _("%(minutes)s minutes") % {"minutes": visit.minutes}
    if person and person.phone:
        yield _("Phone: %(number)s") % {"number": person.phone}
    if visit.request:
        yield _("Reference: %(reference)s") % {"reference": visit.request.reference}
    yield settings.WAGTAILADMIN_BASE_URL + reverse(DESK_PAGE, args=[visit.pk])


def _and_state(visit: Appointment, words: str) -> str:
    template = TENTATIVE.get(visit.status)
    return str(template) % {"visit": words} if template else words


def initials(name: str) -> str:
    """“S. O.” for Seán O’Brien: of the first and the last word; empty without a letter."""
    words = name.split()
    ends = words[:1] + words[1:][-1:]
    letters = (next((letter for letter in word if letter.isalnum()), "") for word in ends)
    return " ".join(f"{letter.upper()}." for letter in letters if letter)


_WORDS: Final[Mapping[FeedLevel, Callable[[Appointment], tuple[str, str]]]] = {
    FeedLevel.BUSY: _busy,
    FeedLevel.INITIALS: _with_initials,
    FeedLevel.FULL: _in_full,
}
