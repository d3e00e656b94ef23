"""Which times are free: the one answer for listing, accepting, confirming, moving and offering.

A time is listed where `Diary.problems` finds nothing, so listing and accepting can't differ.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone

from home.models import PracticeSettings
from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp
from services.models import ServicePage

from ..models import Appointment, Practitioner
from ..querysets import can_be_asked
from ..times import MIDNIGHT, ONE_DAY, edge
from .openings import OpenDay, open_day
from .schedules import Schedule, Taken, load_schedules
from .session import Session


class Problem(StrEnum):
    """Why a time can't be had. TAKEN and PAST hold for everybody, the others are policy."""

    PAST = "past"
    TAKEN = "taken"
    CLOSED = "closed"
    TURNAROUND = "turnaround"
    TOO_SOON = "too soon"
    TOO_FAR = "too far"
    # Not one of the starts that are offered; a matter of visitors only.
    UNALIGNED = "unaligned"
    # Where the visit is that its client wants to move; a matter of clients only.
    UNMOVED = "unmoved"


class Slot(NamedTuple):
    """A time that is free; instants in UTC."""

    start: dt.datetime
    end: dt.datetime
    practitioner: Practitioner


class _DayOf(NamedTuple):
    """What a day of one practitioner is made of: when it is open, and what is taken."""

    open: OpenDay
    taken: Taken


class Diary:
    """A stretch of some practitioners' diaries, as one kind of session looks at it.

    `load` and `for_service` make one, in a number of queries that its content does not change.
    """

    def __init__(
        self,
        schedules: Mapping[Practitioner, Schedule],
        *,
        session: Session,
        first: dt.date,
        last: dt.date,
        now: dt.datetime,
        zone: ZoneInfo,
        leaving: dt.datetime | None = None,
    ) -> None:
        """`leaving` is the start that a visit has and is to give up: not one to be had."""
        self.practitioners = list(schedules)
        self.session, self.first, self.last = session, first, last
        self.now, self.zone, self.leaving = now, zone, leaving
        # The rules of the service as instants: thousands of starts are held against them.
        self._soonest, self._latest = now + session.notice, now + session.horizon
        self._whole = session.length + session.turnaround
        self._schedules = schedules
        self._days: dict[tuple[int, dt.date], _DayOf] = {}

    @classmethod
    def load(
        cls,
        *,
        practitioners: Iterable[Practitioner],
        session: Session,
        first: dt.date,
        last: dt.date,
        now: dt.datetime | None = None,
        moving: Appointment | None = None,
    ) -> "Diary":
        """The days from `first` to `last` (inclusive, in the practice's zone).

        `moving` is an appointment that is being moved: its own old time is no obstacle. What
        visitors may not ask for at all (see for_service) is not looked at.
        """
        now, zone = now or timezone.now(), PracticeSettings.current().zone
        return cls._load(practitioners, session, first, last, now, zone, moving)

    @classmethod
    def for_service(
        cls,
        service: ServicePage,
        minutes: int,
        *,
        first: dt.date | None = None,
        last: dt.date | None = None,
        practitioner: Practitioner | None = None,
        moving: Appointment | None = None,
        now: dt.datetime | None = None,
        may_be_kept: bool = False,
    ) -> "Diary":
        """What visitors may ask for: from today to the horizon unless said otherwise.

        Empty where nobody takes requests for it. `moving` is a visit that its client wants to
        move: it is no obstacle, keeps its turnaround, and its own start is not among the times.
        `may_be_kept` is for a page that only lists (see load_schedules).
        """
        now, turnaround = now or timezone.now(), moving.turnaround_minutes if moving else None
        session = Session.of(service, minutes, turnaround_minutes=turnaround)
        zone = PracticeSettings.current().zone
        today, end = (timezone.localdate(at, zone) for at in (now, now + session.horizon))
        first, last = max(first or today, today), min(last or end, end)
        people = _people(service, minutes, may_be_kept=may_be_kept)
        if practitioner:
            people = [person for person in people if person == practitioner]
        leaving = moving.start if moving else None
        return cls._load(
            people, session, first, last, now, zone, moving, leaving, may_be_kept=may_be_kept
        )

    @classmethod
    def _load(
        cls,
        practitioners: Iterable[Practitioner],
        session: Session,
        first: dt.date,
        last: dt.date,
        now: dt.datetime,
        zone: ZoneInfo,
        moving: Appointment | None,
        leaving: dt.datetime | None = None,
        *,
        may_be_kept: bool = False,
    ) -> "Diary":
        schedules: dict[Practitioner, Schedule] = {}
        if first <= last:
            # Whatever shares time with a visit that starts on one of the days.
            begin = edge(first, MIDNIGHT, zone)
            end = edge(last + ONE_DAY, MIDNIGHT, zone) + session.length + session.turnaround
            schedules = load_schedules(
                list(practitioners),
                days=(first, last),
                window=(begin, end),
                now=now,
                moving=moving,
                may_be_kept=may_be_kept,
            )
        return cls(
            schedules, session=session, first=first, last=last, now=now, zone=zone, leaving=leaving
        )

    def days(self, since: dt.date | None = None) -> Iterator[tuple[dt.date, list[Slot]]]:
        """The days from `since` on that have free times, each with them. Made one by one."""
        first = max(self.first, since or self.first)
        for count in range((self.last - first).days + 1):
            day = first + count * ONE_DAY
            if slots := self.on(day):
                yield day, slots

    def on(self, day: dt.date) -> list[Slot]:
        """The free times of a day, by start and then by practitioner's name."""
        length, step = self.session.length, self.session.step
        found: list[Slot] = []
        for practitioner in sorted(self.practitioners, key=attrgetter("name")):
            day_of = self._day_of(practitioner, day)
            found += [
                Slot(start, start + length, practitioner)
                for start in day_of.open.starts(step)
                if next(self._problems(day_of, start), None) is None
            ]
        return sorted(found, key=attrgetter("start"))

    def at(self, start: dt.datetime) -> list[Slot]:
        """The listed times that begin at this instant: one for each practitioner who is free."""
        if not self.now < start <= self._latest:
            return []
        day = timezone.localdate(start, self.zone)
        return [slot for slot in self.on(day) if slot.start == start]

    def problems(self, practitioner: Practitioner, start: dt.datetime) -> frozenset[Problem]:
        """All that speaks against a session with `practitioner` from `start` (aware).

        Days and people that were not loaded count as closed.
        """
        day_of = self._day_of(practitioner, timezone.localdate(start, self.zone))
        found = set(self._problems(day_of, start))
        if start not in day_of.open.starts(self.session.step):
            found.add(Problem.UNALIGNED)
        return frozenset(found)

    def _problems(self, day_of: _DayOf, start: dt.datetime) -> Iterator[Problem]:
        """The same but for UNALIGNED; `day_of` is the day of `start`, in the practice's zone."""
        if start <= self.now:
            yield Problem.PAST
        elif start < self._soonest:
            yield Problem.TOO_SOON
        if start > self._latest:
            yield Problem.TOO_FAR
        if start == self.leaving:
            yield Problem.UNMOVED
        end = start + self.session.length
        if not day_of.open.encloses(start, end):
            yield Problem.CLOSED
        if day_of.taken.meets(start, start + self._whole):
            visits_meet = day_of.taken.visits_meet(start, end)
            yield Problem.TAKEN if visits_meet else Problem.TURNAROUND

    def _day_of(self, practitioner: Practitioner, day: dt.date) -> _DayOf:
        # By its number: Django works out the hash of a row anew each time.
        key = practitioner.pk, day
        if key not in self._days:
            schedule = self._schedules.get(practitioner) or Schedule()
            is_loaded = self.first <= day <= self.last
            open_then = (
                open_day(day, self.zone, schedule.hours, schedule.exceptions)
                if is_loaded
                else OpenDay(day, self.zone)
            )
            self._days[key] = _DayOf(open_then, schedule.taken)
        return self._days[key]


def _people(service: ServicePage, minutes: int, *, may_be_kept: bool) -> list[Practitioner]:
    if not may_be_kept:
        return list(Practitioner.objects.taking_requests(service, minutes))
    # By the page in hand, which may be a preview; only what the database says is kept.
    return _kept_offering(service.pk) if can_be_asked(service, minutes) else []


@remembered(Stamp.PAGES)
def _kept_offering(service_id: int) -> list[Practitioner]:
    return list(Practitioner.objects.active().offering(service_id))
