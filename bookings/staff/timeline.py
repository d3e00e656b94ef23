"""What happened to a request: the audit trail and the mails, merged by time."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..domain.health import VIEWED
from ..models import Actor, AuditEvent, BookingRequest, OutboxMessage
from ..statuses import RequestStatus

EVENT_WORDS: Final[dict[str, Promise]] = {
    "submitted": gettext_lazy("Request sent"),
    "appointment made": gettext_lazy("Appointment made"),
    VIEWED: gettext_lazy("Health answers viewed"),
    RequestStatus.IN_REVIEW: gettext_lazy("Taken on"),
    RequestStatus.CONFIRMED: gettext_lazy("Confirmed"),
    RequestStatus.DECLINED: gettext_lazy("Declined"),
    RequestStatus.RECEIVED: gettext_lazy("Released from quarantine"),
    RequestStatus.SPAM: gettext_lazy("Marked as spam"),
}
REOPENED: Final = gettext_lazy("Reopened")
CLOSED: Final = frozenset({RequestStatus.DECLINED, RequestStatus.EXPIRED})

MAIL_WORDS: Final[dict[str, Promise]] = {
    "request_received": gettext_lazy("Mail to the client: request received"),
    "request_notice": gettext_lazy("Mail to the practice: new request"),
    "request_confirmed": gettext_lazy("Mail to the client: confirmed"),
    "request_declined": gettext_lazy("Mail to the client: declined"),
}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the timeline; `mail` is the message that it is about, if it is about one."""

    at: dt.datetime
    what: str
    who: str = ""
    mail: OutboxMessage | None = None


def timeline(request: BookingRequest, *, with_health: bool, with_mail: bool) -> list[Entry]:
    """The newest first. Without `with_health` not even that somebody read the answers."""
    events: Iterable[AuditEvent] = request.events.select_related("user")
    if not with_health:
        events = events.exclude(action=VIEWED)
    entries = [Entry(at=event.at, what=_what_happened(event), who=_who(event)) for event in events]
    if with_mail:
        entries += [
            Entry(at=mail.created_at, what=mail_words(mail), mail=mail)
            for mail in request.messages.order_by("created_at", "pk")
        ]
    return sorted(entries, key=lambda entry: entry.at)[::-1]


def mail_words(mail: OutboxMessage) -> str:
    return str(MAIL_WORDS.get(mail.template, mail.subject))


def _what_happened(event: AuditEvent) -> str:
    if event.from_status in CLOSED and event.to_status == RequestStatus.IN_REVIEW:
        return str(REOPENED)
    return str(EVENT_WORDS.get(event.action, event.action))


def _who(event: AuditEvent) -> str:
    if event.actor == Actor.CLIENT:
        return _("client")
    if event.actor == Actor.SYSTEM:
        return _("the system")
    if event.user is None:
        return _("staff")
    return event.user.get_full_name() or event.user.get_username()
