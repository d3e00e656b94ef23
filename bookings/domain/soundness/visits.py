"""Visits that overlap, or are in a state that they can't be in."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from django.db.models import F, Q
from django.utils import timezone

from ...models import Appointment
from ...statuses import AppointmentStatus

# The tick runs every few seconds, or from cron every few minutes.
LONG_AGO: Final = dt.timedelta(hours=1)


def overlaps() -> Iterator[str]:
    """Blocking visits of one practitioner whose occupied times share an instant."""
    rows = Appointment.objects.blocking().order_by("practitioner", "occupied_from", "pk")
    last: tuple[int, int, dt.datetime] | None = None  # practitioner, visit that lasts longest
    for pk, practitioner, start, until in rows.values_list(
        "pk", "practitioner_id", "occupied_from", "occupied_until"
    ).iterator():
        if last and last[1] == practitioner and last[2] > start:
            yield (
                f"overlap: appointments {last[0]} and {pk} of practitioner {practitioner} "
                f"from {start:%Y-%m-%d %H:%M} UTC"
            )
        if last is None or last[1] != practitioner or last[2] < until:
            last = pk, practitioner, until


def impossible_visits() -> Iterator[str]:
    """Visits whose state and instants can't both be so."""
    for words, condition in _impossible(timezone.now()).items():
        for pk in Appointment.objects.filter(condition).values_list("pk", flat=True):
            yield f"state: appointment {pk} {words}"


def lapsed_long_ago() -> Iterator[str]:
    """Holds and undo times that should be over: nobody runs the tick."""
    lapsed = Appointment.objects.lapsed(timezone.now() - LONG_AGO)
    for pk, status in lapsed.values_list("pk", "status"):
        yield f"lapsed: appointment {pk} is still {status}; does `manage.py tick` run?"


def _impossible(now: dt.datetime) -> Mapping[str, Q]:
    status = AppointmentStatus
    cancelled = Q(status__in=[status.CANCEL_PENDING, status.CANCELLED])
    return {
        "is held beyond its start": Q(hold_expires_at__gt=F("start")),
        "can be undone beyond its start": Q(undo_until__gt=F("start")),
        "has ended before it began": Q(
            status__in=[status.COMPLETED, status.NO_SHOW], start__gt=now
        ),
        "is cancelled, but not when or by whom": cancelled
        & (Q(cancelled_at__isnull=True) | Q(cancelled_by="")),
        "says who cancelled it, and is not cancelled": ~cancelled
        & (Q(cancelled_at__isnull=False) | ~Q(cancelled_by="")),
    }
