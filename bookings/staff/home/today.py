"""Today's visits on the admin's home page: one's own first, for who treats."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property

from ...domain.openings import OpenDay, open_day
from ...domain.schedules import load_schedules
from ...models import Appointment, Practitioner
from ...statuses import AppointmentStatus
from ...times import MIDNIGHT, ONE_DAY, edge, time_words
from .. import addresses
from ..permissions import VIEW_CLOSURES
from .base import HomePanel

A = AppointmentStatus
# What the day is made of: neither what was cancelled nor what is only held.
OF_THE_DAY: Final = (A.CONFIRMED, A.CANCEL_PENDING, A.COMPLETED, A.NO_SHOW)
NEXT_SHOWN: Final = 3


class TodayPanel(HomePanel):
    """The next three visits and how much of the day is done, in a fixed number of queries.

    Whoever treats sees her own, with her hours today and in this week, and of the others how many.
    """

    name = "bookings-today"
    template_name = "bookings/staff/home/today.html"
    order = 30

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        today = self._visits(self.today, self.today)
        today = list(today.select_related("request", "client", "practitioner"))
        own = [visit for visit in today if self._is_own(visit)] if self.person else today
        ahead = [visit for visit in own if not self._is_done(visit)]
        return {
            "person": self.person,
            "next": _with_addresses(ahead[:NEXT_SHOWN]),
            "more": max(0, len(ahead) - NEXT_SHOWN),
            "number": len(own),
            "done": len(own) - len(ahead),
            "others": len(today) - len(own),
            "now": self.now,
            "later": [] if ahead else self._later(),
            "url": self._address(),
            **(self._hours(self.person) if self.person else {}),
        }

    @cached_property
    def now(self) -> dt.datetime:
        return timezone.now()

    @cached_property
    def today(self) -> dt.date:
        return timezone.localdate(self.now, self.practice.zone)

    @cached_property
    def person(self) -> Practitioner | None:
        """Whoever looks, if she treats."""
        return Practitioner.objects.active().filter(user=self.request.user).first()

    def _window(self, first: dt.date, last: dt.date) -> tuple[dt.datetime, dt.datetime]:
        """These days, from the first midnight to the last, as instants."""
        zone = self.practice.zone
        return edge(first, MIDNIGHT, zone), edge(last + ONE_DAY, MIDNIGHT, zone)

    def _visits(self, first: dt.date, last: dt.date) -> QuerySet[Appointment]:
        begin, end = self._window(first, last)
        visits = Appointment.objects.filter(status__in=OF_THE_DAY, start__gte=begin, start__lt=end)
        visits = visits.exclude(status=A.CANCEL_PENDING, undo_until__lte=self.now)
        return visits.order_by("start", "pk")

    def _later(self) -> list[tuple[Appointment, str]]:
        """What comes next on another day, for whom nothing is left of this one."""
        _begin, midnight = self._window(self.today, self.today)
        visits = Appointment.objects.filter(status=A.CONFIRMED, start__gte=midnight)
        if self.person:
            visits = visits.filter(practitioner=self.person)
        visits = visits.select_related("request", "client", "practitioner").order_by("start", "pk")
        return _with_addresses(visits[:NEXT_SHOWN])

    def _is_own(self, visit: Appointment) -> bool:
        return self.person is not None and visit.practitioner_id == self.person.pk

    def _is_done(self, visit: Appointment) -> bool:
        return visit.status in {A.COMPLETED, A.NO_SHOW} or visit.end <= self.now

    def _hours(self, person: Practitioner) -> dict[str, Any]:
        """When she is open today, and how much of the week is given away."""
        zone, monday = self.practice.zone, self.today - self.today.weekday() * ONE_DAY
        week = monday, monday + 6 * ONE_DAY
        rows = load_schedules([person], days=week, window=self._window(*week), now=self.now)[person]
        days = [
            open_day(monday + count * ONE_DAY, zone, rows.hours, rows.exceptions)
            for count in range(7)
        ]
        given = self._visits(*week).filter(practitioner=person).values_list("start", "end")
        return {
            "open_today": self._in_words(days[self.today.weekday()]),
            "open_hours": _hours_of((span.start, span.end) for day in days for span in day.spans),
            "given_hours": _hours_of(given),
        }

    def _in_words(self, day: OpenDay) -> list[str]:
        zone = self.practice.zone
        return ["–".join(time_words(at, zone) for at in (s.start, s.end)) for s in day.spans]

    def _address(self) -> str:
        if not self.request.user.has_perm(VIEW_CLOSURES):
            return addresses.appointment_list()
        return addresses.today()


def _with_addresses(visits: Iterable[Appointment]) -> list[tuple[Appointment, str]]:
    return [(visit, addresses.appointment_detail(visit.pk)) for visit in visits]


def _hours_of(spans: Iterable[tuple[dt.datetime, dt.datetime]]) -> float:
    return sum((end - start).total_seconds() for start, end in spans) / 3600
