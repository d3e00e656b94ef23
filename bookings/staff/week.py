"""A week of one practitioner: hours, closures, visits, and what visitors could pick."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from services.models import ServicePage

from ..domain.availability import Diary
from ..domain.openings import covers, open_day
from ..domain.schedules import Schedule, load_schedules
from ..models import Appointment, Practitioner, ScheduleException
from ..times import MIDNIGHT, ONE_DAY, edge, time_words
from . import addresses
from .clock import InPracticeTime
from .fields import FIRST_DAY, LAST_DAY
from .permissions import VIEW_CLOSURES
from .visits import ShownVisit, shown_visits

DAYS = 7
WEEK = DAYS * ONE_DAY


@dataclass(frozen=True)
class Offer:
    """What a visitor could ask for; `key` names it in an address."""

    service: ServicePage
    minutes: int
    key: str


@dataclass(frozen=True)
class ShownDay:
    """`visits` are each with whether they lie outside the hours; `starts` are in words."""

    day: dt.date
    is_today: bool
    hours: list[str]
    exceptions: list[ScheduleException]
    visits: list[tuple[ShownVisit, bool]]
    starts: list[str]


class WeekPage(InPracticeTime, WagtailAdminTemplateMixin, View):
    """The week that `day` lies in, this one without it; `for` says what visitors look for.

    Without a practitioner in the address it is the one whose account looks, or the first.
    A fixed number of queries. Parameters that make no sense are passed over.
    """

    template_name = "bookings/staff/week.html"
    header_icon = "calendar"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(VIEW_CLOSURES):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_page_title(self) -> str:
        return _("Week")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.person is None:
            return super().get_context_data(person=None, **kwargs)
        return super().get_context_data(
            person=self.person,
            people=[(one, self.address(one, self.monday)) for one in self.people],
            monday=self.monday,
            sunday=self.sunday,
            before=self.address(self.person, self.monday - WEEK),
            now=self.address(self.person, None),
            after=self.address(self.person, self.monday + WEEK),
            offers=self.offers,
            offer=self.offer,
            days=list(self.days()),
            **kwargs,
        )

    @cached_property
    def people(self) -> list[Practitioner]:
        """Who is active, and whoever the address names."""
        asked = self.kwargs.get("pk")
        found = Practitioner.objects.all()
        return [one for one in found if one.active or one.pk == asked]

    @cached_property
    def person(self) -> Practitioner | None:
        if (asked := self.kwargs.get("pk")) is not None:
            found = [one for one in self.people if one.pk == asked]
            if not found:
                raise Http404
            return found[0]
        own = [one for one in self.people if one.user_id == self.request.user.pk]
        return next(iter([*own, *self.people]), None)

    @cached_property
    def today(self) -> dt.date:
        return timezone.localdate()

    @cached_property
    def monday(self) -> dt.date:
        try:
            day = dt.date.fromisoformat(self.request.GET.get("day", ""))
        except ValueError:
            day = self.today
        day = day if FIRST_DAY + WEEK < day < LAST_DAY - WEEK else self.today
        return day - day.weekday() * ONE_DAY

    @property
    def sunday(self) -> dt.date:
        return self.monday + WEEK - ONE_DAY

    @cached_property
    def offers(self) -> list[Offer]:
        """All that this person offers to visitors, a service after the other."""
        offered = self.person.services.live().filter(accepts_requests=True).order_by("path")
        return [
            Offer(service, length.minutes, f"{service.pk}-{length.minutes}")
            for service in offered.prefetch_related("lengths")
            for length in service.lengths.all()
        ]

    @cached_property
    def offer(self) -> Offer | None:
        asked = [one for one in self.offers if one.key == self.request.GET.get("for")]
        return next(iter([*asked, *self.offers]), None)

    def address(self, practitioner: Practitioner, day: dt.date | None) -> str:
        """The same page for somebody or for another week; None is this week, whenever that is."""
        given = {"day": day and day.isoformat(), "for": self.offer and self.offer.key}
        query = urlencode({name: value for name, value in given.items() if value})
        return f"{addresses.week(practitioner.pk)}?{query}".rstrip("?")

    def days(self) -> Iterator[ShownDay]:
        zone = self.practice.zone
        rows, starts = self._rows(), self._starts()
        visits = shown_visits(self._visits(), self.request.user)
        for day in (self.monday + count * ONE_DAY for count in range(DAYS)):
            opened = open_day(day, zone, rows.hours, rows.exceptions)
            yield ShownDay(
                day=day,
                is_today=day == self.today,
                hours=[
                    "–".join(time_words(at, zone) for at in (span.start, span.end))
                    for span in opened.spans
                ],
                exceptions=[row for row in rows.exceptions if covers(row, day)],
                visits=[
                    (shown, not opened.encloses(shown.appointment.start, shown.appointment.end))
                    for shown in visits
                    if timezone.localdate(shown.appointment.start) == day
                ],
                starts=starts.get(day, []),
            )

    @cached_property
    def _window(self) -> tuple[dt.datetime, dt.datetime]:
        """From the first midnight of the week to the last, as instants."""
        zone = self.practice.zone
        return edge(self.monday, MIDNIGHT, zone), edge(self.sunday + ONE_DAY, MIDNIGHT, zone)

    def _rows(self) -> Schedule:
        return load_schedules(
            [self.person],
            days=(self.monday, self.sunday),
            window=self._window,
            now=timezone.now(),
        )[self.person]

    def _visits(self) -> QuerySet[Appointment]:
        begin, end = self._window
        return (
            Appointment.objects.blocking_at(timezone.now())
            .filter(practitioner=self.person, start__gte=begin, start__lt=end)
            .select_related("request", "client")
            .order_by("start", "pk")
        )

    def _starts(self) -> dict[dt.date, list[str]]:
        """What visitors could pick, by days: the one answer that the request form has too."""
        if self.offer is None:
            return {}
        diary = Diary.for_service(
            self.offer.service,
            self.offer.minutes,
            first=self.monday,
            last=self.sunday,
            practitioner=self.person,
        )
        return {
            day: [time_words(slot.start, diary.zone) for slot in slots]
            for day, slots in diary.days()
        }
