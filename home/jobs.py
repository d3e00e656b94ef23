"""What runs by itself says that it did, so that its silence is noticed."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from django.db.models import Q
from django.utils import timezone

from home.models import Job

ONE_BEAT: Final = dt.timedelta(minutes=1)


@contextmanager
def job(name: str) -> Iterator[None]:
    """Write down that `name` runs, and how it ended; an exception is kept by its class and raised.

    Not inside a transaction: a failed run would roll its own record back.
    """
    started = timezone.now()
    Job.objects.update_or_create(
        name=name, defaults={"started_at": started, "finished_at": None, "error": ""}
    )
    try:
        yield
    except BaseException as error:
        # Its words may quote a row.
        _finish(name, error=type(error).__name__)
        raise
    _finish(name, succeeded_at=started, error="")


def beat(name: str, *, failed: Sequence[str] = ()) -> None:
    """Write down that a round of `name` has ended; `failed` are its parts that did not go well.

    A round that went as the last one is written once a minute at most: one query otherwise too.
    """
    now = timezone.now()
    error = ", ".join(failed)
    fields = {"started_at": now, "finished_at": now, "error": error}
    if not failed:
        fields["succeeded_at"] = now
    same_lately = Q(name=name, error=error, finished_at__gt=now - ONE_BEAT)
    if not Job.objects.filter(same_lately).exists():
        Job.objects.update_or_create(name=name, defaults=fields)


def last_success(name: str) -> dt.datetime | None:
    """The start of the last run of `name` that went well; None where none is known."""
    return Job.objects.filter(name=name).values_list("succeeded_at", flat=True).first()


def last_error(name: str) -> str:
    """How the last run of `name` failed; "" where it went well, runs still or never ran."""
    return Job.objects.filter(name=name).values_list("error", flat=True).first() or ""


def _finish(name: str, **fields: object) -> None:
    Job.objects.filter(name=name).update(finished_at=timezone.now(), **fields)
