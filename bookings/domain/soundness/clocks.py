"""Visits to come at which clocks will show something else than what was agreed."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone

from ...models import Appointment
from ...times import wall_clock


def clocks_that_disagree() -> Iterator[str]:
    """After a country has changed its rules, an instant is another wall time than before.

    The client comes at the wall time: somebody has to decide. What is over is left alone.
    """
    rows = Appointment.objects.blocking().filter(end__gt=timezone.now()).order_by("start", "pk")
    for pk, start, zone, agreed in rows.values_list(
        "pk", "start", "time_zone", "local_start"
    ).iterator():
        try:
            shown = wall_clock(start, ZoneInfo(zone))
        except (ZoneInfoNotFoundError, ValueError):
            yield f"clock: appointment {pk} is in {zone!r}, a time zone that is not known here"
            continue
        if shown != agreed:
            yield (
                f"clock: appointment {pk} was agreed for {agreed or 'no time'} in {zone}, "
                f"where clocks will show {shown}"
            )
