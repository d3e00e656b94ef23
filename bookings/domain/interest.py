"""Who else wanted a time, and which of its own wishes a request got."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from home.models import PracticeSettings

from ..models import BookingRequest, PreferenceState, RequestPreference


def wanted_by(
    start: dt.datetime, end: dt.datetime, *, besides: int | None = None
) -> list[BookingRequest]:
    """Open requests that wished for a time like [start, end), who has waited longest first.

    What that is says is_wished; `besides` is the request that gets it. Two queries, and one for
    the practice's zone.
    """
    zone = PracticeSettings.current().zone
    day = timezone.localdate(start, zone)
    near = Q(slot_start__lt=end, slot_end__gt=start) | Q(slot_start__isnull=True)
    on_the_day = Q(date_from__isnull=True) | Q(date_from__lte=day)
    on_the_day &= Q(date_until__isnull=True) | Q(date_until__gte=day)
    wishes = RequestPreference.objects.filter(
        near & on_the_day,
        state=PreferenceState.OPEN,
        request__in=BookingRequest.objects.open().exclude(pk=besides),
    )
    wanting = {wish.request_id for wish in wishes if is_wished(wish, start, end, zone)}
    return list(BookingRequest.objects.filter(pk__in=wanting).order_by("created_at", "pk"))


def mark_chosen(request: BookingRequest, start: dt.datetime) -> None:
    """The request got a visit from `start`: its live wish for that time, if any, came true."""
    wishes = request.preferences.filter(slot_start=start)
    wishes.update(state=PreferenceState.CHOSEN)


def is_wished(
    wish: RequestPreference, start: dt.datetime, end: dt.datetime, zone: ZoneInfo
) -> bool:
    """Whether a visit in [start, end) is what this wish is about; `zone` is the practice's.

    A live wish is one for a time that overlaps it, a window one in which it may begin.
    """
    if wish.slot_start and wish.slot_end:
        return wish.slot_start < end and start < wish.slot_end
    local = timezone.localtime(start, zone)
    return (
        (wish.date_from is None or wish.date_from <= local.date())
        and (wish.date_until is None or local.date() <= wish.date_until)
        and (not wish.weekdays or local.weekday() in wish.weekdays)
        and (wish.time_from is None or wish.time_from <= local.time())
        and (wish.time_until is None or local.time() < wish.time_until)
    )
