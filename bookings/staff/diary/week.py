"""A week of one practitioner or of all: a column for each day, and a strip of days on a phone."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from services.models import ServicePage

from ...domain.availability import Diary
from ...times import ONE_DAY, time_words
from .columns import Column
from .grid import Band, ShownColumn, axis_of, cells, legend
from .page import DiaryPage

DAYS = 7
WEEK = DAYS * ONE_DAY


@dataclass(frozen=True)
class Offer:
    """What a visitor could ask for; `key` names it in an address."""

    service: ServicePage
    minutes: int
    key: str


class WeekPage(DiaryPage):
    """The week that `day` lies in; on a phone that day is the one that is open.

    Of one practitioner, `for` says of what the times are shown that visitors could pick.
    """

    template_name = "bookings/staff/diary/week.html"
    page = "week"

    def get_page_title(self) -> str:
        return _("Week")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not self.shown_people:
            return super().get_context_data(bands=[], **kwargs)
        kwargs = super().get_context_data(
            monday=self.monday,
            sunday=self.monday + WEEK - ONE_DAY,
            before=self.address(day=self.day - WEEK),
            now=self.address(day=self.today),
            after=self.address(day=self.day + WEEK),
            strip=[(day, self.address(day=day), day == self.day) for day in self.days],
            offers=self.offers,
            offer=self.offer,
            starts=self._starts(),
            legend=legend(),
            **kwargs,
        )
        # Moving is a tap away on the day of everybody, and would double what is to be read here.
        may_move = kwargs["may_answer"] and kwargs["names_shown"] and self.person is not None
        shown = {"names_shown": kwargs["names_shown"], "may_move": may_move}
        bands = [
            self._band(columns, shown, not count) for count, columns in enumerate(self.columns)
        ]
        return kwargs | {
            "bands": bands,
            "gap_url": self._near(kwargs["gap_url"]),
            "may_drag": may_move,
        }

    def _band(self, columns: list[Column], shown: dict[str, bool], is_first: bool) -> Band:
        """The first says how many wait for each day: they are the same for all."""
        axis = axis_of(columns)
        return Band(
            "" if self.person else columns[0].person.name,
            [
                ShownColumn(
                    column,
                    cells(column, axis, **shown),
                    title=date_format(column.day, "D j M"),
                    url=self._near(self.address("day", day=column.day)),
                    is_today=column.day == self.today,
                    is_chosen=column.day == self.day,
                    wishes=len(self.waiting.for_day(column.day)) if is_first else 0,
                )
                for column in columns
            ],
            axis,
        )

    def _near(self, url: str) -> str:
        """A page beside this one, in fewer words: a week of everybody links hundreds of times."""
        if self.person:
            return url
        above, _slash, _own = self.request.path.rstrip("/").rpartition("/")
        return url.replace(f"{above}/", "../", 1)

    @cached_property
    def monday(self) -> dt.date:
        return self.day - self.day.weekday() * ONE_DAY

    @property
    def days(self) -> list[dt.date]:
        return [self.monday + count * ONE_DAY for count in range(DAYS)]

    @cached_property
    def offers(self) -> list[Offer]:
        """All that one person offers to visitors, a service after the other."""
        if self.person is None:
            return []
        offered = self.person.services.live().filter(accepts_requests=True).order_by("path")
        return [
            Offer(service, length.minutes, f"{service.pk}-{length.minutes}")
            for service in offered.prefetch_related("lengths")
            for length in service.lengths.all()
        ]

    @cached_property
    def offer(self) -> Offer | None:
        asked = self.request.GET.get("for")
        return next((one for one in self.offers if one.key == asked), None)

    def _starts(self) -> list[tuple[dt.date, list[str]]]:
        """What visitors could pick, by days: the one answer that the request form has too."""
        if self.offer is None:
            return []
        diary = Diary.for_service(
            self.offer.service,
            self.offer.minutes,
            first=self.days[0],
            last=self.days[-1],
            practitioner=self.person,
        )
        return [
            (day, [time_words(slot.start, diary.zone) for slot in slots])
            for day, slots in diary.days()
        ]
