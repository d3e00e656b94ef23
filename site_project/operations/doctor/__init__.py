"""What is wrong with an installation, as `manage.py doctor` prints it: reads only, names nobody."""

from collections.abc import Callable, Iterator
from typing import Final

from .configuration import configuration
from .data import database, diary, migrations
from .findings import Finding, note, wrong
from .machine import cache, certificate, disk, uploads
from .work import backup, mail, retention, worker

Check = Callable[[], Iterator[Finding]]

CHECKS: Final[dict[str, Check]] = {
    "configuration": configuration,
    "database": database,
    "migrations": migrations,
    "diary": diary,
    "worker": worker,
    "mail": mail,
    "backup": backup,
    "retention": retention,
    "disk": disk,
    "uploads": uploads,
    "cache": cache,
    "certificate": certificate,
}


def examine(checks: dict[str, Check] = CHECKS) -> dict[str, list[Finding]]:
    """What each check found, by its name; one that cannot look says so and leaves the others."""
    return {name: list(_careful(check)) for name, check in checks.items()}


def _careful(check: Check) -> Iterator[Finding]:
    try:
        yield from check()
    except Exception as error:  # noqa: BLE001 (a doctor tells of every illness)
        yield wrong(f"Could not be looked at: {type(error).__name__}.")


__all__ = ["CHECKS", "Finding", "examine", "note", "wrong"]
