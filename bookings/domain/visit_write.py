"""Transactions that change one visit."""

import functools
from collections.abc import Callable
from typing import cast

from django.utils import timezone

from ..models import Appointment
from .holds import lock_diary_of
from .transaction import diary_write


def visit_write[**P, T](function: Callable[P, T]) -> Callable[P, T]:
    """diary_write for a function with the keyword `appointment_id`.

    If the visit's hold or undo time has lapsed, that is written first, in a transaction of its
    own: it stays so even where the change is then refused.
    """
    write = diary_write(function)

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        appointment_id = cast("int", kwargs["appointment_id"])
        if Appointment.objects.lapsed(timezone.now()).filter(pk=appointment_id).exists():
            _let_lapse(appointment_id)
        return write(*args, **kwargs)

    return wrapper


@diary_write
def _let_lapse(appointment_id: int) -> None:
    lock_diary_of(appointment_id)
