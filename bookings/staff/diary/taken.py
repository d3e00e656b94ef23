"""What is in the diary already, while staff look for a time."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from ...models import Appointment, Practitioner


def taken_on(day: dt.date, practitioners: Iterable[Practitioner]) -> QuerySet[Appointment]:
    """The appointments that take these people's time on `day`, in the time zone active."""
    zone = timezone.get_current_timezone()
    midnight = dt.datetime.combine(day, dt.time.min, tzinfo=zone)
    next_midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min, tzinfo=zone)
    return (
        Appointment.objects.blocking()
        .overlapping(midnight, next_midnight)
        .filter(practitioner__in=list(practitioners))
        .select_related("practitioner", "request", "client")
        .order_by("start", "pk")
    )
