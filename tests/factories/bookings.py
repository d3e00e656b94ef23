"""Services, practitioners and requests, made the way the product makes them."""

import datetime as dt
import itertools
import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from bookings.domain.appointments import book
from bookings.domain.submission import Health, Submission, Wish
from bookings.domain.submit import submit
from bookings.models import Appointment, BookingRequest, ConsentText, OpeningHours, Practitioner
from bookings.statuses import RequestStatus
from home.models import HomePage
from services.models import ServiceLength, ServicePage, ServicesIndexPage
from tests.factories.pages import make_home
from tests.factories.people import make_user

_number = itertools.count(1)

LENGTHS = ((60, "60.00"), (90, "85.00"))
ALWAYS_OPEN = tuple((weekday, "00:00", "23:59") for weekday in range(7))


def make_service(
    *,
    title: str = "Massage for the neck",
    lengths: Iterable[tuple[int, str]] = LENGTHS,
    **options: Any,
) -> ServicePage:
    """A published service page; `options` are its fields, the booking options among them."""
    service = ServicePage(title=title, slug=f"service-{next(_number)}", **options)
    service.lengths = [
        ServiceLength(minutes=minutes, price=Decimal(price)) for minutes, price in lengths
    ]
    return _services_index().add_child(instance=service)


def make_practitioner(
    *,
    name: str = "Thea Therapist",
    services: Iterable[ServicePage] = (),
    active: bool = True,
    user: AbstractBaseUser | None = None,
    hours: Iterable[tuple[int, str, str]] = ALWAYS_OPEN,
) -> Practitioner:
    """`hours` are (weekday, from, until), Monday being 0."""
    practitioner = Practitioner.objects.create(
        name=name, slug=f"practitioner-{next(_number)}", active=active, user=user
    )
    practitioner.services.set(services)
    make_hours(practitioner, hours)
    return practitioner


def make_hours(
    practitioner: Practitioner, hours: Iterable[tuple[int, str, str]] = ALWAYS_OPEN
) -> None:
    """More opening hours: (weekday, from, until), Monday being 0."""
    OpeningHours.objects.bulk_create(
        OpeningHours(
            practitioner=practitioner,
            weekday=weekday,
            start=dt.time.fromisoformat(start),
            end=dt.time.fromisoformat(end),
        )
        for weekday, start, end in hours
    )


def make_request(
    *,
    service: ServicePage | None = None,
    status: RequestStatus = RequestStatus.RECEIVED,
    age: dt.timedelta = dt.timedelta(0),
    minutes: int = 60,
    price: str = "60.00",
    wishes: tuple[Wish, ...] = (Wish(),),
    health: str = "",
    areas: Iterable[str] = (),
    signals: Iterable[str] = (),
    **contact: Any,
) -> BookingRequest:
    """A request as a visitor sends it, `age` ago.

    `health` is what the visitor wrote about it, `areas` the names of those that were ticked.
    `signals` put it into quarantine. Another `status` is written straight into the row, whatever
    the transitions say. `contact` is any other field of a Submission: name, email, phone,
    been_before, article, language.
    """
    submission = Submission(
        service=service or make_service(),
        minutes=minutes,
        price=Decimal(price),
        wishes=wishes,
        health=Health(notes=health, areas=tuple(areas), questions={"notes": "What is going on?"}),
        **{"name": "Vera Visitor", "email": "vera@example.org"} | contact,
    )
    request = submit(
        submission=submission,
        key=uuid.uuid4(),
        consent=_consent() if health or areas else None,
        signals=list(signals),
    )
    changes: dict[str, Any] = {"created_at": timezone.now() - age}
    if not signals:
        changes["status"] = status
    BookingRequest.objects.filter(pk=request.pk).update(**changes)
    request.refresh_from_db()
    return request


def book_visit(
    practitioner: Practitioner,
    *,
    service: ServicePage,
    start: dt.datetime | None = None,
    name: str = "Ann Able",
    **options: Any,
) -> Appointment:
    """A visit booked on the phone, at noon in three days unless said otherwise (`start` is aware).

    `options` are any other argument of domain.appointments.book.
    """
    noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    return book(
        practitioner_id=practitioner.pk,
        service_id=service.pk,
        start=start or noon + dt.timedelta(days=3),
        **{"by": make_user(), "minutes": 60, "name": name} | options,
    )


def _services_index() -> ServicesIndexPage:
    index = ServicesIndexPage.objects.first()
    if index:
        return index
    home = HomePage.objects.first() or make_home()
    return home.add_child(instance=ServicesIndexPage(title="Services", slug="services"))


def _consent() -> ConsentText:
    return ConsentText.objects.first() or ConsentText.objects.create(
        version=1, text="Keep what I wrote.", published_at=timezone.now()
    )
