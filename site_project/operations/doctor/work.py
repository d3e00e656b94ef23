"""What should have been done by itself: rounds of the worker, mails, backups, the clean-up."""

import datetime as dt
from collections.abc import Iterator

from bookings.domain.mail_health import mail_findings

from .. import lateness
from .findings import Finding, note, wrong


def worker() -> Iterator[Finding]:
    yield from _job(lateness.WORKER, "manage.py worker (or tick, from cron)")


def mail() -> Iterator[Finding]:
    for line in mail_findings():
        yield wrong(line)


def backup() -> Iterator[Finding]:
    if not lateness.backup_is_ours():
        yield note("BACKUP_HOURS=0: backups are made by other means.")
        return
    yield from _job(lateness.BACKUP, "manage.py backup")


def retention() -> Iterator[Finding]:
    yield from _job(lateness.RETENTION, "the worker, once a day")


def _job(name: str, who: str) -> Iterator[Finding]:
    state = lateness.state_of(name)
    if state.error:
        yield wrong(f"The last run failed: {state.error}.")
    if state.is_late:
        yield wrong(f"Not done since {_words(state.last)}. It is done by {who}.")


def _words(at: dt.datetime | None) -> str:
    return f"{at:%F %R} UTC" if at else "ever"
