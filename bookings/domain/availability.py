"""Whether a practitioner's time is free: the one question of listing, confirming and moving."""

import datetime as dt

from ..models import Appointment, Practitioner
from ..querysets import AppointmentQuerySet


def conflicts(
    *,
    practitioner: Practitioner,
    start: dt.datetime,
    end: dt.datetime,
    turnaround: dt.timedelta = dt.timedelta(),
    moving: Appointment | None = None,
) -> AppointmentQuerySet:
    """The appointments that a visit from `start` to `end` (aware) would run into.

    The visit's own turnaround counts against what comes next. `moving` is the appointment
    being moved: its old time is no obstacle.
    """
    taken = practitioner.appointments.blocking().overlapping(start, end + turnaround)
    return taken.exclude(pk=moving.pk) if moving else taken
