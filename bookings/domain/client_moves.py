"""A client moves her visit to a free time by her own link, within the practice's rules.

`why_not` and `free_times` are what the page shows and what the write path asks, so that every
time that is listed can be had, and no other.
"""

import datetime as dt
from dataclasses import asdict
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from home.models import PracticeSettings

from .. import notifications
from ..models import Actor, Appointment, BookingSettings, Practitioner
from ..statuses import AppointmentStatus
from ..times import moment_words
from .availability import Diary
from .changes import change_appointment
from .deeds import Deed, claim, refusal
from .errors import MoveRefused, TimeTaken
from .holds import lock_diary_of
from .placing import find_place
from .writes import visit_write

# The audit's word for it.
MOVED_BY_CLIENT: Final = "moved by client"
NOT_HERE: Final = gettext_lazy("Appointments can’t be moved on this page.")


@visit_write
def move_by_client(*, appointment_id: int, version: int, start: dt.datetime) -> Appointment:
    """Give a visit another of its `free_times`, with the same practitioner; `start` is aware.

    It keeps its own turnaround. Client and practice are told. Raises StaleVersion,
    TransitionRefused, MoveRefused where the rules leave it to the desk, TimeTaken for a time
    that is not one of the free ones (any more).
    """
    lock_diary_of(appointment_id)
    appointment = claim(appointment_id, Deed.MOVE_BY_CLIENT, version=version)
    day = timezone.localdate(start, PracticeSettings.current().zone)
    diary = free_times(appointment, day=day)
    if not diary.at(start):
        raise TimeTaken
    place = find_place(
        practitioner=appointment.practitioner,
        session=diary.session,
        start=start,
        moving=appointment,
    )
    moved = change_appointment(
        appointment_id,
        AppointmentStatus.CONFIRMED,
        version=version,
        actor=Actor.CLIENT,
        action=MOVED_BY_CLIENT,
        moves_by_client=appointment.moves_by_client + 1,
        calendar_sequence=appointment.calendar_sequence + 1,
        **asdict(place),
    )
    notifications.moved_by_client(moved, old=appointment)
    return moved


def why_not(appointment: Appointment) -> str | Promise | None:
    """Why its client can't move it now, whatever times are free, in words; None where she can."""
    now, rules = timezone.now(), BookingSettings.current()
    words = refusal(appointment, Deed.MOVE_BY_CLIENT, now)
    if words is not None:
        return words
    if not rules.client_moves:
        return NOT_HERE
    if appointment.moves_by_client >= rules.client_moves:
        return ngettext(
            "You have moved it once, which is as often as you can here.",
            "You have moved it %(count)d times, which is as often as you can here.",
            appointment.moves_by_client,
        ) % {"count": appointment.moves_by_client}
    until = rules.on_time_until(appointment.start)
    if now > until:
        when = moment_words(until, PracticeSettings.current().zone)
        return _("You could move it here until %(when)s.") % {"when": when}
    if not _is_offered(appointment):
        return _("%(service)s with %(who)s can’t be booked here at the moment.") % {
            "service": appointment.service_name,
            "who": appointment.practitioner.name,
        }
    return None


def free_times(appointment: Appointment, *, day: dt.date | None = None) -> Diary:
    """The times to which its client may move it: on `day`, else from today to the horizon.

    They are those that visitors may ask for with its practitioner. Raises MoveRefused where
    `why_not` has an answer.
    """
    words, service = why_not(appointment), appointment.service
    if words is not None or service is None:
        raise MoveRefused(words)
    return Diary.for_service(
        service,
        appointment.minutes,
        first=day,
        last=day,
        practitioner=appointment.practitioner,
        moving=appointment,
    )


def was_moved_by_client(appointment: Appointment) -> bool:
    """Whether nothing has happened to it since its client moved it."""
    latest = appointment.events.order_by("at", "pk").last()
    return latest is not None and latest.action == MOVED_BY_CLIENT


def _is_offered(appointment: Appointment) -> bool:
    """Whether visitors may ask for what it is: the service, its length, the practitioner."""
    service = appointment.service
    if service is None:
        return False
    people = Practitioner.objects.taking_requests(service, appointment.minutes)
    return people.filter(pk=appointment.practitioner_id).exists()
