"""Visits that stand in the way."""

import datetime as dt

from bookings.domain.visits import visit_for
from bookings.models import Appointment, Practitioner
from tests.factories.bookings import make_request


def book(practitioner: Practitioner, start: str) -> Appointment:
    """An hour of somebody else's at `start` (ISO, UTC)."""
    request = make_request(service=practitioner.services.first(), name="Somebody Else")
    return visit_for(
        request, practitioner_id=practitioner.pk, start=dt.datetime.fromisoformat(start)
    )
