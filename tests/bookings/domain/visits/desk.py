"""What the tests of visits have in common. Times are in UTC; New York is five hours behind."""

import datetime as dt

from bookings.models import Appointment, AuditEvent, Client, OutboxMessage

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
TEN = dt.datetime(2026, 12, 1, 15, tzinfo=dt.UTC)  # by the clocks of New York
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


def seen(visit, staff):
    """What every change is told: which row, and how it was seen by whom."""
    return {"appointment_id": visit.pk, "version": visit.version, "by": staff}


def mails():
    return list(OutboxMessage.objects.order_by("pk").values_list("template", flat=True))


def stored():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Appointment, Client, AuditEvent, OutboxMessage)
    ]
