"""Filling the demonstration's diary. Each step makes what has no mark yet, and says what."""

import datetime as dt
from typing import Any

from django.utils import timezone

from bookings.domain.availability import Diary, Session, Slot
from bookings.models import (
    Actor,
    Appointment,
    Client,
    OpeningHours,
    Practitioner,
    ScheduleException,
)
from bookings.statuses import AppointmentStatus
from bookings.times import wall_clock
from home.models import PracticeSettings
from services.models import ServicePage

from .diary import (
    A_SATURDAY_WEEK,
    CLIENTS,
    PRACTITIONERS,
    VISITS,
    DemoPractitioner,
    DemoVisit,
    exceptions,
)
from .marks import Marks

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
        if item.key not in marks and (appointment := _visit(item, marks)):
            marks.add(item.key, appointment)
            made.append(item.key)
    return made


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


def _visit(item: DemoVisit, marks: Marks) -> Appointment | None:
    """None where somebody has taken away what it needs."""
    service = ServicePage.objects.filter(
        pk=marks.primary_keys("page").get(item.service), lengths__minutes=item.minutes
    ).first()
    practitioner = Practitioner.objects.filter(
        pk=marks.primary_keys("practitioner").get(item.practitioner.key)
    ).first()
    client = marks.primary_keys("client").get(item.client)
    if not (service and practitioner and client):
        return None
    session = Session.of(service, item.minutes)
    slot = _free_time(item, practitioner, session)
    if slot is None:
        return None
    practice, cancelled = PracticeSettings.current(), {}
    if item.status == AppointmentStatus.CANCELLED:
        cancelled = {"cancelled_at": timezone.now(), "cancelled_by": Actor.CLIENT}
    return Appointment.objects.create(
        client_id=client,
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
        status=item.status,
        **cancelled,
    )


def _free_time(item: DemoVisit, practitioner: Practitioner, session: Session) -> Slot | None:
    """As it was listed well before that day, which may be long ago."""
    first = _today() + dt.timedelta(days=item.days)
    diary = Diary.load(
        practitioners=[practitioner],
        session=session,
        first=first,
        last=first + LOOKED_AHEAD,
        now=timezone.now() + dt.timedelta(days=item.days) - session.notice - dt.timedelta(days=2),
    )
    for _day, slots in diary.days():
        return slots[round(item.late * (len(slots) - 1))]
    return None


def _today() -> dt.date:
    return timezone.localdate(None, PracticeSettings.current().zone)
