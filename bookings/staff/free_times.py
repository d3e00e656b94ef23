"""The free times that staff choose from: one look into the diary for a page."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..domain.availability import Diary, Slot
from ..domain.session import Session
from ..models import Appointment, Practitioner, RequestPreference
from ..times import ONE_DAY, time_words
from .forms.times import FURTHEST, TYPED, Chosen

# Days on the page at first, and how many more each time.
A_FEW: Final = 3
MOST_DAYS: Final = 30
# How far ahead it looks for days that nobody asked for, and after the last that somebody did.
AHEAD: Final = 56 * ONE_DAY
AFTER: Final = 7 * ONE_DAY


@dataclass(frozen=True)
class FreeTime:
    value: str
    words: str


@dataclass(frozen=True)
class FreeDay:
    """A day with its free times, by practitioner."""

    day: dt.date
    is_wished: bool
    people: list[tuple[Practitioner, list[FreeTime]]]


class FreeTimes:
    """What staff may give: visitors' notice and horizon are no obstacle to them.

    `wishes` say which days come first, `moving` is a visit whose old time is free for it.
    """

    def __init__(
        self,
        *,
        session: Session,
        people: Iterable[Practitioner],
        wishes: Sequence[RequestPreference] = (),
        moving: Appointment | None = None,
        also: dt.date | None = None,
    ) -> None:
        self.wishes, self.also = wishes, also
        today = timezone.localdate()
        ends = [end + AFTER for end in map(_last_day, wishes) if end]
        last = max([today + AHEAD, *ends, *([also] if also else [])])
        self.diary = Diary.load(
            practitioners=list(people),
            session=replace(session, notice=dt.timedelta(), horizon=FURTHEST),
            first=today,
            last=min(last, today + FURTHEST),
            moving=moving,
        )

    def kept(self, values: Iterable[str], listed: Iterable[FreeDay]) -> list[FreeTime]:
        """Of the chosen ones, those that the list has not (any more): nothing chosen is lost."""
        names = {person.pk: person.name for person in self.diary.practitioners}
        shown = {time.value for day in listed for _who, times in day.people for time in times}
        kept = []
        for value in values:
            try:
                chosen = None if value in shown or value == TYPED else Chosen.read(value)
            except ValidationError:
                continue
            if chosen and chosen.practitioner_id in names:
                day = date_format(timezone.localdate(chosen.start), "D j M")
                words = {
                    "day": day,
                    "time": time_words(chosen.start, self.diary.zone),
                    "name": names[chosen.practitioner_id],
                }
                kept.append(FreeTime(value, _("%(day)s, %(time)s, with %(name)s") % words))
        return kept

    def listing(self, shown: int = A_FEW) -> dict[str, Any]:
        """What templates/bookings/staff/parts/free_times.html takes."""
        shown = min(max(shown, A_FEW), MOST_DAYS)
        days, has_more = self._pick(shown)
        more = shown + A_FEW if has_more and shown < MOST_DAYS else None
        return {
            "free_days": days,
            "more_days": more,
            "by_name": len(self.diary.practitioners) > 1,
        }

    def _pick(self, shown: int) -> tuple[list[FreeDay], bool]:
        found: dict[dt.date, list[Slot]] = {}
        for day in self._candidates():
            if day in found:
                continue
            if slots := self.diary.on(day):
                if len(found) == shown:
                    return self._in_order(found), True
                found[day] = slots
        return self._in_order(found), False

    def _candidates(self) -> Iterator[dt.date]:
        """Days from the likeliest on: `also`, wished ones by rank, and then those around them."""
        if self.also:
            yield self.also
        number = (self.diary.last - self.diary.first).days + 1
        days = [self.diary.first + count * ONE_DAY for count in range(number)]
        wished = [day for wish in self.wishes for day in days if _wants(wish, day)]
        yield from wished
        near = [day for day in (self.also, *wished) if day] or days[:1]
        yield from sorted(days, key=lambda day: min(abs(day - other) for other in near))

    def _is_wished(self, day: dt.date) -> bool:
        return any(_wants(wish, day) for wish in self.wishes)

    def _in_order(self, found: dict[dt.date, list[Slot]]) -> list[FreeDay]:
        return [
            FreeDay(day, self._is_wished(day), self._by_person(found[day])) for day in sorted(found)
        ]

    def _by_person(self, slots: list[Slot]) -> list[tuple[Practitioner, list[FreeTime]]]:
        by_name = sorted(slots, key=lambda slot: (slot.practitioner.name, slot.practitioner.pk))
        return [
            (person, [self._time(slot) for slot in theirs])
            for person, theirs in groupby(by_name, key=lambda slot: slot.practitioner)
        ]

    def _time(self, slot: Slot) -> FreeTime:
        value = Chosen(slot.practitioner.pk, slot.start).value
        return FreeTime(value, time_words(slot.start, self.diary.zone))


def _wants(wish: RequestPreference, day: dt.date) -> bool:
    """Whether a wish names this day; one for any time names none."""
    if wish.slot_start:
        return timezone.localdate(wish.slot_start) == day
    if wish.date_from and wish.date_until:
        return wish.date_from <= day <= wish.date_until
    return day.weekday() in wish.weekdays


def _last_day(wish: RequestPreference) -> dt.date | None:
    if wish.slot_start:
        return timezone.localdate(wish.slot_start)
    return wish.date_from
