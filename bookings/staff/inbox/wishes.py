"""The wishes of a page of requests beside what the diary says of them: read once for all."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp
from services.models import ServicePage

from ...domain.availability import Diary
from ...domain.diaries import Looking, load_diaries
from ...domain.session import Session
from ...models import BookingRequest, Practitioner
from ...statuses import OPEN_REQUESTS, RequestStatus
from ..wish_lines import WishLine, wish_lines

# Those for which somebody may still look for a time.
UNSETTLED: Final = OPEN_REQUESTS | {RequestStatus.QUARANTINED}


class Offered(NamedTuple):
    service: ServicePage | None
    people: list[Practitioner]


# A service page, if it is still there, and a length of it.
type Kind = tuple[int | None, int]


def with_wishes(rows: QuerySet[BookingRequest]) -> QuerySet[BookingRequest]:
    """`rows` with what lines_of takes of each, and nothing more."""
    return rows.prefetch_related("preferences")


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
    days, kinds = [], set()
    for request in requests:
        starts = [wish.slot_start for wish in request.preferences.all() if wish.slot_start]
        if ahead := [day for day in map(timezone.localdate, starts) if day >= today]:
            days += ahead
            kinds.add(_kind(request))
    if not days:
        return {}
    offered, wanted = _offered(), {}
    for service_id, minutes in kinds:
        service, people = offered.get(service_id) or offered[None]
        wanted[service_id, minutes] = Looking(Session.of(service, minutes), people)
    # Only a list: whoever confirms one of them asks the diary itself.
    return load_diaries(wanted, first=min(days), last=max(days), may_be_kept=True)


@remembered(Stamp.PAGES)
def _offered() -> dict[int | None, Offered]:
    """Services and who offers them, by their ids.

    Where the page of one is gone (None), staff know who does.
    """
    rules = ("minimum_notice_hours", "horizon_days", "start_step_minutes", "turnaround_minutes")
    everybody = {person.pk: person for person in Practitioner.objects.active()}
    offered = {page.pk: Offered(page, []) for page in ServicePage.objects.only("title", *rules)}
    through = Practitioner.services.through.objects.filter(practitioner__in=everybody)
    for person, service in through.values_list("practitioner_id", "servicepage_id"):
        offered[service].people.append(everybody[person])
    return offered | {None: Offered(None, list(everybody.values()))}


def _kind(request: BookingRequest) -> Kind:
    return request.service_id, request.minutes
