"""PostgreSQL: pg_dump of one snapshot one way, one transaction of psql the other."""

import re
from contextlib import closing
from pathlib import Path

import psycopg
from django.db import connection
from psycopg import sql
from psycopg.conninfo import make_conninfo

from ..manifest import Manifest
from ..refusals import Damaged, Refused
from .postgres_tools import Tools, find_tools

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
# Everything of the site is in this schema, its extension included.
EMPTY = """\
SET lock_timeout = '10s';
DROP SCHEMA IF EXISTS public CASCADE;
CREATE SCHEMA public;
ALTER SCHEMA public OWNER TO pg_database_owner;
"""
DEMAND = sql.SQL("""\
DO $demand$
DECLARE wrong text;
BEGIN
  SELECT string_agg(name, ', ') INTO wrong
    FROM ({}) AS found(name, expected, counted) WHERE expected <> counted;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'rows are missing in %', wrong;
  END IF;
END $demand$;
""")
# pg_dump and psql get no word of Django's: a long copy is no slow query.
PATIENT = "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0"


class Engine:
    name = "postgresql"

    def version(self) -> int:
        with closing(self._session()) as session:
            return session.info.server_version // 10_000

    def copy(self, file: Path) -> dict[str, int]:
        tools = self._tools(self.version())
        with closing(self._session()) as session:
            session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            # What is counted is what is dumped, whoever writes meanwhile.
            (snapshot,) = _row(session.execute("SELECT pg_export_snapshot()"))
            rows = {
                name: _row(session.execute(_count(name)))[0]
                for (name,) in session.execute(TABLES).fetchall()
            }
            tools.run(
                *("pg_dump", f"--snapshot={snapshot}", f"--file={file}", "--format=custom"),
                # The archive around it is compressed.
                *("--compress=0", "--no-owner", "--no-privileges"),
            )
        return rows

    def examine(self, file: Path, manifest: Manifest) -> None:
        with file.open("rb") as copy:
            if copy.read(5) != b"PGDMP":
                raise Damaged("its database cannot be read")

    def is_empty(self) -> bool:
        with closing(self._session()) as session:
            return session.execute(TABLES).fetchone() is None

    def refuse_busy(self) -> None:
        with closing(self._session()) as session:
            (others,) = _row(
                session.execute(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                    "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
                )
            )
        if others:
            raise Refused(
                f"The database is in use, by {others} connection(s). "
                "Stop the site and its workers, then restore."
            )

    def put_back(self, file: Path, manifest: Manifest) -> None:
        here = self.version()
        if manifest.engine_version > here:
            raise Refused(
                f"This backup is of PostgreSQL {manifest.engine_version}, and the database here "
                f"is {here}. Restore it into {manifest.engine_version} or newer."
            )
        tools = self._tools(here)
        folder = file.parent
        before, content, after = (folder / f"{name}.sql" for name in ("before", "content", "after"))
        tools.run(
            *("pg_restore", "--no-owner", "--no-privileges", "--no-comments"),
            *(f"--file={content}", str(file)),
            connects=False,
        )
        before.write_text(EMPTY)
        after.write_text(_demand(manifest.rows))
        tools.run(
            *("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"),
            *("--output=/dev/null", f"--file={before}", f"--file={content}", f"--file={after}"),
        )

    def _tools(self, version: int) -> Tools:
        conninfo, password = self._login()
        return Tools(find_tools(version), conninfo, password)

    def _session(self) -> psycopg.Connection:
        conninfo, password = self._login()
        return psycopg.connect(conninfo, password=password, autocommit=True)

    def _login(self) -> tuple[str, str | None]:
        """What libpq needs to connect as the site does; the password apart, for no `ps` to show."""
        known = {option.keyword.decode() for option in psycopg.pq.Conninfo.get_defaults()}
        given = connection.get_connection_params()
        login = {name: given[name] for name in known & given.keys() if given[name]}
        password = login.pop("password", None)
        return make_conninfo(**login | {"options": PATIENT}), password


def _row(cursor: psycopg.Cursor) -> tuple:
    return next(iter(cursor.fetchall()))


def _count(table: str) -> sql.Composed:
    return sql.SQL("SELECT count(*) FROM public.{}").format(sql.Identifier(table))


def _demand(rows: dict[str, int]) -> str:
    """SQL that fails, and with it the transaction, unless every table has its rows."""
    if not all(re.fullmatch(r"\w+", name) for name in rows):
        raise Damaged("it names a table that the site cannot have")  # and would end the quote
    counts = [
        sql.SQL("SELECT {}, {}, ({})").format(name, count, _count(name))
        for name, count in rows.items()
    ]
    return DEMAND.format(sql.SQL(" UNION ALL ").join(counts)).as_string()
