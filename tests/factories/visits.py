"""Rows of the diary as they stand, whatever the hours say."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone

from bookings.models import Appointment, BookingRequest, Client, Practitioner
from bookings.statuses import AppointmentStatus
from bookings.times import wall_clock


def make_visit(
    practitioner: Practitioner,
    start: dt.datetime,
    *,
    name: str = "Clara Client",
    request: BookingRequest | None = None,
    minutes: int = 60,
    status: AppointmentStatus = AppointmentStatus.CONFIRMED,
) -> Appointment:
    """A visit of somebody called `name`, or of whoever sent `request`; `start` is aware."""
    client = None
    if request is None:
        client = Client.objects.create(name=name, created_at=timezone.now())
    end = start + dt.timedelta(minutes=minutes)
    settled = {
        AppointmentStatus.HELD: {"hold_expires_at": start},
        AppointmentStatus.CANCELLED: {"cancelled_at": start, "cancelled_by": "staff"},
    }
    return Appointment.objects.create(
        practitioner=practitioner,
        request=request,
        client=client,
        service_name="Neck massage",
        price=60,
        currency="GBP",
        start=start,
        end=end,
        occupied_from=start,
        occupied_until=end,
        time_zone="Europe/London",
        local_start=wall_clock(start, ZoneInfo("Europe/London")),
        status=status,
        **settled.get(status, {}),
    )
