"""DATABASE_URL to Django's settings, with what each engine needs to lose nothing."""

from pathlib import Path
from typing import Any

import dj_database_url

SQLITE_OPTIONS = {
    # IMMEDIATE takes the write lock when a transaction starts: on SQLite that is the
    # row lock of the one write path (docs: bookings).
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: an acknowledged request survives a power cut.
    # What is deleted is overwritten: an erased person is in no free page of the file.
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA secure_delete=ON;"
    ),
}
POSTGRES_OPTIONS = {
    # On, whatever the server's default: what is acknowledged survives a power cut there.
    "options": "-c statement_timeout=20000 -c synchronous_commit=on",
    # Of a server that is gone, in seconds: each visitor who waits keeps a thread busy.
    "connect_timeout": 3,
}


def database(url: str) -> dict[str, Any]:
    """The DATABASES entry for `url` (sqlite:///… or postgres://…); raises on any other engine."""
    config = dict(dj_database_url.parse(url, conn_max_age=None, conn_health_checks=True))
    options = dict(config.get("OPTIONS") or {})
    match config["ENGINE"].rsplit(".", 1)[-1]:
        case "sqlite3":
            Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
            config["OPTIONS"] = SQLITE_OPTIONS | options
        case "postgresql":
            config["OPTIONS"] = POSTGRES_OPTIONS | options
        case engine:
            raise ValueError(f"DATABASE_URL: {engine} is not supported; use sqlite or postgres.")
    return config
