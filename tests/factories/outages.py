"""A database that takes nothing."""

from django.db import connection

READ_ONLY = {
    "sqlite": "PRAGMA query_only = ON",
    "postgresql": "SET default_transaction_read_only = on",
}


def make_read_only() -> None:
    """For this connection, until it is closed; outside of a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(READ_ONLY[connection.vendor])
