"""Rows by the thousand, made in a process that has a site loaded: each function is an order of
inside.py."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, Final
from uuid import uuid4

from django.utils import timezone

from bookings.models import Appointment, Client, Practitioner
from bookings.statuses import AppointmentStatus
from home.models import PracticeSettings
from site_project.catalogues import compile_catalogues
from site_project.collected import collect_static_if_changed
from tests.factories.bookings import make_practitioner, make_service
from tests.factories.many_pages import make_many_pages
from tests.factories.volume import make_volume

# Nine to six every day, of which five hours are taken.
HOURS: Final = tuple((weekday, "09:00", "18:00") for weekday in range(7))
TAKEN: Final = (9, 10, 12, 14, 16)
DAYS_AHEAD: Final = 50


def files() -> None:
    """What the server needs beside the database."""
    compile_catalogues()
    collect_static_if_changed()


def volume(rows: int, unsettled: int) -> None:
    """See tests/factories/volume.py."""
    make_volume(rows, unsettled)


def pages(number: int) -> None:
    """See tests/factories/many_pages.py."""
    make_many_pages(number)


def diary(practitioners: int, visits: int) -> int:
    """A service and who gives it, with so many visits in all, most of them long ago; its key."""
    service = make_service(title=f"With {visits} visits")
    people = [make_practitioner(services=[service], hours=HOURS) for _count in range(practitioners)]
    client = Client.objects.create(name="Clara Client", created_at=timezone.now())
    rows = [row for person in people for row in _visits(person, client, visits // practitioners)]
    Appointment.objects.bulk_create(rows, batch_size=2000)
    return service.pk


def _visits(person: Practitioner, client: Client, number: int) -> Iterator[Appointment]:
    zone, now = PracticeSettings.current().zone, timezone.now()
    last = timezone.localdate(now, zone) + dt.timedelta(days=DAYS_AHEAD)
    for count in range(number):
        day = last - dt.timedelta(days=count // len(TAKEN))
        local = dt.datetime.combine(day, dt.time(TAKEN[count % len(TAKEN)]), zone)
        start = local.astimezone(dt.UTC)
        end = start + dt.timedelta(hours=1)
        is_over = end < now
        yield Appointment(
            uid=uuid4(),
            practitioner=person,
            client=client,
            service_name="Massage",
            price=60,
            currency="GBP",
            start=start,
            end=end,
            occupied_from=start,
            occupied_until=end,
            time_zone=zone.key,
            local_start=f"{local:%Y-%m-%dT%H:%M}",
            status=AppointmentStatus.COMPLETED if is_over else AppointmentStatus.CONFIRMED,
            changed_at=now,
        )


DEEDS: Final[dict[str, Callable[..., Any]]] = {
    deed.__name__: deed for deed in (files, volume, pages, diary)
}
