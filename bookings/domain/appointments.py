"""What staff do to the diary: book, move, cancel, and say how a visit went.

Each function is one transaction that locks the diaries concerned, checks and writes. `version`
is the version of the row that the person saw: if it has changed since, StaleVersion is raised.
What the row's state or the clock forbids (deeds.possible_deeds) raises TransitionRefused. Every
refusal leaves everything as it was.
"""

import datetime as dt
from dataclasses import asdict

from django.contrib.auth.models import User
from django.utils import timezone

from home.models import PracticeSettings

from .. import notifications
from ..models import Actor, Appointment, Client
from ..statuses import AppointmentStatus
from ..times import edge
from .changes import change_appointment
from .deeds import Deed, claim
from .errors import ClientGone
from .holds import lock_diaries, lock_diary_of
from .placing import find_place, fits_again
from .session import Session
from .transaction import diary_write
from .visits import practitioner_offering, visit_of_client
from .writes import visit_write


@diary_write
def book(
    *,
    by: User,
    practitioner_id: int,
    service_id: int,
    minutes: int,
    start: dt.datetime,
    client_id: int | None = None,
    name: str = "",
    email: str = "",
    phone: str = "",
    override_reason: str = "",
    walk_in: bool = False,
) -> Appointment:
    """Put a visit into the diary that nobody asked for on the website; `start` is aware.

    For the client `client_id`, or for a new one who is made from `name`, `email` and `phone`
    (the caller sees to it that there is a name). Notice is no obstacle. A `walk_in` may have
    begun earlier today and is sent no mail. Raises LengthUnavailable,
    PractitionerUnavailable, TimeTaken, TimeNotPossible, PolicyRefused (unless
    `override_reason` says why).
    """
    lock_diaries({practitioner_id})
    appointment = visit_of_client(
        _client(client_id, name=name, email=email, phone=phone),
        practitioner_id=practitioner_id,
        service_id=service_id,
        minutes=minutes,
        start=start,
        since=_start_of_today() if walk_in else None,
        override_reason=override_reason,
        by=by,
    )
    if not walk_in:
        notifications.appointment_booked(appointment)
    return appointment


@visit_write
def move(
    *,
    appointment_id: int,
    version: int,
    by: User,
    practitioner_id: int,
    start: dt.datetime,
    turnaround_minutes: int | None = None,
    override_reason: str = "",
) -> Appointment:
    """Give a visit another time, another practitioner, or other minutes to be kept free after.

    `start` is aware. It may overlap its own old time. Without `turnaround_minutes` the visit
    keeps those it has. The client hears of a new time or practitioner, not of the minutes
    after. Raises what `book` raises.
    """
    old = Appointment.objects.get(pk=appointment_id)
    lock_diaries({old.practitioner_id, practitioner_id})
    appointment = claim(appointment_id, Deed.MOVE, version=version)
    stays, same_time = practitioner_id == appointment.practitioner_id, start == appointment.start
    if turnaround_minutes is None:
        turnaround_minutes = appointment.turnaround_minutes
    place = find_place(
        # Who has stopped offering the service keeps the visits that are in the diary.
        practitioner=practitioner_offering(
            practitioner_id, None if stays else appointment.service_id
        ),
        session=Session.of(
            appointment.service, appointment.minutes, turnaround_minutes=turnaround_minutes
        ),
        start=start,
        override_reason=override_reason,
        moving=appointment,
        since=appointment.start if same_time else None,
    )
    is_news = not (stays and same_time)
    moved = change_appointment(
        appointment_id,
        AppointmentStatus.CONFIRMED,
        version=version,
        by=by,
        action="moved" if is_news else "turnaround changed",
        practitioner_id=practitioner_id,
        calendar_sequence=appointment.calendar_sequence + is_news,
        changed_at=timezone.now() if is_news else appointment.changed_at,
        arrived_at=appointment.arrived_at if _same_day(appointment, start) else None,
        **asdict(place),
    )
    if is_news:
        notifications.appointment_moved(moved, old=appointment)
    return moved


@visit_write
def cancel(
    *, appointment_id: int, version: int, by: User, reason: str, message: str = ""
) -> Appointment:
    """Cancel for good. `reason` is for the desk, `message` goes to the client with the mail.

    For one that the client has cancelled, this ends the time in which it can be undone; it
    stays the client's cancellation. ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("A cancellation by staff has a reason.")
    lock_diary_of(appointment_id)
    appointment = claim(appointment_id, Deed.CANCEL, version=version)
    by_client = appointment.status == AppointmentStatus.CANCEL_PENDING
    cancelled = change_appointment(
        appointment_id,
        AppointmentStatus.CANCELLED,
        version=version,
        by=by,
        cancelled_at=appointment.cancelled_at if by_client else timezone.now(),
        cancelled_by=Actor.CLIENT if by_client else Actor.STAFF,
        cancel_reason=reason,
        calendar_sequence=appointment.calendar_sequence + 1,
    )
    notifications.appointment_cancelled(cancelled, message=message)
    return cancelled


def complete(*, appointment_id: int, version: int, by: User) -> Appointment:
    """The visit took place. Only once it has begun."""
    return _settle(
        appointment_id=appointment_id,
        version=version,
        by=by,
        deed=Deed.COMPLETE,
        to=AppointmentStatus.COMPLETED,
    )


def no_show(*, appointment_id: int, version: int, by: User) -> Appointment:
    """The client did not come. Only once the visit should have begun; its time is free again."""
    return _settle(
        appointment_id=appointment_id,
        version=version,
        by=by,
        deed=Deed.NO_SHOW,
        to=AppointmentStatus.NO_SHOW,
    )


@visit_write
def correct(
    *, appointment_id: int, version: int, by: User, to: AppointmentStatus, reason: str
) -> Appointment:
    """It was the other way round: `to` is COMPLETED or NO_SHOW. ValueError without a reason.

    Raises TimeTaken where the time of a visit that “did not take place” was given away since.
    """
    if not reason.strip():
        raise ValueError("A correction has a reason.")
    lock_diary_of(appointment_id)
    appointment = claim(appointment_id, Deed.CORRECT, version=version)
    until = appointment.occupied_until
    if to == AppointmentStatus.COMPLETED:
        until = fits_again(appointment)
    return change_appointment(
        appointment_id,
        to,
        version=version,
        by=by,
        action="corrected",
        correction_reason=reason,
        occupied_until=until,
        arrived_at=appointment.arrived_at if to == AppointmentStatus.COMPLETED else None,
    )


@visit_write
def _settle(
    *,
    appointment_id: int,
    version: int,
    by: User,
    deed: Deed,
    to: AppointmentStatus,
) -> Appointment:
    lock_diary_of(appointment_id)
    appointment = claim(appointment_id, deed, version=version)
    return change_appointment(
        appointment_id,
        to,
        version=version,
        by=by,
        arrived_at=appointment.arrived_at if to == AppointmentStatus.COMPLETED else None,
    )


def _client(client_id: int | None, *, name: str, email: str, phone: str) -> Client:
    if client_id is None:
        if not name.strip():
            raise ValueError("A new client has a name.")
        return Client.objects.create(name=name, email=email, phone=phone, created_at=timezone.now())
    client = Client.objects.kept().filter(pk=client_id).first()
    if client is None:
        raise ClientGone
    return client


def _same_day(appointment: Appointment, start: dt.datetime) -> bool:
    """Whether who is here for a visit is here for one from `start`, too."""
    zone = PracticeSettings.current().zone
    return timezone.localdate(appointment.start, zone) == timezone.localdate(start, zone)


def _start_of_today() -> dt.datetime:
    zone = PracticeSettings.current().zone
    return edge(timezone.localdate(timezone=zone), dt.time(), zone)
