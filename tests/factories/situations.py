"""Requests in every state that a client can be shown, brought there as the product does it."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

import time_machine
from django.utils import timezone

from bookings.domain import appointments, cancellation, expiry, offers, places_in_line, transitions
from bookings.domain.treatments import note_areas
from bookings.domain.waiting_list import offer_freed
from bookings.models import Appointment, BookingRequest, Practitioner
from bookings.views.situation import State
from site_project.roles import THERAPIST
from tests.factories.bookings import book_visit, make_practitioner, make_request
from tests.factories.offers import make_offer
from tests.factories.people import make_user

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)

Way = Callable[..., BookingRequest]


def make_situation(state: State, **request: Any) -> BookingRequest:
    """A request whose client is shown `state` now; keywords are make_request's own."""
    asked = _WAYS[state](**request)
    asked.refresh_from_db()
    return asked


def make_visit(*, ahead: dt.timedelta = 9 * DAY, **request: Any) -> Appointment:
    """A time that was offered and taken two days ago, `ahead` of now (or behind)."""
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + ahead
    with _ago(max(dt.timedelta(0), -ahead) + 2 * DAY):
        return make_visit_at(start, **request)


def make_visit_at(
    start: dt.datetime, *, practitioner: Practitioner | None = None, **request: Any
) -> Appointment:
    """A time (aware) that was offered and taken just now."""
    asked = make_request(**request)
    (proposal,) = make_offer(
        start, request=asked, practitioner=practitioner, override_reason="As arranged"
    )
    return offers.accept(request_id=asked.pk, proposal_id=proposal.pk)


def make_over(*noted: str, **request: Any) -> BookingRequest:
    """A visit that took place, for whose client these areas (slugs) are noted; see make_request."""
    asked = make_situation(State.OVER, **request)
    visit = asked.appointments.get()
    note_areas(
        appointment_id=visit.pk, version=visit.version, by=make_user(role=THERAPIST), areas=noted
    )
    return asked


def _ago(past: dt.timedelta) -> time_machine.travel:
    return time_machine.travel(timezone.now() - past, tick=False)


def _offered(*, age: dt.timedelta = dt.timedelta(0), **request: Any) -> BookingRequest:
    with _ago(age):
        asked = make_request(**request)
        noon = timezone.now().replace(hour=16, minute=0, second=0, microsecond=0)
        make_offer(*(noon + days * DAY for days in (5, 6, 8)), request=asked)
    return asked


def _none_fitted(**request: Any) -> BookingRequest:
    return offers.refuse_offer(request_id=_offered(**request).pk)


def _answered(deed: Callable[..., Any], **words: Any) -> Way:
    def way(**request: Any) -> BookingRequest:
        asked = make_request(**request)
        deed(request_id=asked.pk, version=asked.version, by=make_user(), **words)
        return asked

    return way


def came_free(*, age: dt.timedelta = dt.timedelta(0), **request: Any) -> BookingRequest:
    """From the waiting list: a time came free `age` ago, and was held for some hours."""
    with _ago(age):
        asked = _answered(places_in_line.put_on_waitlist)(**request)
        practitioner = make_practitioner(services=[asked.service])
        noon = timezone.now().replace(hour=16, minute=0, second=0, microsecond=0)
        visit = book_visit(practitioner, service=asked.service, start=noon + 5 * DAY)
        appointments.cancel(
            appointment_id=visit.pk, version=visit.version, by=make_user(), reason="Ill"
        )
        offer_freed()
    return asked


def _withdrawn(**request: Any) -> BookingRequest:
    return transitions.withdraw(request_id=make_request(**request).pk)


def _expired(**request: Any) -> BookingRequest:
    with _ago(31 * DAY):
        asked = make_request(**request)
    expiry.expire_due()
    return asked


def _duplicate(**request: Any) -> BookingRequest:
    first = make_request(**request)
    return _answered(transitions.mark_duplicate, of_id=first.pk)(**request)


def _begun(**request: Any) -> BookingRequest:
    return make_visit(ahead=-HOUR / 2, **request).request


def _past(deed: Callable[..., Any]) -> Way:
    def way(**request: Any) -> BookingRequest:
        visit = make_visit(ahead=-DAY, **request)
        deed(appointment_id=visit.pk, version=visit.version, by=make_user())
        return visit.request

    return way


def _cancelled(**request: Any) -> BookingRequest:
    visit = make_visit(**request)
    appointments.cancel(
        appointment_id=visit.pk, version=visit.version, by=make_user(), reason="Ill"
    )
    return visit.request


def _cancelled_by_client(*, age: dt.timedelta = HOUR, **request: Any) -> BookingRequest:
    visit = make_visit(**request)
    with _ago(age):
        cancellation.cancel_by_client(appointment_id=visit.pk, version=visit.version)
    return visit.request


_WAYS: Final[Mapping[State, Way]] = {
    State.WAITING: make_request,
    State.NONE_FITTED: _none_fitted,
    State.OFFERED: _offered,
    State.LAPSED: lambda **request: _offered(age=3 * DAY, **request),
    State.QUESTION: _answered(transitions.ask, question="Which side is it?\nSince when?"),
    State.WAITLISTED: _answered(places_in_line.put_on_waitlist),
    State.STILL_WAITLISTED: lambda **request: came_free(age=3 * DAY, **request),
    State.DECLINED: _answered(transitions.decline, reason="other", message="Not this month."),
    State.WITHDRAWN: _withdrawn,
    State.EXPIRED: _expired,
    State.DUPLICATE: _duplicate,
    State.CONFIRMED: lambda **request: make_visit(**request).request,
    State.BEGUN: _begun,
    State.OVER: _past(appointments.complete),
    State.MISSED: _past(appointments.no_show),
    State.UNDOABLE: lambda **request: _cancelled_by_client(age=dt.timedelta(0), **request),
    State.CANCELLED_BY_CLIENT: _cancelled_by_client,
    State.CANCELLED: _cancelled,
}
