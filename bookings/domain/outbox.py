"""Sending what waits in the outbox: at least once, by any number of workers side by side.

A row is claimed with a lease, sent outside of any transaction, and marked. A worker that
dies in between leaves a lease that runs out; the next try carries the same Message-ID.
"""

import datetime as dt
import logging
from collections.abc import Callable
from typing import Final

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import OutboxMessage
from ..notifications import is_still_true
from ..statuses import MessageStatus
from .courier import Courier, ServerUnreachable, in_words, is_for_good
from .mime import email_of

logger = logging.getLogger(__name__)

# How often SMTP may wait for the server in one conversation: connecting (twice: IPv6, IPv4), its
# greeting, EHLO, STARTTLS, the handshake, EHLO again, logging in (3), MAIL, RCPT, DATA, the mail,
# NOOP before and QUIT after it.
WAITS: Final = 16
# So nobody else takes a mail that is still being handed over: 16 waits of at most 10 seconds
# (settings/mail.py) are 160 seconds.
LEASE: Final = dt.timedelta(minutes=5)
# After each failed try; when there is none left, staff see the mail as failed.
BACK_OFF: Final = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)] + [
    dt.timedelta(days=1)
] * 3
# After this, what else a round of the worker does has its turn.
TURN: Final = dt.timedelta(seconds=30)
# How often a server that could not be reached is asked whether it is back, whatever the back-off.
ASK_AGAIN: Final = dt.timedelta(minutes=5)


def _never() -> bool:
    return False


def deliver_due(*, limit: int = 50, stop: Callable[[], bool] = _never) -> int:
    """Send what is due now, over one connection; how many were sent.

    It ends after `limit` tries, after TURN, when the server is lost, and when `stop` says so,
    which is asked between two mails. Each is claimed when its turn comes, so that a lease is
    never older than one SMTP conversation, and whoever stops has nothing to give back.
    """
    sent = tried = 0
    ends = timezone.now() + TURN
    with Courier() as courier:
        while tried < limit and timezone.now() < ends and not (courier.is_lost or stop()):
            message = _claim()
            if message is None:
                break
            if not _is_to_be_sent(message):
                continue
            tried += 1
            if _send(message, courier):
                sent += 1
                if sent == 1:
                    _server_is_back()
        if tried == 0:
            _ask_whether_it_is_back(courier)
    return sent


def _claim() -> OutboxMessage | None:
    with transaction.atomic():
        now = timezone.now()
        due = OutboxMessage.objects.due(now).select_for_update(
            of=("self",), skip_locked=connection.features.has_select_for_update_skip_locked
        )
        message = due.select_related("request", "appointment").first()
        if message is None:
            return None
        message.status = MessageStatus.SENDING
        message.leased_until = now + LEASE
        message.attempts += 1
        message.save(update_fields=["status", "leased_until", "attempts"])
    return message


def _is_to_be_sent(message: OutboxMessage) -> bool:
    """Whether it still says how things are; one that does not is settled."""
    if message.attempts > len(BACK_OFF) + 1:
        # Nobody who tried it lived to say so: it may be what kills them.
        reason = _("Sending it was begun %(number)s times, and never came to an end.")
        reason %= {"number": message.attempts - 1}
        _settle(message, status=MessageStatus.FAILED, last_error=reason)
        return False
    try:
        if is_still_true(message):
            return True
    except Exception as error:  # noqa: BLE001  whatever it is, the next mail must go out
        _fail(message, error)
        return False
    reason = _("What it says is no longer true.")
    _settle(message, status=MessageStatus.DROPPED, last_error=reason)
    return False


def _send(message: OutboxMessage, courier: Courier) -> bool:
    try:
        courier.send(email_of(message))
    except Exception as error:  # noqa: BLE001  whatever it is, the next mail must go out
        _fail(message, error)
        return False
    changes = {"sent_at": timezone.now(), "last_error": "", "unreached_at": None}
    _settle(message, status=MessageStatus.SENT, **changes)
    return True


def _fail(message: OutboxMessage, error: Exception) -> None:
    """Queue again after the back-off; give up where the server refused for good."""
    unreached = isinstance(error, ServerUnreachable)
    # The address stands in the row; the log says only which row and what went wrong.
    kind = type(error.__cause__ if unreached else error)
    logger.warning("Mail %s was not sent (try %s): %s", message.pk, message.attempts, kind)
    now = timezone.now()
    changes = {"last_error": in_words(error)[:500], "unreached_at": now if unreached else None}
    if is_for_good(error) or message.attempts > len(BACK_OFF):
        _settle(message, status=MessageStatus.FAILED, **changes)
    else:
        wait = BACK_OFF[message.attempts - 1]
        _settle(message, status=MessageStatus.QUEUED, not_before=now + wait, **changes)


def _settle(message: OutboxMessage, *, status: MessageStatus, **changes: object) -> None:
    """Write the outcome, unless the lease ran out and another worker has the row now."""
    OutboxMessage.objects.filter(
        pk=message.pk, status=MessageStatus.SENDING, attempts=message.attempts
    ).update(status=status, leased_until=None, version=F("version") + 1, **changes)


def _server_is_back() -> None:
    """What waited only because the server could not be reached waits no longer."""
    waiting = OutboxMessage.objects.waiting_for_server()
    waiting.update(not_before=timezone.now(), unreached_at=None)


def _ask_whether_it_is_back(courier: Courier) -> None:
    """An hour's outage would otherwise hold a mail back for a day."""
    waiting = OutboxMessage.objects.waiting_for_server()
    asked = waiting.order_by("-unreached_at").values_list("unreached_at", flat=True).first()
    now = timezone.now()
    if asked is None or asked > now - ASK_AGAIN:
        return
    try:
        courier.reach()
    except ServerUnreachable:
        waiting.update(unreached_at=now)
    else:
        _server_is_back()
