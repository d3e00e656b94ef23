"""A visit enters the diary: a row with the words of a request or a service, at a place found."""

import datetime as dt
from dataclasses import asdict
from typing import Any

from django.contrib.auth.models import User

from home.models import PracticeSettings
from services.models import ServicePage

from ..models import (
    Actor,
    Appointment,
    BookingRequest,
    Client,
    Practitioner,
    ScreeningOutcome,
)
from ..statuses import AppointmentStatus
from . import audit
from .errors import AskAgain, LengthUnavailable, NotAcknowledged, PractitionerUnavailable
from .placing import Place, find_place
from .session import Session


def visit_for(
    request: BookingRequest,
    *,
    practitioner_id: int,
    start: dt.datetime,
    status: AppointmentStatus = AppointmentStatus.CONFIRMED,
    hold_expires_at: dt.datetime | None = None,
    override_reason: str = "",
    by: User | None = None,
    actor: Actor | None = None,
) -> Appointment:
    """Put a visit into the diary, which the caller has locked; `start` is aware.

    Raises NotAcknowledged, PractitionerUnavailable and all that placing.find_place raises.
    """
    if request.needs_acknowledgement:
        to_ask = request.screening_outcome == ScreeningOutcome.ASK
        raise AskAgain if to_ask else NotAcknowledged
    place = find_place(
        practitioner=practitioner_offering(practitioner_id, request.service_id),
        session=Session.of(request.service, request.minutes),
        start=start,
        override_reason=override_reason,
    )
    return _enter(
        place,
        by=by,
        actor=actor,
        request=request,
        client=request.client,
        practitioner_id=practitioner_id,
        service=request.service,
        service_name=request.service_name,
        price=request.price,
        currency=request.currency,
        status=status,
        hold_expires_at=hold_expires_at,
    )


def visit_of_client(
    client: Client,
    *,
    practitioner_id: int,
    service_id: int,
    minutes: int,
    start: dt.datetime,
    since: dt.datetime | None,
    override_reason: str,
    by: User,
) -> Appointment:
    """The same without a request, for a client on the phone or at the door.

    `since` as for placing.find_place. Raises LengthUnavailable too.
    """
    service = ServicePage.objects.filter(pk=service_id).first()
    length = service and service.lengths.filter(minutes=minutes).first()
    if service is None or length is None:
        raise LengthUnavailable
    place = find_place(
        practitioner=practitioner_offering(practitioner_id, service_id),
        session=Session.of(service, minutes),
        start=start,
        override_reason=override_reason,
        since=since,
    )
    return _enter(
        place,
        by=by,
        actor=None,
        client=client,
        practitioner_id=practitioner_id,
        service=service,
        service_name=service.title,
        price=length.price,
        currency=PracticeSettings.current().currency,
        status=AppointmentStatus.CONFIRMED,
    )


def practitioner_offering(practitioner_id: int, service_id: int | None) -> Practitioner:
    """Raises PractitionerUnavailable for who has left or does not offer the service."""
    able = Practitioner.objects.active().offering(service_id).filter(pk=practitioner_id).first()
    if able is None:
        raise PractitionerUnavailable
    return able


def _enter(place: Place, *, by: User | None, actor: Actor | None, **fields: Any) -> Appointment:
    appointment = Appointment.objects.create(**fields, **asdict(place))
    audit.record(
        "appointment made",
        request=appointment.request,
        appointment=appointment,
        by=by,
        actor=actor,
        to_status=appointment.status,
    )
    return appointment
