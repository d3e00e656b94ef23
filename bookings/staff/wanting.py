"""Which other open requests wanted the time of a visit."""

from collections.abc import Iterable

from django.utils import timezone

from ..domain import interest
from ..models import Appointment, BookingRequest
from ..statuses import AppointmentStatus as A


def wanting(visits: Iterable[Appointment]) -> list[BookingRequest]:
    """Of the visit that is still to come among these; after a cancellation, who may have it."""
    now = timezone.now()
    told = {A.CONFIRMED, A.CANCEL_PENDING, A.CANCELLED}
    for visit in visits:
        if visit.status in told and visit.start > now:
            return interest.wanted_by(visit.start, visit.end, besides=visit.request_id)
    return []
