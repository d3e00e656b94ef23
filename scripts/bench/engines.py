"""Where the bench's databases live: files, or a PostgreSQL of its own, which is as safe as a
real one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote, urlsplit

import psutil
import psycopg

from tests.database_stores import Files, Server, Store
from tests.postgres import postgres

# Nothing runs beside what is measured; what was made is vacuumed and analysed by `settle`.
QUIET: Final = {"autovacuum": "off", "checkpoint_timeout": "'1h'", "max_wal_size": "'4GB'"}


@dataclass(frozen=True)
class Engine:
    """`processes` are the database's own: none for a file."""

    name: str
    store: Store
    prefix: str
    processes: tuple[psutil.Process, ...] = ()

    def url(self, database: str) -> str:
        """As DATABASE_URL wants it."""
        return self.prefix + self.store.address(database)

    def settle(self, database: str) -> None:
        """What a database does by itself in time, after many rows came at once."""
        if self.processes:
            with psycopg.connect(self.url(database), autocommit=True) as session:
                session.execute("VACUUM ANALYZE")
                session.execute("CHECKPOINT")


def sqlite(folder: Path) -> Engine:
    folder.mkdir(parents=True, exist_ok=True)
    return Engine("SQLite", Files(folder), "sqlite:///")


@contextmanager
def postgresql(folder: Path) -> Iterator[Engine]:
    """A server whose files are in `folder`."""
    with postgres(folder, QUIET) as address:
        parts = urlsplit(address)
        host = unquote(parts.netloc.rpartition("@")[2])
        login = {"HOST": host, "PORT": "", "USER": "postgres", "PASSWORD": "", "NAME": "postgres"}
        with psycopg.connect(address) as session:
            # Each connection has a process, which the server itself started.
            server = psutil.Process(session.info.backend_pid).parent()
        assert server  # noqa: S101
        prefix = f"postgres://postgres@{quote(host, safe='')}/"
        yield Engine("PostgreSQL", Server(login), prefix, (server,))
