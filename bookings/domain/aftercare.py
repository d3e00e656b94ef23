"""After a visit: a mail that leads to the exercises on the client's own page.

It follows a visit of which staff say that it took place by BookingSettings.aftercare_hours. Where
nobody has said anything it waits for a day, so that one who did not come can be noted, and then
takes the visit for one that took place, as the rest of the site does (took_place): a therapist
who never presses the button has clients all the same. None without a page (a visit without a
request), without anything on it, or once it is three days overdue.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from .. import notifications
from ..models import Appointment, BookingSettings, HealthAnswers, Treatment
from ..notifications.kinds import AFTER_CARE
from ..statuses import AppointmentStatus
from .exercises import areas_for
from .scheduled_mails import ScheduledMail

TIME_TO_SAY: Final = dt.timedelta(days=1)
TOO_LATE: Final = dt.timedelta(days=3)
# No visit is longer (a constraint of Appointment): so the index of starts is of use for ends.
LONGEST: Final = dt.timedelta(days=1)


def write_due() -> int:
    """For the tick: write what is due; see ScheduledMail.write_due."""
    return _AFTER_CARE.write_due()


def _due() -> QuerySet[Appointment]:
    after, now = BookingSettings.current().aftercare_time, timezone.now()
    if not after:
        return Appointment.objects.none()
    oldest = now - after - TOO_LATE
    said = Q(status=AppointmentStatus.COMPLETED, end__lte=now - after)
    unsaid = Q(status=AppointmentStatus.CONFIRMED, end__lte=now - max(after, TIME_TO_SAY))
    treated = Treatment.objects.filter(appointment=OuterRef("pk"))
    named = HealthAnswers.objects.filter(request=OuterRef("request"))
    return Appointment.objects.filter(
        said | unsaid,
        Exists(treated) | Exists(named),
        request__isnull=False,
        end__gt=oldest,
        start__gt=oldest - LONGEST,
        start__lt=now,
    )


def _with_something_to_show(visits: QuerySet[Appointment]) -> Iterable[Appointment]:
    found = list(visits)
    areas = areas_for(found)
    return [visit for visit in found if areas[visit.pk]]


_AFTER_CARE: Final = ScheduledMail(
    kind=AFTER_CARE, due=_due, write=notifications.after_care, chosen=_with_something_to_show
)
