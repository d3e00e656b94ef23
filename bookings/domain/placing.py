"""Room for a visit in a diary that is locked: the last word on whether a time can be had."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from home.models import PracticeSettings

from ..models import Appointment, Practitioner
from ..times import AmbiguousTime, NoSuchTime, join, wall_clock
from . import audit
from .availability import Diary, Problem
from .errors import PolicyRefused, TimeNotPossible, TimeTaken
from .session import Session

# Staff are asked why; that visitors must ask earlier is no news to whoever answers the phone.
ASKED_FOR: Final = frozenset({Problem.CLOSED, Problem.TURNAROUND})


@dataclass(frozen=True, kw_only=True)
class Place:
    """Room for a visit: the fields of its Appointment that say when. Instants in UTC."""

    start: dt.datetime
    end: dt.datetime
    occupied_from: dt.datetime
    occupied_until: dt.datetime
    turnaround_minutes: int
    time_zone: str
    local_start: str
    override_reason: str


def find_place(
    *,
    practitioner: Practitioner,
    session: Session,
    start: dt.datetime,
    override_reason: str = "",
    moving: Appointment | None = None,
    since: dt.datetime | None = None,
) -> Place:
    """Room for `session` from `start` (aware), the practitioner's row locked by the caller.

    `override_reason` is why staff insist against the practice's rules. `moving` is a visit
    whose old time is given up for this one. `since` lets a visit begin in the past, for who
    has walked in. Raises TimeNotPossible, TimeTaken, PolicyRefused.
    """
    practice, now = PracticeSettings.current(), timezone.now()
    day = timezone.localdate(start, practice.zone)
    diary = Diary.load(
        practitioners=[practitioner], session=session, first=day, last=day, now=now, moving=moving
    )
    problems = diary.problems(practitioner, start) - {Problem.UNALIGNED}
    if Problem.PAST in problems and (since is None or start < since):
        raise TimeNotPossible(_("That time has passed. Choose one that is still to come."))
    end = start + session.length
    occupied_until = end + session.turnaround
    if Problem.TAKEN in problems or _just_lapsing(practitioner, start, occupied_until, now):
        raise TimeTaken
    rules = problems - {Problem.PAST}
    if rules & ASKED_FOR and not override_reason:
        raise PolicyRefused(rules & ASKED_FOR)
    if Problem.TURNAROUND in rules:
        occupied_until = squeeze_in(practitioner, start, occupied_until, besides=moving)
    return Place(
        start=start,
        end=end,
        occupied_from=start,
        occupied_until=occupied_until,
        turnaround_minutes=int(session.turnaround.total_seconds() // 60),
        time_zone=practice.time_zone,
        local_start=wall_clock(start, practice.zone),
        override_reason=_recorded(rules, override_reason),
    )


def instant(day: dt.date, time: dt.time) -> dt.datetime:
    """What staff typed, as an instant in UTC. Raises TimeNotPossible around a clock change."""
    try:
        return join(day, time, PracticeSettings.current().zone)
    except NoSuchTime:
        raise TimeNotPossible(
            _("The clocks go forward that night and skip this time. Choose another.")
        ) from None
    except AmbiguousTime:
        raise TimeNotPossible(
            _("The clocks go back that night and this time comes twice. Choose another.")
        ) from None


def squeeze_in(
    practitioner: Practitioner,
    start: dt.datetime,
    occupied_until: dt.datetime,
    *,
    besides: Appointment | None,
) -> dt.datetime:
    """Shorten turnarounds so that visits stand side by side; until when this one's lasts.

    For a visit from `start` that no other visit overlaps. What is taken from the one before is
    in the audit trail; to its client nothing changes, so its version stays.
    """
    others = Appointment.objects.blocking().filter(practitioner=practitioner)
    if besides:
        others = others.exclude(pk=besides.pk)
    for before in others.overlapping(start, occupied_until).filter(end__lte=start):
        before.occupied_until = start
        before.save(update_fields=["occupied_until"])
        audit.record("turnaround shortened", request=before.request, appointment=before)
    following = others.overlapping(start, occupied_until).order_by("occupied_from").first()
    return following.occupied_from if following else occupied_until


def fits_again(appointment: Appointment) -> dt.datetime:
    """Until when a visit in the past, whose time was free, occupies it now that it blocks again.

    Raises TimeTaken where another visit has had the time since.
    """
    others = Appointment.objects.blocking().filter(practitioner=appointment.practitioner)
    if others.filter(start__lt=appointment.end, end__gt=appointment.start).exists():
        raise TimeTaken(
            _("This time was given to somebody else. Correct that visit first, or leave both.")
        )
    return squeeze_in(
        appointment.practitioner,
        appointment.start,
        appointment.occupied_until,
        besides=appointment,
    )


def _just_lapsing(
    practitioner: Practitioner, start: dt.datetime, until: dt.datetime, now: dt.datetime
) -> bool:
    """Whether a hold here has run out since the diary was locked: its row still blocks."""
    lapsing = Appointment.objects.lapsed(now).filter(practitioner=practitioner)
    return lapsing.overlapping(start, until).exists()


def _recorded(rules: frozenset[Problem], reason: str) -> str:
    """What is kept of a decision against the rules: which they were, and why."""
    if not rules:
        return ""
    return ": ".join(filter(None, [", ".join(sorted(rules)), reason]))[:500]
