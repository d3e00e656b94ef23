"""Which times are free: the one answer for listing, accepting, confirming, moving and offering.

A time is listed where `Diary.problems` finds nothing, so listing and accepting can't differ.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from django.utils import timezone

from home.models import PracticeSettings
from services.models import ServicePage

from ..models import Appointment, Practitioner
from ..times import MIDNIGHT, ONE_DAY, edge
from .openings import OpenDay, open_day
from .schedules import Schedule, load_schedules

# For a visit whose service page is gone.
NO_PAGE_HORIZON: Final = dt.timedelta(days=366)
NO_PAGE_STEP: Final = dt.timedelta(minutes=15)


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


@dataclass(frozen=True, kw_only=True)
class Session:
    """What is to be fitted in, and the rules of its service. All of it elapsed time."""

    length: dt.timedelta
    turnaround: dt.timedelta = dt.timedelta()
    notice: dt.timedelta = dt.timedelta()
    horizon: dt.timedelta = NO_PAGE_HORIZON
    step: dt.timedelta = NO_PAGE_STEP

    @classmethod
    def of(
        cls, service: ServicePage | None, minutes: int, *, turnaround_minutes: int | None = None
    ) -> "Session":
        """A session of `service`; without its page only the length is known.

        `turnaround_minutes` are those of a visit that is in the diary, instead of the service's.
        """
        length = dt.timedelta(minutes=minutes)
        if turnaround_minutes is None:
            turnaround_minutes = service.turnaround_minutes if service else 0
        turnaround = dt.timedelta(minutes=turnaround_minutes)
        if service is None:
            return cls(length=length, turnaround=turnaround)
        return cls(
            length=length,
            turnaround=turnaround,
            notice=dt.timedelta(hours=service.minimum_notice_hours),
            horizon=dt.timedelta(days=service.horizon_days),
            step=dt.timedelta(minutes=service.start_step_minutes),
        )


@dataclass(frozen=True)
class Slot:
    """A time that is free; instants in UTC."""

    start: dt.datetime
    end: dt.datetime
    practitioner: Practitioner


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
        self._schedules = schedules
        self._open_days: dict[tuple[Practitioner, dt.date], OpenDay] = {}

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
    ) -> "Diary":
        """What visitors may ask for: from today to the horizon unless said otherwise.

        Empty where nobody takes requests for it. `moving` is a visit that its client wants to
        move: it is no obstacle, keeps its turnaround, and its own start is not among the times.
        """
        now, turnaround = now or timezone.now(), moving.turnaround_minutes if moving else None
        session = Session.of(service, minutes, turnaround_minutes=turnaround)
        zone = PracticeSettings.current().zone
        today, end = (timezone.localdate(at, zone) for at in (now, now + session.horizon))
        first, last = max(first or today, today), min(last or end, end)
        people = Practitioner.objects.taking_requests(service, minutes)
        if practitioner:
            people = people.filter(pk=practitioner.pk)
        leaving = moving.start if moving else None
        return cls._load(people, session, first, last, now, zone, moving, leaving)

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
        found = [
            Slot(start, start + self.session.length, practitioner)
            for practitioner in self.practitioners
            for start in self._open_day(practitioner, day).starts(self.session.step)
            if next(self._problems(practitioner, start, day), None) is None
        ]
        return sorted(found, key=lambda slot: (slot.start, slot.practitioner.name))

    def at(self, start: dt.datetime) -> list[Slot]:
        """The listed times that begin at this instant: one for each practitioner who is free."""
        if not self.now < start <= self.now + self.session.horizon:
            return []
        day = timezone.localdate(start, self.zone)
        return [slot for slot in self.on(day) if slot.start == start]

    def problems(self, practitioner: Practitioner, start: dt.datetime) -> frozenset[Problem]:
        """All that speaks against a session with `practitioner` from `start` (aware).

        Days and people that were not loaded count as closed.
        """
        day = timezone.localdate(start, self.zone)
        found = set(self._problems(practitioner, start, day))
        if start not in self._open_day(practitioner, day).starts(self.session.step):
            found.add(Problem.UNALIGNED)
        return frozenset(found)

    def _problems(
        self, practitioner: Practitioner, start: dt.datetime, day: dt.date
    ) -> Iterator[Problem]:
        """The same but for UNALIGNED; `day` is that of `start`, in the practice's zone."""
        end, session = start + self.session.length, self.session
        if start <= self.now:
            yield Problem.PAST
        elif start < self.now + session.notice:
            yield Problem.TOO_SOON
        if start > self.now + session.horizon:
            yield Problem.TOO_FAR
        if start == self.leaving:
            yield Problem.UNMOVED
        if not self._open_day(practitioner, day).encloses(start, end):
            yield Problem.CLOSED
        taken = self._schedule(practitioner).taken
        if taken.meets(start, end + session.turnaround):
            yield Problem.TAKEN if taken.visits_meet(start, end) else Problem.TURNAROUND

    def _schedule(self, practitioner: Practitioner) -> Schedule:
        return self._schedules.get(practitioner) or Schedule()

    def _open_day(self, practitioner: Practitioner, day: dt.date) -> OpenDay:
        if not self.first <= day <= self.last:
            return OpenDay(day, self.zone)
        key = practitioner, day
        if key not in self._open_days:
            schedule = self._schedule(practitioner)
            self._open_days[key] = open_day(day, self.zone, schedule.hours, schedule.exceptions)
        return self._open_days[key]
