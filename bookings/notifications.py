"""What each mail says. A mail is a row in the outbox, in the transaction of what it reports.

No mail carries a word about health, and none to a visitor repeats free text that an
unverified sender typed, so that nobody can send advertisements by way of the practice.
"""

import uuid
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from home.models import PracticeSettings

from .models import Appointment, BookingRequest, OutboxMessage
from .statuses import AWAITING_REPLY, OPEN_REQUESTS, RequestStatus
from .times import instant_words

# The request's page at the desk (bookings.staff).
DESK_PAGE: Final = "bookings_requests_modeladmin_inspect"

# The states of its request in which a mail is still true; a stale one is not sent.
TRUE_WHILE: Final[Mapping[str, frozenset[RequestStatus]]] = {
    "request_received": OPEN_REQUESTS,
    "request_notice": AWAITING_REPLY,
    "request_confirmed": frozenset({RequestStatus.CONFIRMED}),
    "request_declined": frozenset({RequestStatus.DECLINED}),
}


def is_still_true(message: OutboxMessage) -> bool:
    """Whether a waiting mail still says how things are."""
    if message.request is None:
        return False
    return message.request.status in TRUE_WHILE[message.template]


def request_received(request: BookingRequest) -> None:
    """To the visitor: requested, not confirmed yet."""
    _to_client("request_received", request)


def request_notice(request: BookingRequest) -> None:
    """To the practice: something to answer."""
    practice = PracticeSettings.current()
    if practice.notices_to:
        _write(
            "request_notice",
            request,
            practice.notices_to,
            practice,
            {"desk_url": settings.WAGTAILADMIN_BASE_URL + reverse(DESK_PAGE, args=[request.pk])},
            language=settings.LANGUAGE_CODE,
        )


def request_confirmed(request: BookingRequest, appointment: Appointment) -> None:
    """To the visitor: this is your time."""
    practice = PracticeSettings.current()
    with translation.override(request.language):
        when = instant_words(appointment.start, practice.zone)
    _to_client("request_confirmed", request, appointment, {"when": when})


def request_declined(request: BookingRequest) -> None:
    """To the visitor: not this time, with the words of the desk."""
    _to_client("request_declined", request)


def _to_client(
    template: str,
    request: BookingRequest,
    appointment: Appointment | None = None,
    context: Mapping[str, Any] | None = None,
) -> None:
    if request.email:
        _write(
            template,
            request,
            request.email,
            PracticeSettings.current(),
            context or {},
            appointment=appointment,
            language=request.language,
        )


def _write(
    template: str,
    request: BookingRequest,
    recipient: str,
    practice: PracticeSettings,
    context: Mapping[str, Any],
    *,
    language: str,
    appointment: Appointment | None = None,
) -> None:
    uid = uuid.uuid4()
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    values = {
        "request": request,
        "appointment": appointment,
        "practice": practice,
        "wishes": list(request.preferences.all()),
        **context,
    }
    with translation.override(language):
        subject = render_to_string(f"bookings/emails/{template}_subject.txt", values)
        text = render_to_string(f"bookings/emails/{template}.txt", values)
        html = render_to_string(f"bookings/emails/{template}.html", values)
    now = timezone.now()
    OutboxMessage.objects.create(
        # One of a kind for each version: a reopened request may be declined again.
        dedupe_key=f"{template}:{request.pk}:{request.version}",
        template=template,
        recipient=recipient,
        reply_to=practice.email if recipient == request.email else request.email,
        subject=" ".join(subject.split()),
        text=text.strip() + "\n",
        html=html,
        message_id=f"<{uid}@{host}>",
        request=request,
        appointment=appointment,
        created_at=now,
        not_before=now,
    )
