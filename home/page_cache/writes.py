"""Whatever is written to a table that pages show changes a stamp, once it is committed.

It looks at the statements themselves, so an update of many rows, a row of a many-to-many and a
branch of pages that moves count like a save, and nobody has to remember a signal. A table that
nobody has named counts as one that pages show: forgetting costs speed and never shows what was.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from . import listening, stamps
from .stamps import Stamp

WRITES: Final = re.compile(
    r"""\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+ONLY)?|DELETE\s+FROM
        |MERGE\s+INTO|TRUNCATE|COPY|ALTER|DROP|CREATE|WITH)\b\s*(?:"(\w+)"|(\w+))?""",
    re.IGNORECASE | re.VERBOSE,
)

# Tables by name, and what they change; without a row here it is Stamp.PAGES.
_changes: dict[str, tuple[Stamp, ...]] = {}


def only(tables: set[str], *changed: Stamp) -> None:
    """Writes to `tables` change only these stamps; none at all without any.

    An app says so of its own tables when it is ready.
    """
    _changes.update(dict.fromkeys(tables, changed))


def named_tables() -> set[str]:
    """All that somebody has said something of."""
    return set(_changes)


def watch_writes(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """For django.db.backends.signals.connection_created: each thread has a connection."""
    if _note_write not in connection.execute_wrappers:
        connection.execute_wrappers.append(_note_write)


def is_uncommitted() -> bool:
    """Whether this thread has written what others do not see yet: its own view is not theirs."""
    return any(connection.run_on_commit for connection in connections.all(initialized_only=True))


def _note_write(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    result = execute(sql, params, many, context)
    changed = changes(sql) if isinstance(sql, str) else (Stamp.PAGES,)
    if changed and settings.PAGE_CACHE:
        _change_on_commit(context["connection"], changed)
    return result


def changes(sql: str) -> tuple[Stamp, ...]:
    """The stamps that a statement changes; none for one that only reads."""
    found = WRITES.match(sql)
    if found is None:
        return ()
    return _changes.get(found[1] or found[2], (Stamp.PAGES,))


def _change_on_commit(connection: BaseDatabaseWrapper, changed: tuple[Stamp, ...]) -> None:
    """Once a transaction: a savepoint that is rolled back takes its own entry along."""
    waiting = [entry[1] for entry in connection.run_on_commit]
    for stamp in changed:
        if not any(getattr(act, "args", None) == (stamp,) for act in waiting):
            transaction.on_commit(partial(stamps.change, stamp), using=connection.alias)
            if connection.in_atomic_block:
                # Before what others do then, which may take long or fail.
                connection.run_on_commit.insert(0, connection.run_on_commit.pop())
            listening.tell(connection, stamp)
