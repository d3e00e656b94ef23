"""Whether a mail is still true. One that waited too long and no longer is, is not sent."""

from typing import Final

from django.utils import timezone

from ..models import OutboxMessage
from .accounts import ACCOUNT, is_account_mail_true
from .kinds import KINDS, MailKind

# In OutboxMessage.template: words on trial, with sample data, for whoever writes them.
TRIAL: Final = "test"


def is_still_true(message: OutboxMessage) -> bool:
    """Whether a waiting mail still says how things are. KeyError for an unknown kind."""
    if message.template == TRIAL:
        return True
    if message.template == ACCOUNT:
        return is_account_mail_true(message)
    kind = KINDS[message.template]
    return _request_is_as_told(message, kind) and _visit_is_as_told(message, kind)


def _request_is_as_told(message: OutboxMessage, kind: MailKind) -> bool:
    if kind.while_request is None:
        return True
    return message.request is not None and message.request.status in kind.while_request


def _visit_is_as_told(message: OutboxMessage, kind: MailKind) -> bool:
    if kind.while_visit is None:
        return True
    visit = message.appointment
    return (
        visit is not None
        and visit.status in kind.while_visit
        and visit.calendar_sequence == message.expected_sequence
        and not (kind.before_start and visit.start <= timezone.now())
    )
