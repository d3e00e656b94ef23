"""SQLite: its online backup one way, one rename the other."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from django.db import connection
from django.db.backends.sqlite3.base import register_functions

from ..manifest import Manifest
from ..refusals import Damaged, Refused, writing_in

# What the site's own connections wait (site_project/settings/databases.py).
BUSY_SECONDS: Final = 20
TABLES: Final = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite^_%' ESCAPE '^'"
)


class Engine:
    name = "sqlite"

    @property
    def path(self) -> Path:
        return Path(connection.settings_dict["NAME"])

    def version(self) -> int:
        return sqlite3.sqlite_version_info[0]

    def copy(self, file: Path) -> dict[str, int]:
        with closing(_connect(self.path)) as site, closing(_connect(file)) as target:
            try:
                # In one step it reads one moment, and in WAL mode nobody waits for it.
                site.backup(target)
                # A file of its own, without a journal beside it.
                target.execute("PRAGMA journal_mode=DELETE")
                _refuse_unsound(target)
                return _rows(target)
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorname not in {"SQLITE_CORRUPT", "SQLITE_NOTADB"}:
                    raise
                raise _unsound(str(error)) from error

    def examine(self, file: Path, manifest: Manifest) -> None:
        try:
            with closing(_connect(file)) as copy:
                _refuse_unsound(copy)
                rows = _rows(copy)
        except sqlite3.DatabaseError as error:
            raise Damaged(f"its database cannot be read ({error})") from error
        if rows != manifest.rows:
            raise Damaged("its database has not the rows of its manifest")

    def is_empty(self) -> bool:
        if not self.path.exists():
            return True
        try:
            with closing(_connect(self.path)) as site:
                return site.execute(TABLES).fetchone() is None
        except sqlite3.DatabaseError:
            return False

    def refuse_busy(self) -> None:
        if not self.path.exists():
            return
        try:
            with closing(_connect(self.path, patience=1)) as site:
                # Only the last one who has the file open may end WAL mode.
                site.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise Refused(
                    "The database is in use. Stop the site and its workers, then restore."
                ) from error
        except sqlite3.DatabaseError:
            pass  # beyond reading: that is what a restore is for

    def put_back(self, file: Path, manifest: Manifest) -> None:
        draft = self.path.with_name(f"{self.path.name}.restoring")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with writing_in(self.path.parent):
                shutil.copyfile(file, draft)
                if self.path.exists():
                    shutil.copymode(self.path, draft)
                with draft.open("rb") as written:
                    os.fsync(written.fileno())
            # The journal of a database that could not be read would be applied to this one.
            for ending in ("-wal", "-shm"):
                self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
            draft.replace(self.path)
        finally:
            draft.unlink(missing_ok=True)


def _connect(path: Path, *, patience: float = BUSY_SECONDS) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=patience, isolation_level=None)
    # Constraints of some tables call them, and with them the integrity check.
    register_functions(database)
    return database


def _refuse_unsound(database: sqlite3.Connection) -> None:
    (found,) = database.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise _unsound(found)


def _unsound(found: str) -> Refused:
    return Refused(f"The database is damaged: {found}. Restore the last sound backup.")


def _rows(database: sqlite3.Connection) -> dict[str, int]:
    names = sorted(name for (name,) in database.execute(TABLES))
    count = "SELECT count(*) FROM {}"
    return {
        name: database.execute(count.format('"' + name.replace('"', '""') + '"')).fetchone()[0]
        for name in names
    }
