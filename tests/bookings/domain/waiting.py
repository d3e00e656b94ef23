"""A practice with a waiting list, and time that comes free in its diary."""

import datetime as dt
from typing import Any

from bookings.domain import appointments, places_in_line
from bookings.models import Appointment, BookingRequest, FreedTime, Practitioner, WaitlistEntry
from bookings.statuses import AppointmentStatus
from tests.bookings.domain.offering import HOUR, TUESDAY
from tests.factories.bookings import book_visit, make_request
from tests.factories.people import make_user

DAY = 24 * HOUR


def make_waiting(**asked: Any) -> BookingRequest:
    """A request that has just been put on the waiting list; keywords are make_request's own."""
    request = make_request(**asked)
    return places_in_line.put_on_waitlist(
        request_id=request.pk, version=request.version, by=make_user()
    )


def cancel(visit: Appointment) -> None:
    appointments.cancel(
        appointment_id=visit.pk, version=visit.version, by=make_user(), reason="Ill"
    )


def free(practitioner: Practitioner, start: dt.datetime = TUESDAY, **options: Any) -> Appointment:
    """A visit that was in the diary and is cancelled; keywords are book_visit's own."""
    values = {"service": practitioner.services.first()} | options
    visit = book_visit(practitioner, start=start, **values)
    cancel(visit)
    return visit


def held() -> dict[int, dt.datetime]:
    """For which request which time is held now."""
    rows = Appointment.objects.filter(status=AppointmentStatus.HELD)
    return dict(rows.values_list("request", "start"))


def entry_of(request: BookingRequest) -> tuple[str, str, dt.datetime]:
    """What its request is, what its place is, and since when."""
    place = WaitlistEntry.objects.select_related("request").get(request=request)
    return place.request.status, place.state, place.since


def freed() -> list[tuple[dt.datetime, dt.datetime]]:
    return list(FreedTime.objects.values_list("start", "end"))
