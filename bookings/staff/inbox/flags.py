"""What makes a request one to look at twice, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from home.ages import left_words

from ...domain.same_person import same_person
from ...models import BookingRequest, ClientReply, OutboxMessage, ScreeningOutcome
from ...statuses import OPEN_REQUESTS, RequestStatus
from ..permissions import VIEW_MAIL
from .filters import SOON


@dataclass(frozen=True)
class Flag:
    """`name` is one of its kind; `is_grave` one that keeps from giving a time, or should."""

    name: str
    words: str | Promise
    is_grave: bool = False


def with_mail_failed(rows: QuerySet[BookingRequest]) -> QuerySet[BookingRequest]:
    """`rows` that say whether a mail about them has failed, as Flags wants them."""
    failed = OutboxMessage.objects.failed().filter(request=OuterRef("pk"))
    return rows.annotate(mail_failed=Exists(failed))


class Flags:
    """Those of a page of requests, each kind asked for once for all of them."""

    def __init__(self, requests: Sequence[BookingRequest], *, user: Any) -> None:
        self.same = same_person(requests)
        self.answered = _answered(requests)
        self.sees_mail = user.has_perm(VIEW_MAIL)

    def of(self, request: BookingRequest) -> list[Flag]:
        is_open = request.status in OPEN_REQUESTS
        now = timezone.now()
        flags = []
        if is_open and request.needs_acknowledgement:
            is_to_ask = request.screening_outcome == ScreeningOutcome.ASK
            words = _("Consent withdrawn: ask again") if is_to_ask else _("Safety questions unread")
            flags.append(Flag("unread", words, is_grave=True))
        if request.pk in self.same.blocked:
            flags.append(Flag("blocked", _("Blocked contact"), is_grave=True))
        if self.sees_mail and request.mail_failed:
            flags.append(Flag("not_mailed", _("Mail failed"), is_grave=True))
        if request.pk in self.same.duplicates:
            flags.append(Flag("duplicate", _("Possible duplicate")))
        if request.pk in self.answered:
            flags.append(Flag("answered", _("Question answered")))
        if is_open and request.expires_at and request.expires_at <= now + SOON:
            left = left_words(request.expires_at, now)
            is_over = request.expires_at <= now
            words = _("Lapses now") if is_over else _("Lapses in %(time)s") % {"time": left}
            flags.append(Flag("lapsing", words))
        return flags


def _answered(requests: Sequence[BookingRequest]) -> set[int]:
    """Those in which the client answered what was asked last, and nobody has acted since."""
    asked = {
        (request.pk, request.question_to_client)
        for request in requests
        if request.status == RequestStatus.IN_REVIEW and request.question_to_client
    }
    keys = [pk for pk, _question in asked]
    replies = ClientReply.objects.filter(request__in=keys).values_list("request", "question")
    return {pk for pk, question in replies if (pk, question) in asked}
