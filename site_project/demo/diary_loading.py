"""Filling the demonstration's diary. Each step makes what has no mark yet, and says what."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from bookings.domain.availability import Diary, Slot
from bookings.domain.session import Session
from bookings.models import (
    Actor,
    Appointment,
    BookingRequest,
    Client,
    OpeningHours,
    Practitioner,
    ScheduleException,
)
from bookings.statuses import AppointmentStatus
from bookings.times import wall_clock
from home.models import PracticeSettings
from services.models import ServicePage

from . import history
from .diary import A_SATURDAY_WEEK, PRACTITIONERS, DemoPractitioner, exceptions
from .marks import Marks
from .visits import CLIENTS, VISITS, DemoVisit

# People come in a little before their time.
EARLY = dt.timedelta(minutes=4)
# Two weeks without a free time are no demonstration's.
LOOKED_AHEAD = dt.timedelta(days=13)


def practitioners(marks: Marks) -> list[str]:
    """With their opening hours, which go with them again."""
    made = []
    for item in PRACTITIONERS:
        if item.key in marks or Practitioner.objects.filter(slug=item.slug).exists():
            continue
        account = marks.primary_keys("account").get(f"account:{item.account}")
        practitioner = Practitioner.objects.create(name=item.name, slug=item.slug, user_id=account)
        pages = marks.primary_keys("page")
        practitioner.services.set(pages[key] for key in item.services if key in pages)
        OpeningHours.objects.bulk_create(_hours(item, practitioner))
        marks.add(item.key, practitioner)
        made.append(item.key)
    return made


def closures(marks: Marks) -> list[str]:
    """And extra openings; for somebody who is not there, none."""
    made = []
    for key, fields in exceptions(_today()).items():
        if key in marks:
            continue
        values: dict[str, Any] = dict(fields)
        if whose := values.pop("practitioner", None):
            values["practitioner_id"] = marks.primary_keys("practitioner").get(whose)
            if values["practitioner_id"] is None:
                continue
        marks.add(key, ScheduleException.objects.create(**values))
        made.append(key)
    return made


def clients(marks: Marks) -> list[str]:
    made = [key for key in CLIENTS if key not in marks]
    for key in made:
        marks.add(key, Client.objects.create(created_at=timezone.now(), **CLIENTS[key]))
    return made


def visits(marks: Marks) -> list[str]:
    """In order, each in time that is free when it is made: what is listed, and no other."""
    made = []
    for item in VISITS:
        if item.key in marks:
            continue
        client = marks.primary_keys("client").get(item.client)
        if client and (appointment := make_visit(item, marks, client_id=client)):
            history.of_visit(appointment)
            marks.add(item.key, appointment)
            made.append(item.key)
    return made


def make_visit(
    item: DemoVisit,
    marks: Marks,
    *,
    request: BookingRequest | None = None,
    client_id: int | None = None,
    held_until: dt.datetime | None = None,
) -> Appointment | None:
    """Of a request or of a client; None where somebody has taken away what it needs.

    `held_until` makes it a time that is held, at most until it starts.
    """
    service = ServicePage.objects.filter(
        pk=marks.primary_keys("page").get(item.service), lengths__minutes=item.minutes
    ).first()
    practitioner = Practitioner.objects.filter(
        pk=marks.primary_keys("practitioner").get(item.practitioner.key)
    ).first()
    if not (service and practitioner):
        return None
    session = Session.of(service, item.minutes)
    slot = free_time([practitioner], session, days=item.days, late=item.late)
    if slot is None:
        return None
    practice = PracticeSettings.current()
    return Appointment.objects.create(
        request=request,
        client_id=client_id,
        practitioner=practitioner,
        service=service,
        service_name=service.title,
        price=service.lengths.get(minutes=item.minutes).price,
        currency=practice.currency,
        start=slot.start,
        end=slot.end,
        occupied_from=slot.start,
        occupied_until=slot.end + session.turnaround,
        turnaround_minutes=service.turnaround_minutes,
        time_zone=practice.time_zone,
        local_start=wall_clock(slot.start, practice.zone),
        **_state(item.status, slot, held_until),
    )


def free_time(
    people: Iterable[Practitioner], session: Session, *, days: int, late: float
) -> Slot | None:
    """As it was listed well before that day, which may be long ago; see DemoVisit."""
    first = _today() + dt.timedelta(days=days)
    diary = Diary.load(
        practitioners=people,
        session=session,
        first=first,
        last=first + LOOKED_AHEAD,
        now=timezone.now() + dt.timedelta(days=days) - session.notice - dt.timedelta(days=2),
    )
    for _day, slots in diary.days():
        return slots[round(late * (len(slots) - 1))]
    return None


def _state(status: AppointmentStatus, slot: Slot, held_until: dt.datetime | None) -> dict[str, Any]:
    """What its status is now, with all that goes with it."""
    now = timezone.now()
    if held_until:
        return {
            "status": AppointmentStatus.HELD,
            "hold_expires_at": min(held_until, slot.start),
        }
    if status == AppointmentStatus.CANCELLED:
        cancelled_at = min(now, slot.start - dt.timedelta(hours=30))
        return {"status": status, "cancelled_at": cancelled_at, "cancelled_by": Actor.CLIENT}
    if status == AppointmentStatus.NO_SHOW and slot.end <= now:
        return {"status": status}
    over = slot.end <= now
    return {
        "status": AppointmentStatus.COMPLETED if over else AppointmentStatus.CONFIRMED,
        "arrived_at": slot.start - EARLY if slot.start <= now else None,
    }


def _hours(item: DemoPractitioner, practitioner: Practitioner) -> list[OpeningHours]:
    return [
        OpeningHours(
            practitioner=practitioner,
            weekday=weekday,
            start=hours.start,
            end=hours.end,
            every_n_weeks=hours.every_n_weeks,
            anchor=A_SATURDAY_WEEK if hours.every_n_weeks > 1 else None,
        )
        for hours in item.hours
        for weekday in hours.weekdays
    ]


def _today() -> dt.date:
    return timezone.localdate(None, PracticeSettings.current().zone)
