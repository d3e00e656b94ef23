"""What happened to a request or an appointment: the audit trail and the mails, merged by time."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..domain.health import VIEWED
from ..models import Actor, Appointment, AuditEvent, BookingRequest, OutboxMessage
from ..statuses import AppointmentStatus, RequestStatus

EVENT_WORDS: Final[dict[str, Promise]] = {
    "submitted": gettext_lazy("Request sent"),
    "appointment made": gettext_lazy("Appointment made"),
    "moved": gettext_lazy("Appointment moved"),
    "turnaround changed": gettext_lazy("Time to tidy up changed"),
    "turnaround shortened": gettext_lazy("Time to tidy up shortened by the next visit"),
    "kept": gettext_lazy("Cancellation undone"),
    "corrected": gettext_lazy("Corrected how the visit went"),
    AppointmentStatus.CANCEL_PENDING: gettext_lazy("Appointment cancelled, can be undone"),
    AppointmentStatus.CANCELLED: gettext_lazy("Appointment cancelled"),
    AppointmentStatus.COMPLETED: gettext_lazy("Visit completed"),
    AppointmentStatus.NO_SHOW: gettext_lazy("Did not come"),
    AppointmentStatus.RELEASED: gettext_lazy("Offered time given up"),
    "assigned": gettext_lazy("Given to somebody else to answer"),
    "screening acknowledged": gettext_lazy("Safety questions read"),
    "answered": gettext_lazy("The client answered the question"),
    "offered time taken": gettext_lazy("An offered time taken"),
    "offer refused": gettext_lazy("None of the offered times fits"),
    "offer withdrawn": gettext_lazy("Offered times taken back"),
    "offer lapsed": gettext_lazy("Offered times lapsed"),
    VIEWED: gettext_lazy("Health answers viewed"),
    "client matched": gettext_lazy("Matched with a client"),
    "client unmatched": gettext_lazy("Is somebody else: no longer this client’s"),
    RequestStatus.IN_REVIEW: gettext_lazy("Taken on"),
    RequestStatus.CONFIRMED: gettext_lazy("Confirmed"),
    RequestStatus.DECLINED: gettext_lazy("Declined"),
    RequestStatus.RECEIVED: gettext_lazy("Released from quarantine"),
    RequestStatus.SPAM: gettext_lazy("Marked as spam"),
    RequestStatus.QUARANTINED: gettext_lazy("Put into quarantine"),
    RequestStatus.NEEDS_INFO: gettext_lazy("Question sent"),
    RequestStatus.PROPOSED: gettext_lazy("Times offered"),
    RequestStatus.WAITLISTED: gettext_lazy("Put on the waiting list"),
    RequestStatus.DUPLICATE: gettext_lazy("Closed as a duplicate"),
    RequestStatus.WITHDRAWN: gettext_lazy("Taken back by the client"),
    RequestStatus.EXPIRED: gettext_lazy("Lapsed"),
    AppointmentStatus.RELEASED: gettext_lazy("Held time free again"),
}
REOPENED: Final = gettext_lazy("Reopened")
HELD: Final = gettext_lazy("Time held for the client")
CLOSED: Final = frozenset({RequestStatus.DECLINED, RequestStatus.EXPIRED})

MAIL_WORDS: Final[dict[str, Promise]] = {
    "request_received": gettext_lazy("Mail to the client: request received"),
    "request_notice": gettext_lazy("Mail to the practice: new request"),
    "request_confirmed": gettext_lazy("Mail to the client: confirmed"),
    "confirmed_at_once": gettext_lazy("Mail to the practice: confirmed by itself"),
    "request_declined": gettext_lazy("Mail to the client: declined"),
    "appointment_booked": gettext_lazy("Mail to the client: appointment booked"),
    "appointment_moved": gettext_lazy("Mail to the client: appointment moved"),
    "appointment_cancelled": gettext_lazy("Mail to the client: appointment cancelled"),
    "cancelled_by_client": gettext_lazy("Mail to the client: cancelled, can be undone"),
    "cancellation_notice": gettext_lazy("Mail to the practice: client has cancelled"),
    "cancellation_undone": gettext_lazy("Mail to the client: cancellation undone"),
    "undone_notice": gettext_lazy("Mail to the practice: client comes after all"),
    "needs_info": gettext_lazy("Mail to the client: question"),
    "waitlisted": gettext_lazy("Mail to the client: on the waiting list"),
    "times_offered": gettext_lazy("Mail to the client: times to choose from"),
    "offer_refused_notice": gettext_lazy("Mail to the practice: none of the times fits"),
    "offer_lapsed": gettext_lazy("Mail to the practice: offer lapsed"),
    "offer_lapsed_client": gettext_lazy("Mail to the client: times no longer held"),
    "withdrawn_notice": gettext_lazy("Mail to the practice: request taken back"),
    "expired": gettext_lazy("Mail to the client: request lapsed"),
    "expired_notice": gettext_lazy("Mail to the practice: request lapsed"),
}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the timeline; `mail` is the message that it is about, if it is about one."""

    at: dt.datetime
    what: str
    who: str = ""
    mail: OutboxMessage | None = None


def timeline(
    row: BookingRequest | Appointment, *, with_health: bool, with_mail: bool
) -> list[Entry]:
    """The newest first. Without `with_health` not even that somebody read the answers."""
    events: Iterable[AuditEvent] = row.events.select_related("user")
    if not with_health:
        events = events.exclude(action=VIEWED)
    entries = [Entry(at=event.at, what=_what_happened(event), who=_who(event)) for event in events]
    if with_mail:
        entries += [
            Entry(at=mail.created_at, what=mail_words(mail), mail=mail)
            for mail in row.messages.order_by("created_at", "pk")
        ]
    return sorted(entries, key=lambda entry: entry.at)[::-1]


def mail_words(mail: OutboxMessage) -> str:
    return str(MAIL_WORDS.get(mail.template, mail.subject))


def _what_happened(event: AuditEvent) -> str:
    if event.from_status in CLOSED and event.to_status == RequestStatus.IN_REVIEW:
        return str(REOPENED)
    if (event.action, event.to_status) == ("appointment made", AppointmentStatus.HELD):
        return str(HELD)
    return str(EVENT_WORDS.get(event.action, event.action))


def _who(event: AuditEvent) -> str:
    if event.actor == Actor.CLIENT:
        return _("client")
    if event.actor == Actor.SYSTEM:
        return _("the system")
    if event.user is None:
        return _("staff")
    return event.user.get_full_name() or event.user.get_username()
