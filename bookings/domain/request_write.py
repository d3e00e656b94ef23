"""Transactions that change one request."""

import functools
from collections.abc import Callable
from typing import cast

from django.utils import timezone

from ..models import Appointment
from .holds import lock_diaries_for
from .transaction import diary_write


def request_write[**P, T](function: Callable[P, T]) -> Callable[P, T]:
    """diary_write for a function with the keyword `request_id`.

    What has lapsed of the request's offer lapses first, in a transaction of its own: it stays
    so even where the change is then refused, and whoever came too late sees why.
    """
    write = diary_write(function)

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        request_id = cast("int", kwargs["request_id"])
        if Appointment.objects.lapsed(timezone.now()).filter(request=request_id).exists():
            _let_lapse(request_id)
        return write(*args, **kwargs)

    return wrapper


@diary_write
def _let_lapse(request_id: int) -> None:
    lock_diaries_for(request_id)
