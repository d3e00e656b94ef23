"""What has happened to the demonstration's rows: events and mails of the past.

No mail is left to be sent, and none is written later by itself: of what the clock would write
(reminders, after-care) each visit has its mail already, put aside or sent long ago.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bookings import notifications
from bookings.models import Actor, Appointment, AuditEvent, BookingRequest, OutboxMessage
from bookings.statuses import AppointmentStatus, MessageStatus

from .requests.asked import DAY, HOUR, DemoRequest

PUT_ASIDE: Final = _("This is a demonstration: nobody is written to.")
# After a visit; see bookings.domain.aftercare.
CARE_COMES_AFTER: Final = 2 * HOUR
# Phone bookings are made so long before.
BOOKED_BEFORE: Final = 8 * DAY

A = AppointmentStatus


def account(username: str) -> User | None:
    return get_user_model().objects.filter(username=username).first() if username else None


def of_visit(visit: Appointment) -> None:
    """Of one without a request: booked on the phone, and what became of it."""
    made_at = min(timezone.now(), visit.start) - BOOKED_BEFORE
    desk = account("reception")
    _event(made_at, "appointment made", by=desk, appointment=visit, to_status=A.CONFIRMED)
    _outcome(visit)
    mails_to_come(visit)


def of_request(item: DemoRequest, request: BookingRequest, visit: Appointment | None) -> None:
    """Its story, then that of its visit, and the mails that went out on the way."""
    came, state = request.created_at, str(item.arrives_as)
    _event(came, "submitted", actor=Actor.CLIENT, request=request, to_status=state)
    for step in item.story:
        before, state = state, str(step.to or state)
        at, who = came + step.after, _who(step.by)
        moved = {"from_status": before, "to_status": state}
        _event(at, step.action or state, **who, request=request, **moved)
        if visit and step.to:
            made = {"request": request, "appointment": visit, "to_status": A.CONFIRMED}
            _event(at, "appointment made", **who, **made)
            _mail(at, notifications.request_confirmed, request, visit, fails=item.mail_fails)
    if item.arrives_as == item.arrives_as.RECEIVED:
        _mail(came, notifications.requested, request, request.preferences.all())
    if visit:
        _outcome(visit)
        mails_to_come(visit)


def _who(by: str) -> dict[str, Any]:
    return {"actor": by} if by in Actor.values else {"by": account(by)}


def _event(at: dt.datetime, action: str, *, by: User | None = None, **about: Any) -> None:
    # Not audit.record, which says that it happens now.
    about.setdefault("actor", Actor.STAFF)
    AuditEvent.objects.create(at=at, action=action, user=by, **about)


def _outcome(visit: Appointment) -> None:
    about = {"request": visit.request, "appointment": visit, "from_status": A.CONFIRMED}
    if visit.status == A.CANCELLED:
        ended = {"actor": Actor.CLIENT, "to_status": A.CANCELLED}
        _event(visit.cancelled_at, A.CANCELLED, **about, **ended)
    elif visit.status in {A.COMPLETED, A.NO_SHOW}:
        noted = min(timezone.now(), visit.end + HOUR / 12)
        _event(noted, visit.status, by=account("therapist"), to_status=visit.status, **about)


def mails_to_come(visit: Appointment) -> None:
    """Those that the clock would write about it; sent already, or never to be sent."""
    if visit.status == A.CONFIRMED:
        _mail(timezone.now(), notifications.reminder, visit, aside=True)
    if visit.request and visit.status in {A.CONFIRMED, A.COMPLETED}:
        due = visit.end + CARE_COMES_AFTER
        aside = due > timezone.now()
        _mail(min(due, timezone.now()), notifications.after_care, visit, aside=aside)


def _mail(
    at: dt.datetime,
    write: Callable[..., None],
    *about: Any,
    fails: str = "",
    aside: bool = False,
) -> None:
    """Write a mail as the product does, and settle it before anybody could send it."""
    before = OutboxMessage.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    write(*about)
    changes: dict[str, Any] = {"status": MessageStatus.SENT, "sent_at": at, "attempts": 1}
    if fails:
        changes = {"status": MessageStatus.FAILED, "last_error": fails, "attempts": 1}
    if aside:
        changes = {"status": MessageStatus.DROPPED, "last_error": str(PUT_ASIDE)}
    OutboxMessage.objects.filter(pk__gt=before).update(created_at=at, not_before=at, **changes)
