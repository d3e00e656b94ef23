"""The free times that a form offers, and those that a visitor ticked."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext as _

from ..domain.availability import Diary, Problem
from ..times import near_day_words, time_words

DAYS_SHOWN: Final = 6
# The rest is folded to one line each, or the list would be four screens of a phone.
DAYS_OPEN: Final = 2
TIMES_A_DAY: Final = 12
# A page has fewer boxes; a body with more is not worth the work.
MOST_READ: Final = 100


def slot_value(start: dt.datetime) -> str:
    """How a time travels in the form: its start (aware), as “2026-12-01T14:00:00Z”."""
    return f"{start.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def parse_slot(value: str) -> dt.datetime | None:
    """The instant of a slot_value, None for anything else."""
    if not re.fullmatch(r"2\d{3}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", value, re.ASCII):
        return None
    try:
        return dt.datetime.fromisoformat(value)
    except ValueError:
        return None


@dataclass(frozen=True)
class FreeDay:
    """A day with the times that the page shows of it.

    Of a folded one it shows them on demand; none that has a ticked time is folded.
    """

    day: dt.date
    starts: tuple[dt.datetime, ...]
    is_folded: bool

    def __str__(self) -> str:
        return near_day_words(self.day)


class FreeTimes:
    """Some days of a diary that reaches from today to the horizon, with all that is ticked.

    `since` is the first day to show, None for the first that is free; `ticked` are
    slot_values as they came; `listed_for` is the length in minutes for which the visitor's
    page had listed them, None if it doesn't say. With `settled` the ticked times are not
    asked about: they were asked for already.
    """

    def __init__(
        self,
        diary: Diary,
        *,
        ticked: Iterable[str] = (),
        since: dt.date | None = None,
        days: int = DAYS_SHOWN,
        listed_for: int | None = None,
        settled: bool = False,
    ) -> None:
        self.diary, self.listed_for = diary, listed_for
        self.minutes = int(diary.session.length.total_seconds() // 60)
        self.since = since if since and since > diary.first else None
        read = sorted(set(filter(None, map(parse_slot, ticked))))[:MOST_READ]
        self.refusals = {start: "" if settled else self.refusal(start) for start in read}
        self._ticked = [start for start, refusal in self.refusals.items() if not refusal]
        self._days_shown = days

    def refusal(self, start: dt.datetime) -> str:
        """Why a time can't be asked for and what to do then, in words; empty where it can."""
        found = [self.diary.problems(person, start) for person in self.diary.practitioners]
        if frozenset() in found:
            return ""
        return self._words(start, found) % {
            "time": f"{near_day_words(start.astimezone(self.diary.zone).date())}, "
            f"{time_words(start, self.diary.zone)}",
            "minutes": self.minutes,
        }

    def _words(self, start: dt.datetime, found: list[frozenset[Problem]]) -> str:
        now, session = self.diary.now, self.diary.session
        rules = (
            (start == self.diary.leaving, _("%(time)s is the time you have. Choose another")),
            (start <= now, _("%(time)s has passed. Choose a later time")),
            (start < now + session.notice, _("%(time)s is too soon. Choose a later time")),
            (start > now + session.horizon, _("%(time)s is too far ahead. Choose an earlier time")),
        )
        if against := [words for applies, words in rules if applies]:
            return against[0]
        if all(Problem.UNALIGNED in problems for problems in found):
            return _("%(time)s is not one of the free times. Choose one from the list")
        if self.listed_for and self.listed_for != self.minutes:
            return _("%(time)s is not free for %(minutes)d minutes. Choose another")
        return _("%(time)s has just gone. Choose another")

    @property
    def days(self) -> list[FreeDay]:
        """The days to show."""
        return self._chosen[0]

    @property
    def next_day(self) -> dt.date | None:
        """The first one after them that has times, if there is one."""
        return self._chosen[1]

    @cached_property
    def _chosen(self) -> tuple[list[FreeDay], dt.date | None]:
        # Looked for only where they are shown: what is sent names its times itself.
        number = self._days_shown
        found = list(islice(self.diary.days(self.since), number + 1))
        starts = {
            day: _spread(sorted({slot.start for slot in slots}), self.diary.zone)
            for day, slots in found[:number]
        }
        ticked = {start: start.astimezone(self.diary.zone).date() for start in self._ticked}
        for start, day in ticked.items():
            starts.setdefault(day, set()).add(start)
        days = [
            FreeDay(
                day,
                tuple(sorted(starts[day])),
                is_folded=place >= DAYS_OPEN and day not in ticked.values(),
            )
            for place, day in enumerate(sorted(starts))
        ]
        return days, found[number][0] if len(found) > number else None

    @property
    def first_day(self) -> FreeDay | None:
        """The first day of the list; without `since` and anything ticked, the first free one."""
        return self.days[0] if self.days else None

    @property
    def choices(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        for day in self.days:
            zone = self.diary.zone
            yield str(day), [(slot_value(start), time_words(start, zone)) for start in day.starts]

    def by_day(self, boxes: Iterable[BoundWidget]) -> Iterator[tuple[FreeDay, list[BoundWidget]]]:
        """Each day with its boxes, or radios, for templates/bookings/free_days.html."""
        left = iter(boxes)
        for day in self.days:
            yield day, list(islice(left, len(day.starts)))


class TimesField(forms.MultipleChoiceField):
    """Times ticked in the list; clean ones are instants (UTC), the earliest first."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, free: FreeTimes, **kwargs: Any) -> None:
        super().__init__(choices=lambda: free.choices, required=False, **kwargs)
        self.free = free

    def validate(self, value: list[str]) -> None:
        """Against the diary, not the list: it shows a part of what is free."""
        refusals = [refusal for refusal in self.free.refusals.values() if refusal]
        if any(parse_slot(text) is None for text in value):
            refusals.append(_("Choose times from the list"))
        if refusals:
            raise ValidationError(refusals)

    def clean(self, value: Any) -> list[dt.datetime]:
        return sorted({start for text in super().clean(value) if (start := parse_slot(text))})


def _spread(starts: list[dt.datetime], zone: ZoneInfo) -> set[dt.datetime]:
    """At most TIMES_A_DAY, over the whole day; of neighbours the one at the rounder time."""
    if len(starts) <= TIMES_A_DAY:
        return set(starts)
    edges = [len(starts) * part // TIMES_A_DAY for part in range(TIMES_A_DAY + 1)]

    def roughness(start: dt.datetime) -> int:
        minute = start.astimezone(zone).minute
        return next(rank for rank, step in enumerate((60, 30, 15, 1)) if minute % step == 0)

    return {min(starts[first:last], key=roughness) for first, last in pairwise(edges)}
