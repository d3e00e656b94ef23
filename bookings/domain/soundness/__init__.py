"""What must hold in the diary and does not. Reads only; `manage.py check_diary` prints it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection, transaction

from .clocks import clocks_that_disagree
from .constraints import rows_outside_the_constraints
from .pairs import requests_and_visits_that_disagree
from .visits import impossible_visits, lapsed_long_ago, overlaps

# Each yields a line for everything that it finds, in a fixed number of queries.
CHECKS: Final[tuple[Callable[[], Iterator[str]], ...]] = (
    rows_outside_the_constraints,
    overlaps,
    impossible_visits,
    requests_and_visits_that_disagree,
    lapsed_long_ago,
    clocks_that_disagree,
)


def findings() -> list[str]:
    """All that is wrong, one line each; empty for a diary that is sound.

    The lines carry the numbers of rows, no names.
    """
    with _one_moment():
        return [line for check in CHECKS for line in check()]


@contextmanager
def _one_moment() -> Iterator[None]:
    """All queries see the same moment, or a change between two of them would look like damage.

    SQLite's transaction does that by itself.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
