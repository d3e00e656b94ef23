"""Opening hours: which rows contradict each other, and saving them with their practitioner."""

import datetime as dt
import math
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from typing import Final

from django.contrib.auth.models import User

from services.models import ServicePage

from ..models import OpeningHours, Practitioner
from . import audit
from .holds import lock_diaries
from .openings import WEEK, holds_on
from .transaction import diary_write

ANY_DAY: Final = dt.date(2026, 1, 1)


@diary_write
def save_practitioner(
    *, practitioner: Practitioner, services: Collection[ServicePage], by: User
) -> Practitioner:
    """Save somebody who treats, with the hours set on the instance and the services offered.

    No visit changes: whoever no longer works then, or at all, keeps what is in the diary. The
    caller has checked the hours (`overlapping`). Raises PractitionerUnavailable.
    """
    is_new = practitioner.pk is None
    if not is_new:
        lock_diaries([practitioner.pk])
    practitioner.save()
    practitioner.services.set(services)
    action = "practitioner added" if is_new else "practitioner changed"
    audit.record(action, practitioner=practitioner, by=by)
    return practitioner


def overlapping(rows: Sequence[OpeningHours]) -> Iterator[tuple[int, int]]:
    """The places of every two rows that share time on some day, in order; touching is fine."""
    for (first, one), (second, other) in combinations(enumerate(rows), 2):
        share_time = one.start < other.end and other.start < one.end
        if one.weekday == other.weekday and share_time and _meet(one, other):
            yield first, second


def _meet(one: OpeningHours, other: OpeningHours) -> bool:
    """Whether two rows of one weekday hold on the same day, ever."""
    # After so many weeks the pattern of both begins anew.
    weeks = math.lcm(one.every_n_weeks, other.every_n_weeks)
    begin = max((row.valid_from for row in (one, other) if row.valid_from), default=None)
    if begin is None:
        end = min((row.valid_until for row in (one, other) if row.valid_until), default=ANY_DAY)
        begin = end - weeks * WEEK
    day = begin + dt.timedelta(days=(one.weekday - begin.weekday()) % 7)
    return any(
        holds_on(one, day + week * WEEK) and holds_on(other, day + week * WEEK)
        for week in range(weeks)
    )
