"""A client withdraws consent: what is kept of her health goes at once, the rest stays as it is.

Where the safety questions led goes too. In its place stands ScreeningOutcome.ASK, whatever it was
before and also where nothing had been asked, so that it tells nothing. It has to be acknowledged
like a caution before a time is given, because a caution that nobody had read yet is gone with the
answers: neither that one nor a clean answer may be what a visit silently rests on.
"""

from django.contrib.auth.models import User
from django.utils import timezone

from .. import notifications
from ..models import (
    Actor,
    Appointment,
    BookingRequest,
    ClientReply,
    ConsentRecord,
    HealthAnswers,
    ScreeningOutcome,
    Treatment,
)
from .changes import amend_request, lock_request
from .consent import WITHDRAWN, living_consent
from .errors import TransitionRefused
from .writes import request_write


@request_write
def withdraw_consent(
    *, request_id: int, version: int | None, by: User | None = None
) -> BookingRequest:
    """Delete what a request and its visits hold about health; its state and its times stay.

    By the client, of which the practice is told, or by staff (`by`) who heard it. `version` is
    the one that the person saw, None for whatever is there. Raises StaleVersion, and
    TransitionRefused where no consent is living.
    """
    consent = living_consent(lock_request(request_id, version=version))
    if consent is None:
        raise TransitionRefused
    # Whoever notes a treatment holds its visit: it is written before this, or not any more.
    visits = Appointment.objects.select_for_update(of=("self",), no_key=True)
    list(visits.filter(request=request_id).order_by("pk"))
    ConsentRecord.objects.filter(pk=consent.pk).update(withdrawn_at=timezone.now())
    HealthAnswers.objects.filter(request=request_id).delete()
    ClientReply.objects.filter(request=request_id).delete()
    Treatment.objects.filter(appointment__request=request_id).delete()
    request = amend_request(
        request_id,
        version=None,
        by=by,
        actor=Actor.CLIENT,
        action=f"{WITHDRAWN}: {consent.text}",
        screening_outcome=ScreeningOutcome.ASK,
        screening_acknowledged_at=None,
        screening_acknowledged_by=None,
    )
    if by is None:
        notifications.consent_withdrawn(request)
    return request
