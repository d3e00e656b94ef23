"""Who else wanted a time, and which of its own wishes a request got."""

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone

from home.models import PracticeSettings

from ..models import BookingRequest, PreferenceState, RequestPreference

# As many requests as the diary looks at to say who waits for a time.
MOST_WAITING: Final = 500


def longest_waiting(
    start: dt.datetime, end: dt.datetime, zone: ZoneInfo
) -> list[RequestPreference]:
    """Open wishes that may be about [start, end), of the open requests that wait longest.

    Each comes with its request; is_wished and fits_in decide. Two queries. More requests than
    these nobody could ring about a free time. `zone` is the practice's.
    """
    waiting = BookingRequest.objects.open().order_by("created_at", "pk")[:MOST_WAITING]
    by_key = {request.pk: request for request in waiting}
    wishes = list(_about(start, end, zone).filter(request__in=list(by_key)))
    for wish in wishes:
        wish.request = by_key[wish.request_id]
    return wishes


def _about(start: dt.datetime, end: dt.datetime, zone: ZoneInfo) -> QuerySet[RequestPreference]:
    first, last = timezone.localdate(start, zone), timezone.localdate(end, zone)
    near = Q(slot_start__lt=end, slot_end__gt=start) | Q(slot_start__isnull=True)
    on_the_days = Q(date_from__isnull=True) | Q(date_from__lte=last)
    on_the_days &= Q(date_until__isnull=True) | Q(date_until__gte=first)
    return RequestPreference.objects.filter(near & on_the_days, state=PreferenceState.OPEN)


def wanted_by(
    start: dt.datetime, end: dt.datetime, *, besides: int | None = None
) -> list[BookingRequest]:
    """Open requests that wished for a time like [start, end), who has waited longest first.

    What that is says is_wished; `besides` is the request that gets it. Two queries, and one for
    the practice's zone.
    """
    zone = PracticeSettings.current().zone
    wishes = _about(start, end, zone).filter(request__in=BookingRequest.objects.open())
    wanting = {wish.request_id for wish in wishes if is_wished(wish, start, end, zone)} - {besides}
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


def fits_in(wish: RequestPreference, start: dt.datetime, end: dt.datetime, zone: ZoneInfo) -> bool:
    """Whether a visit as wished for could be had within [start, end), free time of one day.

    The request's length has to fit; of a window enough is left if a visit may begin in it.
    """
    length = dt.timedelta(minutes=wish.request.minutes)
    if end - start < length:
        return False
    if wish.slot_start and wish.slot_end:
        return wish.slot_start < end and start < wish.slot_end
    first, last = (timezone.localtime(at, zone) for at in (start, end - length))
    return (
        (wish.date_from is None or wish.date_from <= first.date())
        and (wish.date_until is None or first.date() <= wish.date_until)
        and (not wish.weekdays or first.weekday() in wish.weekdays)
        and (wish.time_from is None or wish.time_from <= last.time())
        and (wish.time_until is None or first.time() < wish.time_until)
    )
