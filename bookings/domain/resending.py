"""What staff do with a mail that went wrong: send it again, perhaps elsewhere, or leave it."""

from typing import Final

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..calendars.invitations import readdressed
from ..contacts import normalised_email
from ..models import OutboxMessage
from ..notifications import is_still_true
from ..notifications.accounts import ACCOUNT
from ..notifications.kinds import KINDS, Audience
from ..notifications.truth import TRIAL
from ..statuses import MessageStatus
from . import audit
from .changes import amend_request, lock_request
from .clients import correct_email
from .errors import BadAddress, CannotSendAgain, StaleVersion

MAIL_CHANGED: Final = gettext_lazy(
    "This mail was changed or tried again in the meantime. This is how it stands now."
)
SENDING: Final = gettext_lazy("It is being sent at this moment. Look again in a minute.")
NOT_TRUE: Final = gettext_lazy("It can’t be sent any more, because what it says is no longer true.")
TESTED: Final = gettext_lazy("It was a test. Send another from the page of its words.")
OF_AN_ACCOUNT: Final = gettext_lazy("Whoever it is for can ask for another when signing in.")
NOT_FAILED: Final = gettext_lazy("Only a mail that has failed can be put aside.")


def why_not_again(message: OutboxMessage) -> str | Promise:
    """Why it can't be sent (again), in words; empty where it can."""
    if message.status == MessageStatus.SENDING:
        return SENDING
    if message.template == ACCOUNT:
        return OF_AN_ACCOUNT
    if message.template == TRIAL:
        return TESTED
    return "" if _is_true(message) else NOT_TRUE


def is_to_client(message: OutboxMessage) -> bool:
    """Whether it is the client's, and so goes to an address that staff may correct."""
    kind = KINDS.get(message.template)
    return kind is not None and kind.audience == Audience.CLIENT


def going_along(message: OutboxMessage) -> list[OutboxMessage]:
    """Other mails about the same that were for the same address and did not get there, in order:
    when the address is corrected, they go to the new one, too.
    """
    if not (is_to_client(message) and (message.request_id or message.appointment_id)):
        return []
    about = (
        {"request": message.request_id}
        if message.request_id
        else {"request": None, "appointment": message.appointment_id}
    )
    others = OutboxMessage.objects.filter(
        **about,
        recipient__iexact=message.recipient,
        status__in=[MessageStatus.FAILED, MessageStatus.QUEUED],
    ).exclude(pk=message.pk)
    others = others.select_related("request", "appointment").order_by("created_at", "pk")
    return [other for other in others if is_to_client(other) and _is_true(other)]


@transaction.atomic
def send_again(
    *, message_id: int, version: int, by: User, to: str, from_now_on: bool = False
) -> list[OutboxMessage]:
    """Put a mail back to be sent to the address `to`, as if for the first time but with the same
    Message-ID; the mails that are on their way now, this one first.

    At another address than before, the mails in `going_along` follow. `from_now_on`: that is the
    client's address, so the request and the client's record say so, too, and the links in what
    the old address got end. Raises StaleVersion, CannotSendAgain, BadAddress.
    """
    try:
        validate_email(to)
    except ValidationError as error:
        raise BadAddress from error
    message = _lock(message_id, version=version)
    if reason := why_not_again(message):
        raise CannotSendAgain(reason)
    mails = [message]
    if normalised_email(to) != normalised_email(message.recipient):
        mails += going_along(message)
    if from_now_on and is_to_client(message):
        _correct_address(message, to, by=by)
    queued = [mail for mail in mails if _queue(mail, to)]
    audit.record("mail sent again", request=message.request, appointment=message.appointment, by=by)
    return queued


@transaction.atomic
def put_aside(*, message_id: int, version: int, by: User) -> OutboxMessage:
    """A mail that has failed is not sent, and nobody is warned of it any more.

    Raises StaleVersion, CannotSendAgain.
    """
    message = _lock(message_id, version=version)
    if message.status != MessageStatus.FAILED:
        raise CannotSendAgain(NOT_FAILED)
    message.status = MessageStatus.DROPPED
    message.last_error = _("Staff decided not to send it.")
    message.version += 1
    message.save(update_fields=["status", "last_error", "version"])
    audit.record("mail put aside", request=message.request, appointment=message.appointment, by=by)
    return message


def _lock(message_id: int, *, version: int) -> OutboxMessage:
    """The mail as it stands now. What it is about is locked first, as everywhere."""
    request_id = OutboxMessage.objects.values_list("request_id", flat=True).get(pk=message_id)
    if request_id:
        lock_request(request_id)
    rows = OutboxMessage.objects.select_for_update(of=("self",))
    message = rows.select_related("request", "appointment").get(pk=message_id)
    if message.version != version:
        raise StaleVersion(MAIL_CHANGED)
    return message


def _queue(message: OutboxMessage, to: str) -> bool:
    """Unless a worker has taken it in this moment."""
    free = OutboxMessage.objects.filter(pk=message.pk).exclude(status=MessageStatus.SENDING)
    return bool(
        free.update(
            recipient=to,
            calendar=readdressed(message.calendar, to),
            status=MessageStatus.QUEUED,
            attempts=0,
            version=F("version") + 1,
            not_before=timezone.now(),
            unreached_at=None,
            leased_until=None,
            sent_at=None,
            last_error="",
        )
    )


def _correct_address(message: OutboxMessage, to: str, *, by: User) -> None:
    """Where the practice writes to from now on: the request, and the client's record if it says
    the same, or if there is no request with an address.
    """
    request, visit = message.request, message.appointment
    holder = request or visit
    client = holder.client if holder else None
    known = request.email if request and request.email else message.recipient
    if client and normalised_email(client.email) == normalised_email(known):
        correct_email(client_id=client.pk, email=to, by=by)
    if request and request.email not in {"", to}:
        amend_request(
            request.pk,
            version=None,
            by=by,
            action="address corrected",
            email=to,
            link_generation=request.link_generation + 1,
        )


def _is_true(message: OutboxMessage) -> bool:
    return message.template in KINDS and is_still_true(message)
