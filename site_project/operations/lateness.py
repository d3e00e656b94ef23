"""Which of the things that run by themselves have fallen silent, for the doctor and the desk."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils import timezone

from home.models import Job

WORKER: Final = "tick"
BACKUP: Final = "backup"
RETENTION: Final = "retention"


@dataclass(frozen=True)
class State:
    """`last` is the start of the last run that went well, in UTC; `error` that of the last run."""

    last: dt.datetime | None
    error: str
    is_late: bool


def state_of(name: str) -> State:
    return states([name])[name]


def states(names: list[str]) -> dict[str, State]:
    """How it stands with each of these jobs; one query."""
    rows = {row.name: row for row in Job.objects.filter(name__in=names)}
    return {name: _state(rows.get(name), _longest(name)) for name in names}


def backup_is_ours() -> bool:
    """False where something else makes the backups (BACKUP_HOURS=0)."""
    return settings.BACKUP_HOURS > 0


def _longest(name: str) -> dt.timedelta:
    """The longest silence that means nothing."""
    return {
        # A round that mails to a slow server takes minutes; cron comes every five.
        WORKER: dt.timedelta(minutes=15),
        BACKUP: dt.timedelta(hours=settings.BACKUP_HOURS),
        RETENTION: dt.timedelta(hours=48),
    }[name]


def _state(row: Job | None, longest: dt.timedelta) -> State:
    if row is None:
        return State(last=None, error="", is_late=True)
    is_late = row.succeeded_at is None or timezone.now() - row.succeeded_at > longest
    return State(last=row.succeeded_at, error=row.error, is_late=is_late)
