"""Why a backup is not made or not restored, in words for the operator."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NO_SPACE_SQLITE = {"SQLITE_FULL", "SQLITE_IOERR_WRITE"}


class Refused(Exception):
    """Nothing was done, or what was begun has been undone. Its text says what to do instead."""


class Damaged(Refused):
    """The file is not what was written: cut off, altered, or no backup at all."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"This file is damaged: {reason}. Use another backup.")


@contextmanager
def writing_in(folder: Path) -> Iterator[None]:
    """Say in words that `folder` is full; any other error passes."""
    try:
        yield
    except OSError as error:
        if error.errno not in NO_SPACE:
            raise
        raise _full(folder) from error
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname not in NO_SPACE_SQLITE:
            raise
        raise _full(folder) from error


def _full(folder: Path) -> Refused:
    return Refused(f"There is no space left in {folder}. Make room there and try again.")
