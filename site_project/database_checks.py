"""That the database is set as the one write path needs it: asked of the database itself.

Part of `migrate` and of `check --database default`, and asked by whatever serves the site or
works for it before it starts: a wrong setting shows as two people at one time, weeks later.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

NO_OVERLAP: Final = "appointment_no_overlap"

# What SQLite must answer, and what goes wrong otherwise.
PRAGMAS: Final = {
    "journal_mode": ("wal", "journal_mode=WAL", "readers and writers wait for each other"),
    "synchronous": (2, "synchronous=FULL", "a power cut loses requests that were acknowledged"),
    "foreign_keys": (1, "foreign_keys=ON", "rows may point at what is not there"),
}

# How long SQLite waits for whoever writes, in milliseconds.
SHORTEST_WAIT: Final = 20_000

# What PostgreSQL must not answer, and what goes wrong then.
POSTGRES: Final = {
    "synchronous_commit": (
        "E008",
        "off",
        "synchronous_commit=on",
        "a power cut loses requests that were acknowledged",
    ),
    "statement_timeout": (
        "E009",
        "0",
        "statement_timeout=20000",
        "one query that never ends keeps a visitor and a thread of the server waiting for ever",
    ),
}


def refuse_wrong_database() -> None:
    """Raise ImproperlyConfigured, in words, before anything is served from such a database.

    One that does not answer yet is no reason: it may come up later.
    """
    try:
        errors = run_checks(tags=[Tags.database], databases=[DEFAULT_DB_ALIAS])
    except OperationalError:
        return
    finally:
        connections.close_all()
    if errors:
        raise ImproperlyConfigured("\n".join(f"{error.id}: {error.msg}" for error in errors))


@register(Tags.database)
def check_database(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """The errors of the site's database; none where the caller asks for no database."""
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    if connections[DEFAULT_DB_ALIAS].vendor == "sqlite":
        return list(_sqlite())
    return list(_postgres())


def _sqlite() -> Iterator[Error]:
    connection = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    if connection.transaction_mode != "IMMEDIATE":
        yield Error(
            "SQLite's transactions do not start with the write lock, so two people can be given "
            'the same time. Set "transaction_mode": "IMMEDIATE" in the OPTIONS of the database.',
            id="site_project.E002",
        )
    for pragma, (needed, setting, otherwise) in PRAGMAS.items():
        if _answer(f"PRAGMA {pragma}") != needed:
            yield Error(
                f"SQLite runs without {setting}: {otherwise}. "
                f'Add "PRAGMA {setting};" to the "init_command" in the OPTIONS of the database.',
                id="site_project.E003",
            )
    if _answer("PRAGMA busy_timeout") < SHORTEST_WAIT:
        yield Error(
            "SQLite gives up too soon where several write at once, and whoever sent something is "
            'told to come back. Set "timeout": 20 in the OPTIONS of the database.',
            id="site_project.E007",
        )


def _postgres() -> Iterator[Error]:
    # That it is PostgreSQL 15 or later is Django's own demand, when it connects.
    if _answer("SHOW transaction_isolation") != "read committed":
        yield Error(
            "PostgreSQL's transactions are not READ COMMITTED, so whoever has waited for a lock "
            "does not see what was written meanwhile. Leave out the isolation level in the "
            "OPTIONS of the database and in the settings of the server.",
            id="site_project.E004",
        )
    for name, (number, wrong, right, otherwise) in POSTGRES.items():
        if _answer(f"SHOW {name}") == wrong:
            yield Error(
                f"PostgreSQL runs with {name}={wrong}: {otherwise}. "
                f'Add "-c {right}" to the "options" in the OPTIONS of the database.',
                id=f"site_project.{number}",
            )
    table = apps.get_model("bookings.Appointment")._meta.db_table
    if _answer("SELECT to_regclass(%s)", table) is None:
        return  # not migrated yet; `migrate` looks again
    if not _answer("SELECT count(*) FROM pg_extension WHERE extname = 'btree_gist'"):
        yield Error(
            "PostgreSQL lacks the extension btree_gist. Create it: CREATE EXTENSION btree_gist;",
            id="site_project.E005",
        )
    if not _answer(
        "SELECT count(*) FROM pg_constraint WHERE conname = %s AND contype = 'x' "
        "AND conrelid = to_regclass(%s)",
        NO_OVERLAP,
        table,
    ):
        yield Error(
            f"The constraint {NO_OVERLAP}, which keeps two visits off one time, is gone. "
            "Restore the database from a backup, or create it again as the first migration does.",
            id="site_project.E006",
        )


def _answer(query: str, *parameters: str) -> Any:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(query, parameters or None)
        return cursor.fetchone()[0]
