import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from home.models import PracticeSettings
from services.models import ServicePage

from .. import notifications
from ..models import (
    Actor,
    BookingRequest,
    Client,
    ConsentRecord,
    ConsentText,
    HealthAnswers,
    InterestCount,
    RequestPreference,
)
from ..statuses import RequestStatus
from . import audit
from .at_once import confirm_at_once, lock_first_choice, may_be_confirmed
from .changes import expiry
from .errors import AlreadySent, PractitionerUnavailable, ServiceClosed, TimeTaken
from .references import new_reference
from .submission import Submission, Wish
from .transaction import diary_write


def submit(
    *,
    submission: Submission,
    key: uuid.UUID,
    consent: ConsentText | None,
    client: str = "",
    signals: list[str] | None = None,
    known_client: Client | None = None,
    earlier: BookingRequest | None = None,
) -> BookingRequest:
    """Store a visitor's request with all that belongs to it, once for each `key`.

    `key` is the check page's token, `consent` the wording that was agreed to, `client` a
    client_hash, `signals` what speaks for spam: with any, the request is quarantined and
    nothing is mailed. `known_client` is somebody who came by her own link, and by nothing
    less: where service and standing allow it, a free time that is her first choice is
    confirmed in the same transaction; if it has just gone, hers is a request like any other.
    `earlier` is what find_submitted has found for the key.
    The same key and content again give the same request and no second mail. Raises
    AlreadySent for the same key with other content, ServiceClosed when the service takes no
    requests any more, ValueError for health answers without a consent.
    """
    if submission.health and consent is None:
        raise ValueError("Health answers are stored with a consent only.")
    arrival = _Arrival(
        submission=submission,
        key=key,
        digest=submission.digest(),
        consent=consent,
        client=client,
        signals=signals or [],
        known_client=known_client,
    )
    if earlier:
        return _same(earlier, arrival)
    try:
        if known_client and not signals and may_be_confirmed(submission, known_client):
            with suppress(TimeTaken, PractitionerUnavailable):
                return _store_confirmed(arrival)
        with transaction.atomic():
            return _store_for_the_desk(arrival)
    except (IntegrityError, ServiceClosed):
        # Somebody sent the same page at the same moment, and was first.
        if earlier := find_submitted(key=key):
            return _same(earlier, arrival)
        raise


def find_submitted(*, key: uuid.UUID) -> BookingRequest | None:
    """The request that came with this key, if one did: what follows is a retry, or a mistake."""
    return BookingRequest.objects.filter(submission_key=key).first()


@dataclass(frozen=True, kw_only=True)
class _Arrival:
    submission: Submission
    key: uuid.UUID
    digest: str
    consent: ConsentText | None
    client: str
    signals: list[str]
    known_client: Client | None


def _same(earlier: BookingRequest, arrival: _Arrival) -> BookingRequest:
    if earlier.submission_digest != arrival.digest:
        raise AlreadySent(earlier)
    return earlier


@diary_write
def _store_confirmed(arrival: _Arrival) -> BookingRequest:
    """Raises TimeTaken, PractitionerUnavailable, and has then stored nothing."""
    if earlier := find_submitted(key=arrival.key):
        return _same(earlier, arrival)
    slot = lock_first_choice(arrival.submission)
    request, wishes = _store(arrival)
    areas = arrival.submission.health.areas
    appointment = confirm_at_once(request, slot)
    if appointment is None:
        welcome(request=request, wishes=wishes, areas=areas)
        return request
    request.refresh_from_db()
    notifications.request_confirmed(request, appointment)
    notifications.confirmed_at_once(request, appointment)
    _count_interest(request, areas)
    return request


def _store_for_the_desk(arrival: _Arrival) -> BookingRequest:
    request, wishes = _store(arrival)
    if not arrival.signals:
        welcome(request=request, wishes=wishes, areas=arrival.submission.health.areas)
    return request


def _store(arrival: _Arrival) -> tuple[BookingRequest, list[RequestPreference]]:
    """The rows of a new request, it and its wishes. Raises ServiceClosed."""
    submission, signals = arrival.submission, arrival.signals
    # Locked, so that a switch thrown meanwhile is seen by one side or the other; no key lock,
    # because other rows that point at the page may be written at the same time.
    locked = ServicePage.objects.select_for_update(of=("self", "page_ptr"), no_key=True)
    service = locked.get(pk=submission.service.pk)
    if not (service.live and service.accepts_requests):
        raise ServiceClosed
    now = timezone.now()
    status = RequestStatus.QUARANTINED if signals else RequestStatus.RECEIVED
    request = BookingRequest.objects.create(
        reference=new_reference(),
        submission_key=arrival.key,
        submission_digest=arrival.digest,
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
        screening=submission.screening,
        screening_outcome=submission.screening_outcome or "",
        status=status,
        quarantine_reasons=", ".join(signals),
        client_hash=arrival.client,
        client=arrival.known_client,
        created_at=now,
        expires_at=expiry(status),
    )
    wishes = RequestPreference.objects.bulk_create(
        _preference(request, rank, wish) for rank, wish in enumerate(submission.wishes, start=1)
    )
    if submission.health:
        HealthAnswers.objects.create(
            request=request,
            answers={
                "notes": submission.health.notes,
                "areas": list(submission.health.areas),
                "cautions": list(submission.health.cautions),
                "questions": submission.health.questions,
            },
        )
    if arrival.consent:
        ConsentRecord.objects.create(request=request, text=arrival.consent, given_at=now)
    audit.record("submitted", request=request, actor=Actor.CLIENT, to_status=status)
    return request, wishes


def welcome(
    *, request: BookingRequest, wishes: Sequence[RequestPreference], areas: tuple[str, ...]
) -> None:
    """What follows a request that is taken for genuine: the mails, and the anonymous counts.

    For a request from quarantine it is called when staff release it.
    """
    notifications.requested(request, wishes)
    _count_interest(request, areas)


def _count_interest(request: BookingRequest, areas: tuple[str, ...]) -> None:
    zone = PracticeSettings.current().zone
    month = timezone.localdate(request.created_at, zone).replace(day=1)
    article = request.source_article.title if request.source_article else ""
    named = sorted(set(areas)) or [""]
    counts = InterestCount.objects.filter(month=month, article=article, area__in=named)
    if len(named) == 1 and counts.update(count=F("count") + 1):
        return
    InterestCount.objects.bulk_create(
        [InterestCount(month=month, article=article, area=area) for area in named],
        ignore_conflicts=True,
    )
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
