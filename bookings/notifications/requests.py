"""Mails about a request, to whoever sent it and to the practice."""

from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from home.models import PracticeSettings

from ..models import Appointment, BookingRequest, Proposal
from ..times import instant_words
from .writing import Context, to_client, to_practice

# The request's page at the desk (bookings.staff).
DESK_PAGE: Final = "bookings_requests_modeladmin_inspect"


def request_received(request: BookingRequest) -> None:
    """To the visitor: requested, not confirmed yet."""
    to_client("request_received", request=request)


def request_notice(request: BookingRequest) -> None:
    """To the practice: something to answer."""
    _to_desk("request_notice", request)


def request_confirmed(request: BookingRequest, appointment: Appointment) -> None:
    """To the visitor: this is your time."""
    practice = PracticeSettings.current()
    with translation.override(request.language):
        when = instant_words(appointment.start, practice.zone)
    to_client("request_confirmed", request=request, appointment=appointment, context={"when": when})


def confirmed_at_once(request: BookingRequest, appointment: Appointment) -> None:
    """To the practice: a visit that nobody had to confirm."""
    with translation.override(settings.LANGUAGE_CODE):
        when = instant_words(appointment.start, PracticeSettings.current().zone)
    who = appointment.practitioner.name
    _to_desk("confirmed_at_once", request, appointment, {"when": when, "practitioner": who})


def request_declined(request: BookingRequest) -> None:
    """To the visitor: not this time, with the words of the desk."""
    to_client("request_declined", request=request)


def needs_info(request: BookingRequest) -> None:
    """To the visitor: the desk's question."""
    to_client("needs_info", request=request)


def waitlisted(request: BookingRequest) -> None:
    """To the visitor: no time now, but on the waiting list."""
    to_client("waitlisted", request=request)


def times_offered(request: BookingRequest, proposals: Sequence[Proposal]) -> None:
    """To the visitor: these times are held for you until then.

    It is about the one of them that is held longest: when that has gone, so has the offer.
    """
    visits = sorted((proposal.appointment for proposal in proposals), key=lambda v: v.start)
    with translation.override(request.language):
        times = [_offered(visit) for visit in visits]
    ends = {time["held_until"] for time in times}
    to_client(
        "times_offered",
        request=request,
        appointment=max(visits, key=lambda visit: visit.hold_expires_at),
        context={"times": times, "all_held_until": ends.pop() if len(ends) == 1 else ""},
    )


def offer_refused(request: BookingRequest) -> None:
    """To the practice: none of the times fits."""
    _to_desk("offer_refused_notice", request)


def offer_lapsed(request: BookingRequest) -> None:
    """To both: nobody answered the offer, so the request is the practice's to answer again."""
    _to_desk("offer_lapsed", request)
    to_client("offer_lapsed_client", request=request)


def request_withdrawn(request: BookingRequest) -> None:
    """To the practice: nothing to answer any more."""
    _to_desk("withdrawn_notice", request)


def request_expired(request: BookingRequest) -> None:
    """To both: it has been open for too long."""
    _to_desk("expired_notice", request)
    to_client("expired", request=request)


def _offered(visit: Appointment) -> dict[str, str]:
    zone = PracticeSettings.current().zone
    return {
        "when": instant_words(visit.start, zone),
        "who": visit.practitioner.name,
        "held_until": instant_words(visit.hold_expires_at, zone),
    }


def _to_desk(
    template: str,
    request: BookingRequest,
    appointment: Appointment | None = None,
    context: Context | None = None,
) -> None:
    desk_url = settings.WAGTAILADMIN_BASE_URL + reverse(DESK_PAGE, args=[request.pk])
    to_practice(
        template,
        request=request,
        appointment=appointment,
        context={"desk_url": desk_url, **(context or {})},
    )
