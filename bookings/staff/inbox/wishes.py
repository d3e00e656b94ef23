"""The wishes of a page of requests beside what the diary says of them: read once for all."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from services.models import ServicePage

from ...domain.availability import Diary
from ...domain.diaries import Looking, load_diaries
from ...domain.session import Session
from ...models import BookingRequest, Practitioner
from ...statuses import OPEN_REQUESTS, RequestStatus
from ..wish_lines import WishLine, wish_lines

# Those for which somebody may still look for a time.
UNSETTLED: Final = OPEN_REQUESTS | {RequestStatus.QUARANTINED}

# A service page, if it is still there, and a length of it.
type Kind = tuple[int | None, int]


def with_wishes(rows: QuerySet[BookingRequest]) -> QuerySet[BookingRequest]:
    """`rows` with what lines_of takes of each, and nothing more."""
    rules = ("minimum_notice_hours", "horizon_days", "start_step_minutes", "turnaround_minutes")
    services = ServicePage.objects.only("title", *rules)
    return rows.prefetch_related("preferences", Prefetch("service", queryset=services))


def lines_of(
    requests: Sequence[BookingRequest], *, held: Mapping[int, set[dt.datetime]]
) -> dict[int, list[WishLine]]:
    """By the request's id. Takes rows of with_wishes; `held` are starts."""
    open_ones = [request for request in requests if request.status in UNSETTLED]
    diaries = _diaries(open_ones)
    return {
        request.pk: wish_lines(
            request.preferences.all(), diaries.get(_kind(request)), held=held.get(request.pk, ())
        )
        if request.status in UNSETTLED
        else wish_lines(request.preferences.all())
        for request in requests
    }


def _diaries(requests: Iterable[BookingRequest]) -> dict[Kind, Diary]:
    today = timezone.localdate()
    days, kinds = [], {}
    for request in requests:
        starts = [wish.slot_start for wish in request.preferences.all() if wish.slot_start]
        if ahead := [day for day in map(timezone.localdate, starts) if day >= today]:
            days += ahead
            kinds[_kind(request)] = Session.of(request.service, request.minutes)
    if not days:
        return {}
    offering = _offering()
    wanted = {kind: Looking(session, offering[kind[0]]) for kind, session in kinds.items()}
    return load_diaries(wanted, first=min(days), last=max(days))


def _offering() -> dict[int | None, list[Practitioner]]:
    """Who offers a service, by its id; where its page is gone (None), staff know who does."""
    everybody = {person.pk: person for person in Practitioner.objects.active()}
    offering = defaultdict[int | None, list[Practitioner]](list)
    offering[None] = list(everybody.values())
    for person, service in Practitioner.services.through.objects.values_list(
        "practitioner_id", "servicepage_id"
    ):
        if person in everybody:
            offering[service].append(everybody[person])
    return offering


def _kind(request: BookingRequest) -> Kind:
    return request.service_id, request.minutes
