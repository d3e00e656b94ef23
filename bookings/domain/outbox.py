"""Sending what waits in the outbox: at least once, by any number of workers side by side.

A row is claimed with a lease, sent outside of any transaction, and marked. A worker that
dies in between leaves a lease that runs out; the next try carries the same Message-ID.
"""

import datetime as dt
import logging
import smtplib

from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.utils import timezone

from ..models import OutboxMessage
from ..notifications import MANAGE_LINK, is_still_true
from ..statuses import MessageStatus
from .manage import manage_url

logger = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=2)
# After each failed try; when there is none left, staff see the mail as failed.
BACK_OFF = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)] + [
    dt.timedelta(days=1)
] * 3


def deliver_due(*, limit: int = 50) -> int:
    """Send what is due now, at most `limit` mails; how many were sent.

    One at a time, so that a lease is never older than one SMTP conversation and a stop
    signal is heard between two mails.
    """
    sent = 0
    for _ in range(limit):
        message = _claim()
        if message is None:
            break
        sent += _deliver(message)
    return sent


def _claim() -> OutboxMessage | None:
    with transaction.atomic():
        now = timezone.now()
        due = OutboxMessage.objects.due(now).select_for_update(
            skip_locked=connection.features.has_select_for_update_skip_locked
        )
        message = due.first()
        if message is None:
            return None
        message.status = MessageStatus.SENDING
        message.leased_until = now + LEASE
        message.attempts += 1
        message.save(update_fields=["status", "leased_until", "attempts"])
    return message


def _deliver(message: OutboxMessage) -> bool:
    if not is_still_true(message):
        _settle(message, status=MessageStatus.DROPPED)
        return False
    try:
        _email(message).send()
    except Exception as error:  # noqa: BLE001  whatever it is, the next mail must go out
        _fail(message, error)
        return False
    _settle(message, status=MessageStatus.SENT, sent_at=timezone.now(), last_error="")
    return True


def _email(message: OutboxMessage) -> EmailMultiAlternatives:
    link = manage_url(message.request) if message.request else ""
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text.replace(MANAGE_LINK, link),
        to=[message.recipient],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={
            "Message-ID": message.message_id,
            # RFC 3834: no out-of-office answers to these.
            "Auto-Submitted": "auto-generated",
        },
    )
    if message.html:
        mail.attach_alternative(message.html.replace(MANAGE_LINK, link), "text/html")
    return mail


def _fail(message: OutboxMessage, error: Exception) -> None:
    """Queue again after the back-off; give up where the server refused for good (RFC 5321)."""
    # The address stands in the row; the log says only which row and what went wrong.
    logger.warning("Mail %s was not sent (try %s): %s", message.pk, message.attempts, type(error))
    changes = {"last_error": f"{type(error).__name__}: {error}"[:500]}
    if _is_permanent(error) or message.attempts > len(BACK_OFF):
        _settle(message, status=MessageStatus.FAILED, **changes)
    else:
        wait = BACK_OFF[message.attempts - 1]
        _settle(message, status=MessageStatus.QUEUED, not_before=timezone.now() + wait, **changes)


def _is_permanent(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500


def _settle(message: OutboxMessage, *, status: MessageStatus, **changes: object) -> None:
    """Write the outcome, unless the lease ran out and another worker has the row now."""
    OutboxMessage.objects.filter(
        pk=message.pk, status=MessageStatus.SENDING, attempts=message.attempts
    ).update(status=status, leased_until=None, **changes)
