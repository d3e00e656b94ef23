"""Times offered to a client, the way the desk offers them."""

import datetime as dt

from django.contrib.auth.models import User

from bookings.domain.offers import offer
from bookings.domain.rounds import OfferedTime
from bookings.models import BookingRequest, Practitioner, Proposal
from tests.factories.bookings import make_practitioner, make_request
from tests.factories.people import make_user


def make_offer(
    *starts: dt.datetime,
    request: BookingRequest | None = None,
    practitioner: Practitioner | None = None,
    by: User | None = None,
    **options: object,
) -> list[Proposal]:
    """One to three times (aware) for `request`, which is read again; `options` are offer's own."""
    request = request or make_request()
    practitioner = practitioner or make_practitioner(services=[request.service])
    values = {"version": request.version} | options
    proposals = offer(
        request_id=request.pk,
        by=by or make_user(),
        times=[OfferedTime(practitioner_id=practitioner.pk, start=start) for start in starts],
        **values,
    )
    request.refresh_from_db()
    return proposals
