"""Transactions of the one write path: lock first, try once more, and never crash."""

import functools
import logging
from collections.abc import Callable, Collection
from typing import Final

from django.db import DatabaseError, IntegrityError, OperationalError, transaction

from ..models import Practitioner
from .errors import NotSaved, PractitionerUnavailable, TimeTaken

logger = logging.getLogger(__name__)

# PostgreSQL: serialization_failure, deadlock_detected, exclusion_violation.
RACES: Final = frozenset({"40001", "40P01", "23P01"})
# PostgreSQL: lock_not_available, and query_canceled by statement_timeout.
BUSY: Final = frozenset({"55P03", "57014"})


def diary_write[**P, T](function: Callable[P, T]) -> Callable[P, T]:
    """Run `function` in a transaction; tell the loser of a race in words, never crash.

    A deadlock, a serialization failure and whatever a constraint stops is tried once more, on
    what is there by then. If that fails too, TimeTaken is raised where somebody was faster, and
    NotSaved for what is logged as an error, because no function here should cause it. The
    transaction is the function's own: don't call one from another, or from inside one.
    """

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            try:
                return _attempt(function, *args, **kwargs)
            except (OperationalError, IntegrityError) as error:
                if not _is_worth_a_try(error):
                    raise
                return _attempt(function, *args, **kwargs)
        except (OperationalError, IntegrityError) as error:
            raise _refusal(error) from error

    return wrapper


def _attempt[**P, T](function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    with transaction.atomic():
        return function(*args, **kwargs)


def _is_worth_a_try(error: DatabaseError) -> bool:
    return isinstance(error, IntegrityError) or _sqlstate(error) in RACES


def _refusal(error: DatabaseError) -> Exception:
    """What the person is told; the error itself if the database is out of order."""
    if _sqlstate(error) in RACES:
        return TimeTaken()
    if isinstance(error, IntegrityError):
        logger.error("A constraint refused a change of the diary.", exc_info=error)
        return NotSaved()
    if _sqlstate(error) in BUSY or "database is locked" in str(error):
        logger.warning("The diary was locked for too long.", exc_info=error)
        return NotSaved()
    return error


def _sqlstate(error: DatabaseError) -> str | None:
    return getattr(error.__cause__, "sqlstate", None)


def lock_practitioners(practitioner_ids: Collection[int]) -> None:
    """Lock these rows, in one order, until the transaction ends. Call before any other lock.

    On SQLite the transaction itself holds the write lock (settings: transaction_mode).
    Raises PractitionerUnavailable.
    """
    rows = Practitioner.objects.filter(pk__in=practitioner_ids).order_by("pk")
    if len(rows.select_for_update(no_key=True)) < len(set(practitioner_ids)):
        raise PractitionerUnavailable
