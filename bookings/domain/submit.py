import datetime as dt
import secrets
import uuid

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from home.models import PracticeSettings
from services.models import ServicePage

from .. import notifications
from ..models import (
    Actor,
    BookingRequest,
    ConsentRecord,
    ConsentText,
    HealthAnswers,
    InterestCount,
    RequestPreference,
)
from ..statuses import RequestStatus
from . import audit
from .errors import AlreadySent, ServiceClosed
from .submission import Submission, Wish

# No vowels (no words), nothing that sounds or looks like something else.
REFERENCE_LETTERS = "BCDFGHJKLMNPQRTVWXZ346789"


def submit(
    *,
    submission: Submission,
    key: uuid.UUID,
    consent: ConsentText | None,
    client: str = "",
    signals: list[str] | None = None,
) -> BookingRequest:
    """Store a visitor's request with all that belongs to it, once for each `key`.

    `key` is the check page's token, `consent` the wording that was agreed to, `client` a
    client_hash, `signals` what speaks for spam: with any, the request is quarantined and
    nothing is mailed. The same key and content again give the same request and no second
    mail. Raises AlreadySent for the same key with other content, ServiceClosed when the
    service takes no requests any more, ValueError for health answers without a consent.
    """
    if submission.health and consent is None:
        raise ValueError("Health answers are stored with a consent only.")
    digest = submission.digest()
    try:
        with transaction.atomic():
            return _known(key, digest) or _store(
                submission=submission,
                key=key,
                digest=digest,
                consent=consent,
                client=client,
                signals=signals or [],
            )
    except IntegrityError:
        # Somebody sent the same page at the same moment, and was first.
        request = _known(key, digest)
        if request is None:
            raise
        return request


def _known(key: uuid.UUID, digest: str) -> BookingRequest | None:
    request = BookingRequest.objects.filter(submission_key=key).first()
    if request and request.submission_digest != digest:
        raise AlreadySent(request)
    return request


def _store(
    *,
    submission: Submission,
    key: uuid.UUID,
    digest: str,
    consent: ConsentText | None,
    client: str,
    signals: list[str],
) -> BookingRequest:
    # Locked, so that a switch thrown meanwhile is seen by one side or the other; no key lock,
    # because other rows that point at the page may be written at the same time.
    locked = ServicePage.objects.select_for_update(of=("self", "page_ptr"), no_key=True)
    service = locked.get(pk=submission.service.pk)
    if not (service.live and service.accepts_requests):
        raise ServiceClosed
    now = timezone.now()
    status = RequestStatus.QUARANTINED if signals else RequestStatus.RECEIVED
    request = BookingRequest.objects.create(
        reference=_new_reference(),
        submission_key=key,
        submission_digest=digest,
        service=service,
        service_name=service.title,
        minutes=submission.minutes,
        price=submission.price,
        currency=PracticeSettings.current().currency,
        source_article=submission.article,
        name=submission.name,
        email=submission.email,
        phone=submission.phone,
        been_before=submission.been_before,
        language=submission.language,
        status=status,
        quarantine_reasons=", ".join(signals),
        client_hash=client,
        created_at=now,
    )
    RequestPreference.objects.bulk_create(
        _preference(request, rank, wish) for rank, wish in enumerate(submission.wishes, start=1)
    )
    if submission.health:
        HealthAnswers.objects.create(
            request=request,
            answers={
                "notes": submission.health.notes,
                "areas": list(submission.health.areas),
                "questions": submission.health.questions,
            },
        )
    if consent:
        ConsentRecord.objects.create(request=request, text=consent, given_at=now)
    audit.record("submitted", request=request, actor=Actor.CLIENT, to_status=status)
    if not signals:
        welcome(request=request, areas=submission.health.areas)
    return request


def welcome(*, request: BookingRequest, areas: tuple[str, ...]) -> None:
    """What follows a request that is taken for genuine: the mails, and the anonymous counts.

    For a request from quarantine it is called when staff release it.
    """
    notifications.request_received(request)
    notifications.request_notice(request)
    _count_interest(request, areas)


def _count_interest(request: BookingRequest, areas: tuple[str, ...]) -> None:
    month = timezone.localdate(request.created_at, dt.UTC).replace(day=1)
    article = request.source_article.title if request.source_article else ""
    named = sorted(set(areas)) or [""]
    InterestCount.objects.bulk_create(
        [InterestCount(month=month, article=article, area=area) for area in named],
        ignore_conflicts=True,
    )
    counts = InterestCount.objects.filter(month=month, article=article, area__in=named)
    # Locked in one order, or two requests with the same areas could wait for each other.
    locked = [count.pk for count in counts.select_for_update().order_by("area")]
    InterestCount.objects.filter(pk__in=locked).update(count=F("count") + 1)


def _preference(request: BookingRequest, rank: int, wish: Wish) -> RequestPreference:
    return RequestPreference(
        request=request,
        rank=rank,
        slot_start=wish.slot_start,
        slot_end=wish.slot_end,
        date_from=wish.date_from,
        date_until=wish.date_until,
        weekdays=list(wish.weekdays),
        time_from=wish.time_from,
        time_until=wish.time_until,
    )


def _new_reference() -> str:
    """Six letters in two groups, to be read out on the phone: some 240 million of them."""
    while True:
        letters = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(6))
        reference = f"{letters[:3]}-{letters[3:]}"
        if not BookingRequest.objects.filter(reference=reference).exists():
            return reference
