"""All figures of one period, each asked for when it is first looked at."""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property

from django.db.models import Min
from django.utils import timezone

from ...models import Appointment, BookingRequest, Practitioner
from .hours import HoursFigures, hours_figures
from .interest import InterestFigures, interest_figures
from .period import Period
from .requests import RequestFigures, Source, articles, request_figures, services
from .visits import VisitFigures, busiest, visit_figures
from .waits import WaitFigures, wait_figures


class Figures:
    """Of one practitioner or, with None, of everybody. Requests are always the practice's.

    A visitor asks the practice, not a person. `before` has the same for the period before.
    """

    def __init__(self, period: Period, practitioner: Practitioner | None = None) -> None:
        self.period = period
        self.practitioner = practitioner
        self._whose = practitioner.pk if practitioner else None

    @cached_property
    def before(self) -> "Figures":
        figures = Figures(self.period.before, self.practitioner)
        figures.since, figures.people = self.since, self.people
        return figures

    @cached_property
    def since(self) -> dt.date | None:
        """The day of the practice's first request or visit here: earlier ones are not known."""
        firsts = [
            BookingRequest.objects.aggregate(first=Min("created_at"))["first"],
            Appointment.objects.aggregate(first=Min("start"))["first"],
        ]
        found = [timezone.localdate(first, self.period.zone) for first in firsts if first]
        return min(found, default=None)

    @cached_property
    def today(self) -> dt.date:
        return timezone.localdate(timezone=self.period.zone)

    @property
    def is_known(self) -> bool:
        """Whether the practice had begun to use the site by the end of the period."""
        return self.since is not None and self.since <= self.period.last

    @property
    def is_comparable(self) -> bool:
        """Whether the practice was here for all of the period before."""
        return self.since is not None and self.since <= self.period.before.first

    @cached_property
    def people(self) -> list[Practitioner]:
        return [self.practitioner] if self.practitioner else list(Practitioner.objects.all())

    @cached_property
    def requests(self) -> RequestFigures:
        return request_figures(self.period)

    @cached_property
    def waits(self) -> WaitFigures:
        return wait_figures(self.period)

    @cached_property
    def visits(self) -> VisitFigures:
        return visit_figures(self.period, self._whose)

    @cached_property
    def hours(self) -> HoursFigures:
        return hours_figures(self.period, self.people, since=self.since)

    @cached_property
    def busiest(self) -> Mapping[tuple[int, int], int]:
        return busiest(self.period, self._whose)

    @cached_property
    def services(self) -> list[Source]:
        return services(self.period)

    @cached_property
    def articles(self) -> list[Source]:
        return articles(self.period)

    @cached_property
    def interest(self) -> InterestFigures:
        return interest_figures(self.period)
