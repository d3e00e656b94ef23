"""Reading what a visitor said about their health: by permission, and on the record."""

import datetime as dt
from typing import Any

from cryptography.fernet import InvalidToken
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import AuditEvent, BookingRequest, ClientReply, HealthAnswers
from . import audit
from .errors import Refused

PERMISSION = "bookings.view_healthanswers"
VIEWED = "health answers viewed"
# Somebody who goes back and forth between pages looks once.
ONE_LOOK = dt.timedelta(hours=1)


class Unreadable(Refused):
    """None of settings.HEALTH_KEYS opens the answers."""

    message = _(
        "These answers cannot be read: the key that they were stored with is missing. "
        "Tell whoever looks after the site."
    )


def read_health_answers(*, request: BookingRequest, by: User) -> dict[str, Any] | None:
    """The answers of `request` (see HealthAnswers), None if there are none.

    That `by` read them is recorded, once an hour at most for each request. Raises
    PermissionDenied, with nothing read, for an account without the permission; Unreadable.
    """
    found = _read(HealthAnswers.objects.filter(request=request), request=request, by=by)
    return found[0].answers if found else None


def read_replies(*, request: BookingRequest, by: User) -> list[ClientReply]:
    """What the client answered to questions of the desk, in order; as read_health_answers."""
    return _read(ClientReply.objects.filter(request=request), request=request, by=by)


def areas_to_count(request: BookingRequest) -> tuple[str, ...]:
    """The areas of pain, for the anonymous counts and for nobody's eyes; none without a key."""
    try:
        health = HealthAnswers.objects.filter(request=request).first()
    except InvalidToken:
        return ()
    return tuple(health.answers["areas"]) if health else ()


def _read[T: (HealthAnswers, ClientReply)](
    rows: QuerySet[T], *, request: BookingRequest, by: User
) -> list[T]:
    if not by.has_perm(PERMISSION):
        raise PermissionDenied
    try:
        found = list(rows)
    except InvalidToken as error:
        raise Unreadable from error
    if found:
        record_look(request, by)
    return found


def record_look(request: BookingRequest, by: User) -> None:
    """Write down that `by` saw something about the health of whoever sent `request`."""
    looks = AuditEvent.objects.filter(
        request=request, user=by, action=VIEWED, at__gt=timezone.now() - ONE_LOOK
    )
    if looks.exists():
        return
    with transaction.atomic():
        # Two tabs at once are one look.
        BookingRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        if not looks.exists():
            audit.record(VIEWED, request=request, by=by)
