import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from home.models import PracticeSettings

from ..models import BookingRequest
from ..statuses import OPEN_REQUESTS, AppointmentStatus, RequestStatus
from ..times import moment_words
from .private import keep_private

# A request stays confirmed when its visit is cancelled.
GIVEN = frozenset({AppointmentStatus.CONFIRMED, AppointmentStatus.COMPLETED})


@require_safe
def requested(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The confirmation page: reference, what was asked for, what happens next.

    It can be bookmarked, so it says how things stand now, and it names neither the person
    nor anything about their health.
    """
    asked = get_object_or_404(
        BookingRequest.objects.prefetch_related("preferences"), public_id=public_id
    )
    # Who is held back as spam is not told (bookings.md, 17).
    quarantined = asked.status in {RequestStatus.QUARANTINED, RequestStatus.SPAM}
    zone = PracticeSettings.load(request_or_site=request).zone
    visit = asked.appointments.filter(status__in=GIVEN).first()
    context = {
        "asked": asked,
        "wishes": [wish.in_words(zone, names_zone=False) for wish in asked.preferences.all()],
        "waiting": quarantined or asked.status in OPEN_REQUESTS,
        "visit": moment_words(visit.start, zone) if visit else "",
    }
    return keep_private(render(request, "bookings/requested_page.html", context))
