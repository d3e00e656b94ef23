"""Rows of a small world whose figures can be reckoned by hand: New York's, five hours behind."""

import datetime as dt
import uuid
from typing import Any
from zoneinfo import ZoneInfo

from bookings.domain.reports import Period
from bookings.models import BookingRequest
from bookings.statuses import RequestStatus

ZONE = ZoneInfo("America/New_York")
MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)


def local(words: str) -> dt.datetime:
    """The instant (UTC) at which clocks in New York show “2026-11-05 09:30”."""
    return dt.datetime.fromisoformat(words).replace(tzinfo=ZONE).astimezone(dt.UTC)


def period(first: str, last: str, **options: Any) -> Period:
    return Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last), ZONE, **options)


def request(
    received: dt.datetime | str,
    status: RequestStatus = RequestStatus.RECEIVED,
    *,
    wait: dt.timedelta | None = None,
    service: str = "Neck massage",
    **fields: Any,
) -> BookingRequest:
    """A row as it stands, first answered after `wait`."""
    at = local(received) if isinstance(received, str) else received
    key = uuid.uuid4()
    return BookingRequest.objects.create(
        **{
            "reference": key.hex[:7],
            "submission_key": key,
            "submission_digest": "",
            "service_name": service,
            "minutes": 60,
            "price": 60,
            "currency": "GBP",
            "name": "Vera Visitor",
            "email": "vera@example.org",
            "language": "en",
            "status": status,
            "created_at": at,
            "first_answered_at": at + wait if wait is not None else None,
        }
        | fields
    )
