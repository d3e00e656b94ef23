"""A visit for its client's own calendar: in a mail (RFC 5546, 6047) and as a file.

Whoever sees that calendar learns that there is an appointment at the practice and nothing
more: no service, no word about health, no name, no link with which to act.
"""

from email.utils import parseaddr
from enum import StrEnum
from typing import Final

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import STATUS, Calendar, vCalAddress

from home.models import PracticeSettings

from ..models import Appointment
from .events import calendar_of, event_of, person


class Method(StrEnum):
    """What a calendar is asked to do with the event of this UID."""

    REQUEST = "REQUEST"  # have it, or have it anew
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"  # the same without a guest, for whoever adds it by hand


_STATUS: Final = {
    Method.REQUEST: STATUS.CONFIRMED,
    Method.CANCEL: STATUS.CANCELLED,
    Method.PUBLISH: STATUS.CONFIRMED,
}


def invitation(appointment: Appointment, *, method: str, attendee: str, language: str) -> str:
    """The calendar part of a mail to `attendee`, who comes to the visit.

    REQUEST for one that stands, new or moved, CANCEL for one that doesn't any more. The caller
    has raised the row's `calendar_sequence`, or calendars keep what they have.
    """
    return _calendar(appointment, Method(method), language, guests=[_guest(attendee)])


def readdressed(calendar: str, attendee: str) -> str:
    """The same calendar part for another address, as calendars pass over what invites others.

    For a mail that is sent again elsewhere. Empty stays empty.
    """
    if not calendar:
        return ""
    parsed = Calendar.from_ical(calendar)
    for event in parsed.events:
        event["ATTENDEE"] = _guest(attendee)
    return parsed.to_ical().decode()


def download(appointment: Appointment, language: str) -> str:
    """The same visit as a file. Added after the mail's it replaces it, by UID and SEQUENCE.

    It names the same organizer, so that calendars take a later mail as being about it.
    """
    return _calendar(appointment, Method.PUBLISH, language)


def _calendar(
    appointment: Appointment, method: Method, language: str, guests: list[vCalAddress] | None = None
) -> str:
    practice = PracticeSettings.current()
    with translation.override(language):
        event = event_of(
            appointment,
            summary=_summary(practice),
            status=_STATUS[method],
            stamp=timezone.now(),
            location=practice.address,
            description=_description(appointment, practice),
            organizer=_organizer(practice),
            attendees=guests or [],
        )
    return calendar_of([event], method=method.value)


def _guest(email: str) -> vCalAddress:
    # The time was settled between people before the mail went: there is nothing to accept, and
    # nobody who would read the answer.
    return person(email, role="REQ-PARTICIPANT", partstat="ACCEPTED", rsvp=False)


def _summary(practice: PracticeSettings) -> str:
    if not practice.practice_name:
        return _("Appointment")
    return _("Appointment at %(practice)s") % {"practice": practice.practice_name}


def _description(appointment: Appointment, practice: PracticeSettings) -> str:
    lines = []
    if practice.phone:
        lines.append(_("Phone: %(phone)s") % {"phone": practice.phone})
    if appointment.request:
        lines.append(_("Reference: %(reference)s") % {"reference": appointment.request.reference})
    return "\n".join(lines)


def _organizer(practice: PracticeSettings) -> vCalAddress:
    """The practice; there must be one (RFC 5546, 3.2), so else the sender of all mails."""
    email = practice.email or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return person(email, name=practice.practice_name)
