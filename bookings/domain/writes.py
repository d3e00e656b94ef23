"""Transactions that change one request or one visit.

What has lapsed of it, a hold or an undo time, lapses first, in a transaction of its own: it
stays so even where the change is then refused, and whoever came too late sees why.
"""

import functools
from collections.abc import Callable
from typing import cast

from django.utils import timezone

from ..models import Appointment
from .holds import lock_diaries_for, lock_diary_of
from .transaction import diary_write


def request_write[**P, T](function: Callable[P, T]) -> Callable[P, T]:
    """diary_write for a function with the keyword `request_id`."""
    return _after_lapse(function, "request_id", lapsing="request", lock=lock_diaries_for)


def visit_write[**P, T](function: Callable[P, T]) -> Callable[P, T]:
    """diary_write for a function with the keyword `appointment_id`."""
    return _after_lapse(function, "appointment_id", lapsing="pk", lock=lock_diary_of)


def _after_lapse[**P, T](
    function: Callable[P, T], keyword: str, *, lapsing: str, lock: Callable[[int], None]
) -> Callable[P, T]:
    """`lapsing` is the field of Appointment that `keyword` names; to `lock` is to let lapse."""
    write, let_lapse = diary_write(function), diary_write(lock)

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        key = cast("int", kwargs[keyword])
        if Appointment.objects.lapsed(timezone.now()).filter(**{lapsing: key}).exists():
            let_lapse(key)
        return write(*args, **kwargs)

    return wrapper
