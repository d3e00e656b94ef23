"""Writing a mail into the outbox: who gets it, in which language, from which templates."""

import uuid
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from home.models import PracticeSettings

from ..models import Appointment, BookingRequest, OutboxMessage

Context = Mapping[str, Any]

# Stands in a stored mail where the client's own link belongs; filled in when it is sent, so that
# the outbox holds no key to anything.
MANAGE_LINK: Final = "[[personal-link]]"


def to_client(
    template: str,
    *,
    request: BookingRequest | None,
    appointment: Appointment | None = None,
    context: Context | None = None,
) -> None:
    """A mail to whoever asked or comes; nothing where the practice has no address for it."""
    practice, email = PracticeSettings.current(), client_email(request, appointment)
    if email:
        link = MANAGE_LINK if request else ""
        _write(
            template,
            request,
            appointment,
            {"practice": practice, "manage_link": link, **(context or {})},
            recipient=email,
            reply_to=practice.email,
            language=language_of(request),
        )


def to_practice(
    template: str,
    *,
    request: BookingRequest | None,
    appointment: Appointment | None = None,
    context: Context | None = None,
) -> None:
    """A notice to the practice; an answer to it goes to the client."""
    practice = PracticeSettings.current()
    if practice.notices_to:
        _write(
            template,
            request,
            appointment,
            {"practice": practice, **(context or {})},
            recipient=practice.notices_to,
            reply_to=client_email(request, appointment),
            language=settings.LANGUAGE_CODE,
        )


def client_email(request: BookingRequest | None, appointment: Appointment | None = None) -> str:
    """Where to write to: what the request says, else what is known of the client."""
    if request and request.email:
        return request.email
    client = appointment.client if appointment else None
    return client.email if client else ""


def language_of(request: BookingRequest | None) -> str:
    """The language that the request was sent in; a visit booked on the phone has none."""
    return request.language if request else settings.LANGUAGE_CODE


def _write(
    template: str,
    request: BookingRequest | None,
    appointment: Appointment | None,
    context: Context,
    *,
    recipient: str,
    reply_to: str,
    language: str,
) -> None:
    uid = uuid.uuid4()
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    values = {
        "request": request,
        "appointment": appointment,
        "language": language,
        **context,
    }
    with translation.override(language):
        values["wishes"] = _wishes(request, context["practice"].zone) if request else []
        subject = render_to_string(f"bookings/emails/{template}_subject.txt", values)
        text = render_to_string(f"bookings/emails/{template}.txt", values)
        html = render_to_string(f"bookings/emails/{template}.html", values)
    now = timezone.now()
    OutboxMessage.objects.create(
        dedupe_key=_occasion(template, request, appointment),
        template=template,
        recipient=recipient,
        reply_to=reply_to,
        subject=" ".join(subject.split()),
        text=text.strip() + "\n",
        html=html,
        message_id=f"<{uid}@{host}>",
        request=request,
        appointment=appointment,
        expected_sequence=appointment.calendar_sequence if appointment else None,
        created_at=now,
        not_before=now,
    )


def _wishes(request: BookingRequest, zone: ZoneInfo) -> list[str]:
    return [wish.in_words(zone) for wish in request.preferences.all()]


def _occasion(
    template: str, request: BookingRequest | None, appointment: Appointment | None
) -> str:
    """One of a kind for each version: a reopened request may be declined again."""
    about, row = ("visit", appointment) if appointment else ("request", request)
    return f"{template}:{about}:{row.pk}:{row.version}"
