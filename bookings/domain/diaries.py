"""The same days of several people's diaries, as sessions of several kinds look at them."""

import datetime as dt
from collections.abc import Collection, Hashable, Mapping
from typing import NamedTuple

from django.utils import timezone

from home.models import PracticeSettings

from ..models import Practitioner
from ..times import MIDNIGHT, ONE_DAY, edge
from .availability import Diary
from .schedules import load_schedules
from .session import Session


class Looking(NamedTuple):
    """A kind of session, and with whom it can be had."""

    session: Session
    practitioners: Collection[Practitioner]


def load_diaries[K: Hashable](
    wanted: Mapping[K, Looking],
    *,
    first: dt.date,
    last: dt.date,
    now: dt.datetime | None = None,
    may_be_kept: bool = False,
) -> dict[K, Diary]:
    """One Diary for each of `wanted`, under its key; together they take the queries of one.

    The days from `first` to `last` are inclusive, in the practice's zone, as in Diary.load, and so
    is `may_be_kept`.
    """
    now, zone = now or timezone.now(), PracticeSettings.current().zone
    people = {person for looking in wanted.values() for person in looking.practitioners}
    longest = max(
        (looking.session.length + looking.session.turnaround for looking in wanted.values()),
        default=dt.timedelta(),
    )
    schedules = load_schedules(
        people,
        days=(first, last),
        window=(edge(first, MIDNIGHT, zone), edge(last + ONE_DAY, MIDNIGHT, zone) + longest),
        now=now,
        may_be_kept=may_be_kept,
    )
    return {
        key: Diary(
            {person: schedules[person] for person in looking.practitioners},
            session=looking.session,
            first=first,
            last=last,
            now=now,
            zone=zone,
        )
        for key, looking in wanted.items()
    }
