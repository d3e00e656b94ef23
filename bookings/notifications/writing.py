"""Writing a mail into the outbox: who gets it, in which language, in which words."""

import uuid
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from home.models import PracticeSettings

from ..calendars.invitations import invitation
from ..models import Appointment, BookingRequest, OutboxMessage
from .composing import compose
from .kinds import KINDS, MailKind
from .occasion import Occasion
from .wording import wording_of

# Stands in a stored mail where the client's own link belongs; filled in when it is sent, so that
# the outbox holds no key to anything.
MANAGE_LINK: Final = "[[personal-link]]"
# A request's page and the list of visits at the desk (bookings.staff).
REQUEST_PAGE: Final = "bookings_requests_modeladmin_inspect"
DIARY_PAGE: Final = "bookings_appointments_modeladmin_index"


def to_client(
    name: str,
    *,
    request: BookingRequest | None,
    appointment: Appointment | None = None,
    **about: Any,
) -> None:
    """A mail of the kind `name` to whoever asked or comes; none where no address is known.

    `about` are further fields of Occasion.
    """
    _store(_for_client(name, request, appointment, about))


def to_practice(
    name: str,
    *,
    request: BookingRequest | None,
    appointment: Appointment | None = None,
    **about: Any,
) -> None:
    """A notice to the practice, with a link to the desk; an answer to it goes to the client."""
    _store(_for_practice(name, request, appointment, about))


def to_both(
    name: str,
    notice: str,
    *,
    request: BookingRequest | None,
    appointment: Appointment | None = None,
    **about: Any,
) -> None:
    """A mail of the kind `name` to the client, and one of the kind `notice` to the practice."""
    _store(
        _for_client(name, request, appointment, about),
        _for_practice(notice, request, appointment, about),
    )


def client_email(request: BookingRequest | None, appointment: Appointment | None = None) -> str:
    """Where to write to: what the request says, else what is known of the client."""
    if request and request.email:
        return request.email
    client = appointment.client if appointment else None
    return client.email if client else ""


def dedupe_key(
    kind: MailKind, request: BookingRequest | None, appointment: Appointment | None
) -> str:
    """One of a kind for each version: a reopened request may be declined again."""
    if appointment and kind.once_per_sequence:
        return f"{kind.name}:visit:{appointment.pk}:{appointment.calendar_sequence}"
    about, row = ("visit", appointment) if appointment else ("request", request)
    return f"{kind.name}:{about}:{row.pk}:{row.version}"


def new_message_id() -> str:
    """One for each mail, the same for every try to send it (RFC 5322, 3.6.4)."""
    return f"<{uuid.uuid4()}@{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname}>"


def _for_client(
    name: str,
    request: BookingRequest | None,
    appointment: Appointment | None,
    about: dict[str, Any],
) -> OutboxMessage | None:
    email = client_email(request, appointment)
    if not email:
        return None
    practice = PracticeSettings.current()
    occasion = Occasion(
        practice=practice,
        request=request,
        appointment=appointment,
        manage_link=MANAGE_LINK if request else "",
        **about,
    )
    language = request.language if request else practice.site_language
    return _written(KINDS[name], occasion, language, recipient=email, reply_to=practice.email)


def _for_practice(
    name: str,
    request: BookingRequest | None,
    appointment: Appointment | None,
    about: dict[str, Any],
) -> OutboxMessage | None:
    practice = PracticeSettings.current()
    if not practice.notices_to:
        return None
    path = reverse(REQUEST_PAGE, args=[request.pk]) if request else reverse(DIARY_PAGE)
    occasion = Occasion(
        practice=practice,
        request=request,
        appointment=appointment,
        desk_url=settings.WAGTAILADMIN_BASE_URL + path,
        **about,
    )
    return _written(
        KINDS[name],
        occasion,
        practice.site_language,
        recipient=practice.notices_to,
        reply_to=client_email(request, appointment),
    )


def _written(
    kind: MailKind, about: Occasion, language: str, *, recipient: str, reply_to: str
) -> OutboxMessage:
    mail = compose(kind, about, wording_of(kind, language), language)
    visit, now = about.appointment, timezone.now()
    calendar = ""
    if kind.calendar and visit:
        calendar = invitation(visit, method=kind.calendar, attendee=recipient, language=language)
    return OutboxMessage(
        dedupe_key=dedupe_key(kind, about.request, visit),
        template=kind.name,
        recipient=recipient,
        reply_to=reply_to,
        subject=mail.subject[:255],
        text=mail.text,
        html=mail.html,
        calendar=calendar,
        calendar_method=kind.calendar if calendar else "",
        message_id=new_message_id(),
        request=about.request,
        appointment=visit,
        expected_sequence=visit.calendar_sequence if visit else None,
        created_at=now,
        not_before=now,
    )


def _store(*mails: OutboxMessage | None) -> None:
    OutboxMessage.objects.bulk_create(filter(None, mails))
