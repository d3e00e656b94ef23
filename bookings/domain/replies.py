"""What a client answers to a question of the desk, on her own page. It may be about health."""

from cryptography.fernet import InvalidToken
from django.utils import timezone

from .. import notifications
from ..models import Actor, BookingRequest, ClientReply, ConsentText
from ..statuses import RequestStatus
from .changes import change_request, lock_request
from .consent import give_consent, living_consent
from .errors import ConsentMissing, StaleVersion, TransitionRefused
from .writes import request_write


@request_write
def reply(
    *, request_id: int, version: int, answer: str, consent: ConsentText | None = None
) -> BookingRequest:
    """Keep the answer to the desk's question; the request is the practice's, which is told so.

    `consent` are the words that were agreed to with it, for a request without a living consent
    (consent.living_consent). To send the same answer twice is to answer once. Raises
    StaleVersion, TransitionRefused where nothing is asked, ConsentMissing.
    """
    request = lock_request(request_id)
    if request.version != version:
        if _is_latest(request, answer):
            return request
        raise StaleVersion
    if request.status != RequestStatus.NEEDS_INFO:
        raise TransitionRefused
    if living_consent(request) is None:
        if consent is None:
            raise ConsentMissing
        give_consent(request, consent)
    ClientReply.objects.create(
        request=request,
        question=request.question_to_client,
        answer={"text": answer},
        at=timezone.now(),
    )
    request = change_request(
        request_id,
        RequestStatus.IN_REVIEW,
        version=version,
        actor=Actor.CLIENT,
        action="answered by client",
    )
    notifications.question_answered(request)
    return request


def _is_latest(request: BookingRequest, answer: str) -> bool:
    """Whether this is what was answered last. One that cannot be read is not the same."""
    try:
        latest = request.replies.last()
    except InvalidToken:
        return False
    return latest is not None and latest.answer["text"] == answer
