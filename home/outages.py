"""When the database, or the disk below it, takes nothing: away, full, read-only, locked for long.

It is nobody's mistake and passes, so visitors are told to come back (home.views.server_error), and
nothing is said to be saved that is not.
"""

import errno
from typing import Final

from django.db import DatabaseError, InterfaceError, OperationalError, connections

# PostgreSQL's read_only_sql_transaction: Django calls it an InternalError.
READ_ONLY: Final = "25006"
# Of a file: no space left, quota used up, read-only file system.
DISK: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


def is_outage(error: BaseException | None) -> bool:
    """Whether `error` says that nothing can be read or written for now."""
    if isinstance(error, OSError):
        return error.errno in DISK
    if isinstance(error, DatabaseError) and _sqlstate(error) == READ_ONLY:
        return True
    return isinstance(error, OperationalError | InterfaceError)


def let_go() -> None:
    """Close the connections of this thread, so that the next query finds out how things are now.

    SQLite's keeps a file read-only that was so when it was opened, and would for ever. Inside a
    transaction nothing is closed.
    """
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()


def _sqlstate(error: DatabaseError) -> str | None:
    return getattr(error.__cause__, "sqlstate", None)
