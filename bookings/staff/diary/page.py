"""What the pages of the diary have in common: whose it is, which day, and the ways between them."""

import datetime as dt
import re
from collections.abc import Collection
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ...domain.openings import open_day
from ...domain.schedules import load_schedules
from ...models import Appointment, Practitioner
from ...statuses import AppointmentStatus
from ...times import MIDNIGHT, ONE_DAY, edge
from .. import addresses
from ..clock import InPracticeTime
from ..fields import FIRST_DAY, LAST_DAY
from ..lean import Lean
from ..permissions import (
    ADD_CLOSURES,
    ANSWER_REQUESTS,
    VIEW_APPOINTMENTS,
    VIEW_CLOSURES,
    VIEW_REQUESTS,
)
from .columns import Column
from .waiting import Waiting
from .way_back import ALL, mark

# Days nearer than these to the ends of the calendar are no days to look at.
MARGIN = 7 * ONE_DAY


def unindent(response: HttpResponse) -> None:
    """A third of Wagtail's frame is indentation, and a full week is long without it."""
    response.content = re.sub(rb"\n\s+", b"\n", response.content)


class DiaryPage(Lean, InPracticeTime, WagtailAdminTemplateMixin, View):
    """`who` in the address is a practitioner's id or “all”, `day` a date; both may be missing.

    Then it is whoever's account looks, or all, and today. A fixed number of queries, whatever
    the diary holds. Parameters that make no sense are passed over.
    """

    header_icon = "calendar"
    # The page's name in `addresses.diary`.
    page: str
    # Further states of visits that are shown, besides those that take time.
    also_shown: Collection[AppointmentStatus] = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(VIEW_CLOSURES):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = self.render_to_response(self.get_context_data())
        response.add_post_render_callback(unindent)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(
            page=self.page,
            person=self.person,
            people=self._switcher(),
            pages=self._pages(),
            who=self.who,
            day=self.day,
            today=self.today,
            names_shown=user.has_perm(VIEW_APPOINTMENTS),
            may_answer=user.has_perm(ANSWER_REQUESTS),
            may_fill=user.has_perm(ADD_CLOSURES) or user.has_perm(ANSWER_REQUESTS),
            back=mark(self.page, everybody=self.person is None),
            gap_url=addresses.gap(),
            **kwargs,
        )

    # --- Whose ---------------------------------------------------------------------------

    @cached_property
    def _everybody(self) -> list[Practitioner]:
        return list(Practitioner.objects.all())

    @cached_property
    def person(self) -> Practitioner | None:
        """None is all of them."""
        if (asked := self.kwargs.get("pk")) is not None:
            found = [one for one in self._everybody if one.pk == asked]
            if not found:
                raise Http404
            return found[0]
        active = [one for one in self._everybody if one.active]
        if len(self._everybody) == 1:
            return self._everybody[0]
        if (who := self.request.GET.get("who", "")) == ALL:
            return None
        named = [one for one in self._everybody if str(one.pk) == who]
        own = [one for one in active if one.user_id == self.request.user.pk]
        return next(iter([*named, *own]), None)

    @property
    def who(self) -> int | str:
        return self.person.pk if self.person else ALL

    @cached_property
    def shown_people(self) -> list[Practitioner]:
        """Who has a column: one person, or who is active or has visits in these days."""
        if self.person:
            return [self.person]
        busy = {visit.practitioner_id for visit in self._visits}
        return [one for one in self._everybody if one.active or one.pk in busy]

    def _switcher(self) -> list[tuple[str, str, bool]]:
        """Name, address and whether it is the one shown; nothing to choose from is nothing."""
        people = [one for one in self._everybody if one.active or one == self.person]
        if len(self._everybody) < 2 or len(people) < 1:
            return []
        choices = [(_("Everybody"), ALL), *((one.name, one.pk) for one in people)]
        return [(name, self.address(who=who), who == self.who) for name, who in choices]

    # --- When ----------------------------------------------------------------------------

    @cached_property
    def now(self) -> dt.datetime:
        return timezone.now()

    @cached_property
    def today(self) -> dt.date:
        return timezone.localdate(self.now)

    @cached_property
    def day(self) -> dt.date:
        try:
            day = dt.date.fromisoformat(self.request.GET.get("day", ""))
        except ValueError:
            return self.today
        return day if FIRST_DAY + MARGIN < day < LAST_DAY - MARGIN else self.today

    @property
    def days(self) -> list[dt.date]:
        return [self.day]

    def address(
        self, page: str = "", *, who: int | str | None = None, day: dt.date | None = None
    ) -> str:
        """This page or another of the diary, for these people and this day unless told."""
        page, who = page or self.page, self.who if who is None else who
        return addresses.diary(page, who=who, day=None if page == "today" else day or self.day)

    def _pages(self) -> list[tuple[str, str, bool]]:
        words = {"today": _("Today’s list"), "day": _("Day"), "week": _("Week")}
        return [(words[page], self.address(page), page == self.page) for page in words]

    # --- What is in it -------------------------------------------------------------------

    @cached_property
    def zone(self) -> ZoneInfo:
        return self.practice.zone

    @property
    def _window(self) -> tuple[dt.datetime, dt.datetime]:
        """From the first midnight of these days to the last, as instants."""
        first, last = self.days[0], self.days[-1]
        return edge(first, MIDNIGHT, self.zone), edge(last + ONE_DAY, MIDNIGHT, self.zone)

    @cached_property
    def _visits(self) -> list[Appointment]:
        return list(self.visits())

    def visits(self) -> QuerySet[Appointment]:
        begin, end = self._window
        shown = Appointment.objects.blocking_at(self.now)
        if self.also_shown:
            shown = shown | Appointment.objects.filter(status__in=self.also_shown)
        # By its start, which an index has; none is longer than a day.
        shown = shown.filter(Q(start__gte=begin - ONE_DAY, start__lt=end, occupied_until__gt=begin))
        if self.person:
            shown = shown.filter(practitioner=self.person)
        return shown.select_related("request", "client").order_by("start", "pk")

    @cached_property
    def waiting(self) -> Waiting:
        if not self.request.user.has_perm(VIEW_REQUESTS):
            return Waiting(self.zone)
        return Waiting.on_days(self.days[0], self.days[-1], self.zone)

    @cached_property
    def columns(self) -> list[list[Column]]:
        """A list for each person, with a column for each day."""
        schedules = load_schedules(
            self.shown_people,
            days=(self.days[0], self.days[-1]),
            window=self._window,
            now=self.now,
        )
        return [
            [
                Column(
                    day,
                    person,
                    open_day(day, self.zone, schedule.hours, schedule.exceptions),
                    schedule,
                    [visit for visit in self._visits if visit.practitioner_id == person.pk],
                    self.zone,
                    self.now,
                    self.waiting,
                )
                for day in self.days
            ]
            for person, schedule in schedules.items()
        ]
