"""Where test databases live, by engine: files for SQLite, databases of one server for PostgreSQL.

Names are the suite's own; `address` turns one into what Django's NAME wants.
"""

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

import psycopg


class Store(Protocol):
    def address(self, name: str) -> str: ...
    def names(self) -> list[str]: ...  # the newest first
    def make(self, name: str) -> None: ...
    def copy(self, source: str, name: str) -> None: ...  # nobody may be connected to the source
    def rename(self, name: str, new: str) -> None: ...
    def drop(self, name: str) -> None: ...


class Files:
    """SQLite: a database is a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def address(self, name: str) -> str:
        return str(self.folder / f"{name}.sqlite3")

    def names(self) -> list[str]:
        files = sorted(self.folder.glob("*.sqlite3"), key=lambda file: -file.stat().st_mtime)
        return [file.stem for file in files]

    def make(self, name: str) -> None:
        self.drop(name)  # SQLite makes the file when it connects

    def copy(self, source: str, name: str) -> None:
        self.drop(name)
        shutil.copyfile(self.address(source), self.address(name))

    def rename(self, name: str, new: str) -> None:
        Path(self.address(name)).replace(self.address(new))

    def drop(self, name: str) -> None:
        for ending in ("", "-wal", "-shm"):
            Path(self.address(name) + ending).unlink(missing_ok=True)


class Server:
    """PostgreSQL: the account in DATABASE_URL must be allowed to create databases."""

    prefix = "practice_test_"

    def __init__(self, config: dict[str, Any]) -> None:
        keys = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
        self.login = {key: config[name] or None for key, name in keys.items()}
        self.login["dbname"] = config["NAME"]

    def address(self, name: str) -> str:
        return self.prefix + name

    def names(self) -> list[str]:
        found = [name for (name,) in self._run("SELECT datname FROM pg_database ORDER BY oid DESC")]
        return [name.removeprefix(self.prefix) for name in found if name.startswith(self.prefix)]

    def make(self, name: str) -> None:
        self.drop(name)
        self._run(f'CREATE DATABASE "{self.address(name)}" TEMPLATE template0')

    def copy(self, source: str, name: str) -> None:
        self.drop(name)
        self._run(f'CREATE DATABASE "{self.address(name)}" TEMPLATE "{self.address(source)}"')

    def rename(self, name: str, new: str) -> None:
        self.drop(new)
        self._run(f'ALTER DATABASE "{self.address(name)}" RENAME TO "{self.address(new)}"')

    def drop(self, name: str) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{self.address(name)}" WITH (FORCE)')

    def _run(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(psycopg.connect(**self.login, autocommit=True)) as server:
            cursor = server.execute(sql)
            return cursor.fetchall() if cursor.description else []
