"""What the tests of offers have in common."""

import datetime as dt

from bookings.models import BookingRequest, OutboxMessage, Proposal

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
SECOND = dt.timedelta(seconds=1)
TUESDAY = dt.datetime(2026, 12, 1, 14, tzinfo=dt.UTC)  # nine in New York
TIMES = (TUESDAY, TUESDAY + 3 * HOUR, TUESDAY + 24 * HOUR)
LAPSE = NOW + 48 * HOUR

OPEN = [("open", "held")] * 3
LAPSED = [("expired", "released")] * 3


def states(request: BookingRequest) -> list[tuple[str, str]]:
    """Of its proposals and of the visits behind them, by start."""
    rows = Proposal.objects.filter(request=request).order_by("appointment__start")
    return list(rows.values_list("state", "appointment__status"))


def mails(request: BookingRequest) -> list[str]:
    """What was written about it since it came in, in order."""
    rows = OutboxMessage.objects.filter(request=request).order_by("pk")
    first = ["request_received", "request_notice"]
    return list(rows.exclude(template__in=first).values_list("template", flat=True))
