"""Transactions of the one write path: lock first, try once more after a deadlock."""

import functools
from collections.abc import Callable

from django.db import IntegrityError, OperationalError, transaction

from ..models import Practitioner
from .errors import TimeTaken

# PostgreSQL: serialization_failure, deadlock_detected, exclusion_violation.
RETRYABLE = {"40001", "40P01"}
EXCLUSION_VIOLATION = "23P01"


def _sqlstate(error: Exception) -> str | None:
    return getattr(error.__cause__, "sqlstate", None)


def diary_write[**P, T](function: Callable[P, T]) -> Callable[P, T]:
    """Run `function` in a transaction; tell the loser of a race, never crash.

    A deadlock or serialization failure is tried once more; if that fails too, and where the
    database's exclusion constraint had to step in, TimeTaken is raised. Other integrity
    errors are bugs and stay what they are.
    """

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        for last_try in (False, True):
            try:
                with transaction.atomic():
                    return function(*args, **kwargs)
            except OperationalError as error:
                if _sqlstate(error) not in RETRYABLE:
                    raise
                if last_try:
                    raise TimeTaken from error
            except IntegrityError as error:
                if _sqlstate(error) != EXCLUSION_VIOLATION:
                    raise
                raise TimeTaken from error
        raise AssertionError("unreachable")

    return wrapper


def lock_practitioner(practitioner_id: int) -> Practitioner:
    """The practitioner's row, locked until the transaction ends. Call before any other lock.

    On SQLite the transaction itself holds the write lock (settings: transaction_mode).
    Raises Practitioner.DoesNotExist.
    """
    return Practitioner.objects.select_for_update().get(pk=practitioner_id)
