"""The database: as it must be set, as new as the code, and sound in what it holds."""

from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS, connection

from bookings.domain.soundness import findings
from site_project.database_checks import check_database

from ..migrations import unapplied
from .findings import Finding, wrong


def database() -> Iterator[Finding]:
    """Row 42 of docs/security.md, and what SQLite itself says of its file."""
    for error in check_database([DEFAULT_DB_ALIAS]):
        yield wrong(f"{error.id}: {error.msg}")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)")
            answer = cursor.fetchone()[0]
        if answer != "ok":
            yield wrong("The file is damaged. Restore the last backup (docs/recovery.md).")


def migrations() -> Iterator[Finding]:
    if missing := unapplied():
        yield wrong(f"{len(missing)} to apply: run manage.py migrate. The first is {missing[0]}.")


def diary() -> Iterator[Finding]:
    for line in findings():
        yield wrong(line)
