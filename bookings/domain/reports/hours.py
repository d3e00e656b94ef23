"""Hours sold against hours open, by practitioner and by step of the period."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Sum

from ...models import Practitioner
from ...times import ONE_DAY
from ..openings import open_day
from ..schedules import load_openings
from .columns import LENGTH, step_of
from .period import Period
from .visits import SOLD, visits_in

_MINUTE: Final = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Hours:
    """In minutes; `open` is None where nobody knows, which is not the same as closed."""

    sold: int = 0
    open: int | None = None

    @property
    def share(self) -> float | None:
        """Above 1 where visits lie outside of the opening hours; None where there are none."""
        return self.sold / self.open if self.open else None


@dataclass(frozen=True)
class HoursFigures:
    """Sold is what visits take that took place or are confirmed, on the day they begin.

    Open are the hours as they are written down today: closures and extra openings counted,
    real time where the clocks change. When somebody who has left was open is not known: they
    are in `people` with what they sold, and not in `steps` and `whole`.
    """

    people: Mapping[Practitioner, Hours] = field(default_factory=dict)
    steps: Mapping[dt.date, Hours] = field(default_factory=dict)

    @property
    def whole(self) -> Hours:
        known = [hours for hours in self.people.values() if hours.open is not None]
        if not known:
            return Hours()
        return Hours(sum(hours.sold for hours in known), sum(hours.open or 0 for hours in known))


def hours_figures(
    period: Period, practitioners: Iterable[Practitioner], *, since: dt.date | None
) -> HoursFigures:
    """Three queries: visits, hours, closures. Days before `since` are not known.

    None for `since`: nothing is. Who is not active and sold nothing is left out.
    """
    people = list(practitioners)
    sold = _sold(period, people)
    opened = _opened(period, [one for one in people if one.active], since)
    by_person = {
        one: Hours(
            sum(sold.get((one.pk, step), 0) for step in period.steps),
            sum(opened[one].values()) if opened.get(one) else None,
        )
        for one in people
    }
    return HoursFigures(
        {one: hours for one, hours in by_person.items() if one.active or hours.sold},
        {step: _of_step(step, opened, sold) for step in period.steps},
    )


def _of_step(
    step: dt.date,
    opened: Mapping[Practitioner, Mapping[dt.date, int]],
    sold: Mapping[tuple[int, dt.date], int],
) -> Hours:
    known = {one: minutes[step] for one, minutes in opened.items() if step in minutes}
    if not known:
        return Hours()
    return Hours(sum(sold.get((one.pk, step), 0) for one in known), sum(known.values()))


def _sold(period: Period, people: list[Practitioner]) -> dict[tuple[int, dt.date], int]:
    """Minutes by practitioner and step."""
    rows = visits_in(period, people[0].pk if len(people) == 1 else None)
    sums = (
        rows.filter(status__in=SOLD)
        .annotate(step=step_of("start", period))
        .values_list("practitioner_id", "step")
        .annotate(length=Sum(LENGTH))
        .order_by()
    )
    return {(whose, step): length // _MINUTE for whose, step, length in sums}


def _opened(
    period: Period, people: list[Practitioner], since: dt.date | None
) -> dict[Practitioner, dict[dt.date, int]]:
    """Minutes by step, of the steps that have a known day."""
    schedules = load_openings(people, days=(period.first, period.last))
    if since is None:
        return {}
    first = max(period.first, since)
    days = [first + count * ONE_DAY for count in range((period.last - first).days + 1)]
    opened: dict[Practitioner, dict[dt.date, int]] = {}
    for one, rows in schedules.items():
        minutes = opened.setdefault(one, {})
        for day in days:
            spans = open_day(day, period.zone, rows.hours, rows.exceptions).spans
            step = period.start_of(day)
            length = sum((span.end - span.start for span in spans), dt.timedelta())
            minutes[step] = minutes.get(step, 0) + length // _MINUTE
    return opened
