"""What happened to a request or an appointment: the audit trail and the mails, merged by time."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..domain.arrivals import ARRIVED, NOT_HERE
from ..domain.client_moves import MOVED_BY_CLIENT
from ..domain.consent import GIVEN, WITHDRAWN
from ..domain.health import VIEWED
from ..domain.merging import MERGED
from ..domain.notes import ADDED
from ..domain.people.erasure import ERASED
from ..domain.people.export import EXPORTED
from ..domain.people.retention import LONG_ENOUGH
from ..domain.treatments import NOTED
from ..models import (
    Actor,
    Appointment,
    AuditEvent,
    BookingRequest,
    Client,
    OutboxMessage,
    Standing,
)
from ..notifications.kinds import KINDS, Audience
from ..statuses import AppointmentStatus, RequestStatus

EVENT_WORDS: Final[dict[str, Promise]] = {
    "submitted": gettext_lazy("Request sent"),
    "appointment made": gettext_lazy("Appointment made"),
    "moved": gettext_lazy("Appointment moved"),
    MOVED_BY_CLIENT: gettext_lazy("Moved by the client on their own page"),
    ARRIVED: gettext_lazy("The client is here"),
    NOT_HERE: gettext_lazy("Not here after all"),
    "turnaround changed": gettext_lazy("Time to tidy up changed"),
    "turnaround shortened": gettext_lazy("Time to tidy up shortened by the next visit"),
    "kept": gettext_lazy("Cancellation undone"),
    "corrected": gettext_lazy("Corrected how the visit went"),
    AppointmentStatus.CANCEL_PENDING: gettext_lazy("Appointment cancelled, can be undone"),
    AppointmentStatus.CANCELLED: gettext_lazy("Appointment cancelled"),
    AppointmentStatus.COMPLETED: gettext_lazy("Visit completed"),
    AppointmentStatus.NO_SHOW: gettext_lazy("Did not come"),
    "assigned": gettext_lazy("Given to somebody else to answer"),
    "screening acknowledged": gettext_lazy("Safety questions read"),
    "answered": gettext_lazy("The client answered the question"),
    "answered by client": gettext_lazy("The client answered on their own page"),
    "will ask again": gettext_lazy("Noted: ask again before treating"),
    GIVEN: gettext_lazy("Consent given"),
    WITHDRAWN: gettext_lazy("Consent withdrawn, health answers deleted"),
    "joined the waiting list": gettext_lazy("Joined the waiting list"),
    "left the waiting list": gettext_lazy("Left the waiting list"),
    "offered time taken": gettext_lazy("An offered time taken"),
    "freed time offered": gettext_lazy("Offered a time that came free"),
    "offer refused": gettext_lazy("None of the offered times fits"),
    "offer withdrawn": gettext_lazy("Offered times taken back"),
    "offer lapsed": gettext_lazy("Offered times lapsed"),
    NOTED: gettext_lazy("Areas treated noted"),
    VIEWED: gettext_lazy("Health answers viewed"),
    ADDED: gettext_lazy("Private note added"),
    EXPORTED: gettext_lazy("All that is kept of this person taken along"),
    ERASED: gettext_lazy("Erased: nobody’s from then on"),
    "client made": gettext_lazy("Record made"),
    "client changed": gettext_lazy("Record changed"),
    MERGED: gettext_lazy("Another record of the same person folded in"),
    "client matched": gettext_lazy("Matched with a client"),
    "client unmatched": gettext_lazy("Is somebody else: no longer this client’s"),
    "mail sent again": gettext_lazy("A mail put back to be sent"),
    "mail put aside": gettext_lazy("A mail put aside, not to be sent"),
    "contact blocked": gettext_lazy("A contact blocked"),
    "contact unblocked": gettext_lazy("A contact no longer blocked"),
    "calendar feed made": gettext_lazy("A calendar’s address made"),
    "calendar feed renewed": gettext_lazy("A calendar’s address replaced"),
    "calendar feed ended": gettext_lazy("A calendar’s address ended"),
    "report exported": gettext_lazy("A report taken along"),
    "own words": gettext_lazy("Words of a mail changed"),
    "first words": gettext_lazy("First words of a mail back"),
    "test mail": gettext_lazy("A mail sent as a test"),
    "consent text published": gettext_lazy("New words of consent published"),
    "safety questions published": gettext_lazy("New safety questions published"),
    "practitioner added": gettext_lazy("A practitioner added"),
    "practitioner changed": gettext_lazy("A practitioner or their hours changed"),
    "closed days added": gettext_lazy("Closed days added"),
    "closed days changed": gettext_lazy("Closed days changed"),
    "closed days deleted": gettext_lazy("Closed days deleted"),
    "extra days added": gettext_lazy("Extra days added"),
    "extra days changed": gettext_lazy("Extra days changed"),
    "extra days deleted": gettext_lazy("Extra days deleted"),
    LONG_ENOUGH: gettext_lazy("Kept for long enough, and erased"),
    "address corrected": gettext_lazy("Email address corrected"),
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

MAIL_TO: Final[dict[Audience, Promise]] = {
    Audience.CLIENT: gettext_lazy("Mail to the client: %(what)s"),
    Audience.PRACTICE: gettext_lazy("Mail to the practice: %(what)s"),
}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the timeline; `mail` is the message that it is about, if it is about one."""

    at: dt.datetime
    what: str
    who: str = ""
    mail: OutboxMessage | None = None


def timeline(
    row: BookingRequest | Appointment | Client,
    *,
    with_health: bool,
    with_mail: bool,
    most: int | None = None,
) -> list[Entry]:
    """The newest first, `most` of them. Without `with_health` not even who read the answers.

    A client has no mails of its own: say `with_mail` of requests and appointments only.
    """
    events: QuerySet[AuditEvent] = row.events.select_related("user").order_by("-at", "-pk")
    if not with_health:
        events = events.exclude(action=VIEWED)
    entries = [
        Entry(at=event.at, what=what_happened(event), who=who_acted(event))
        for event in reversed(events[:most])
    ]
    if with_mail:
        mails = row.messages.defer("text", "html").order_by("-created_at", "-pk")
        entries += [
            Entry(at=mail.created_at, what=mail_words(mail), mail=mail)
            for mail in reversed(mails[:most])
        ]
    return sorted(entries, key=lambda entry: entry.at)[::-1][:most]


def mail_words(mail: OutboxMessage) -> str:
    kind = KINDS.get(mail.template)
    return MAIL_TO[kind.audience] % {"what": kind.title} if kind else mail.subject


def what_happened(event: AuditEvent) -> str:
    """In words; what the log holds beyond them, such as the version of a text, in brackets."""
    if event.from_status in CLOSED and event.to_status == RequestStatus.IN_REVIEW:
        return str(REOPENED)
    if (event.action, event.to_status) == ("appointment made", AppointmentStatus.HELD):
        return str(HELD)
    if event.action == "standing":
        return _("Standing: %(standing)s") % {"standing": Standing(event.to_status).label}
    action, _colon, about = event.action.partition(": ")
    words = str(EVENT_WORDS.get(action, action))
    return f"{words} ({about})" if about else words


def who_acted(event: AuditEvent) -> str:
    if event.actor == Actor.CLIENT:
        return _("client")
    if event.actor == Actor.SYSTEM:
        return _("the system")
    if event.user is None:
        return _("staff")
    return event.user.get_full_name() or event.user.get_username()
