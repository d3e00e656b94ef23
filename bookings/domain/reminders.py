"""A reminder of each confirmed visit, some hours before it (BookingSettings.reminder_hours).

None for a visit that was made or last changed within these hours: its client has just had a mail
that says the same. After a worker was down, reminders are still written, until they could only
alarm: less than two hours before the visit (or half of the practice's hours, where these are
fewer) there is nothing left to arrange.
"""

import datetime as dt
from typing import Final

from django.db.models import F, QuerySet
from django.utils import timezone

from .. import notifications
from ..models import Appointment, BookingSettings
from ..notifications.kinds import REMINDER
from ..statuses import AppointmentStatus
from .scheduled_mails import ScheduledMail

TOO_LATE: Final = dt.timedelta(hours=2)


def write_due() -> int:
    """For the tick: write what is due; see ScheduledMail.write_due."""
    return _REMINDERS.write_due()


def _due() -> QuerySet[Appointment]:
    ahead, now = BookingSettings.current().reminder_time, timezone.now()
    if not ahead:
        return Appointment.objects.none()
    return Appointment.objects.filter(
        status=AppointmentStatus.CONFIRMED,
        start__gt=now + min(TOO_LATE, ahead / 2),
        start__lte=now + ahead,
        changed_at__lt=F("start") - ahead,
    )


_REMINDERS: Final = ScheduledMail(kind=REMINDER, due=_due, write=notifications.reminder)
