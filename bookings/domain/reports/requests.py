"""Requests: how many came, what became of them, and for which services."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from ...models import BookingRequest
from ...statuses import OPEN_REQUESTS, RequestStatus
from .columns import step_of
from .period import Period

HELD_BACK: Final = frozenset({RequestStatus.QUARANTINED, RequestStatus.SPAM})


class Outcome(TextChoices):
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back by the client")
    EXPIRED = "expired", _("Lapsed")
    DUPLICATE = "duplicate", _("Sent twice")
    OPEN = "open", _("Still open")


# Settled one way or the other: what the share of confirmed ones is a share of.
DECIDED: Final = (Outcome.CONFIRMED, Outcome.DECLINED, Outcome.WITHDRAWN, Outcome.EXPIRED)

_OUTCOMES: Final[Mapping[str, Outcome]] = {
    **dict.fromkeys(OPEN_REQUESTS, Outcome.OPEN),
    RequestStatus.CONFIRMED: Outcome.CONFIRMED,
    RequestStatus.DECLINED: Outcome.DECLINED,
    RequestStatus.WITHDRAWN: Outcome.WITHDRAWN,
    RequestStatus.EXPIRED: Outcome.EXPIRED,
    RequestStatus.DUPLICATE: Outcome.DUPLICATE,
}


@dataclass(frozen=True)
class RequestFigures:
    """Requests received in a period, by their state today.

    A confirmed request stays one when its visit is cancelled later. `by_step` has the steps in
    which there were any; `held_back` is spam and quarantine, which nothing else counts.
    """

    by_step: Mapping[dt.date, Counter[Outcome]]
    held_back: int

    @property
    def outcomes(self) -> Counter[Outcome]:
        return sum(self.by_step.values(), Counter())

    @property
    def received(self) -> int:
        return self.outcomes.total()

    @property
    def decided(self) -> int:
        return sum(self.outcomes[outcome] for outcome in DECIDED)

    @property
    def confirmed_share(self) -> float | None:
        """Confirmed ones of those that are decided; None while none is."""
        return self.outcomes[Outcome.CONFIRMED] / self.decided if self.decided else None


@dataclass(frozen=True)
class Source:
    """A service or an article, with the requests that it brought and those confirmed of them."""

    name: str
    requests: int
    confirmed: int


def received_in(period: Period) -> QuerySet[BookingRequest]:
    """The requests of a period, by when they came in."""
    start, end = period.window
    return BookingRequest.objects.filter(created_at__gte=start, created_at__lt=end)


def counted_in(period: Period) -> QuerySet[BookingRequest]:
    """The same without spam and quarantine."""
    return received_in(period).exclude(status__in=HELD_BACK)


def request_figures(period: Period) -> RequestFigures:
    """One query."""
    rows = received_in(period).annotate(step=step_of("created_at", period))
    counts = rows.values_list("step", "status").annotate(number=Count("pk")).order_by()
    by_step: dict[dt.date, Counter[Outcome]] = {}
    held_back = 0
    for step, status, number in counts:
        if status in HELD_BACK:
            held_back += number
        else:
            by_step.setdefault(step, Counter())[_OUTCOMES[status]] += number
    return RequestFigures(by_step, held_back)


def services(period: Period) -> list[Source]:
    """By the name that a service had when it was asked for, the most wanted first. One query."""
    return _sources(counted_in(period), "service_name")


def articles(period: Period) -> list[Source]:
    """By the articles from which visitors went to the form, the one that led most first.

    One query. Visitors who came another way, or whose article is deleted, are in none.
    """
    led = counted_in(period).filter(source_article__isnull=False)
    return _sources(led, "source_article__title")


def _sources(requests: QuerySet[BookingRequest], name: str) -> list[Source]:
    counts = (
        requests.values_list(name)
        .annotate(
            number=Count("pk"),
            confirmed=Count("pk", filter=Q(status=RequestStatus.CONFIRMED)),
        )
        .order_by()
    )
    found = [Source(*row) for row in counts]
    return sorted(found, key=lambda source: (-source.requests, source.name))
