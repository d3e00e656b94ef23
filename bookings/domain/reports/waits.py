"""How long people waited until the practice first told them something."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from ...statuses import OPEN_REQUESTS, RequestStatus
from .period import Period
from .requests import counted_in

DAY: Final = dt.timedelta(hours=24)
# The upper limits of the groups; the last group has none.
LIMITS: Final = (
    dt.timedelta(hours=1),
    dt.timedelta(hours=4),
    DAY,
    dt.timedelta(days=2),
    dt.timedelta(days=7),
)
# Nobody owed these an answer.
_NEEDLESS: Final = (RequestStatus.WITHDRAWN, RequestStatus.DUPLICATE)
_WAIT: Final = ExpressionWrapper(
    F("first_answered_at") - F("created_at"), output_field=DurationField()
)


@dataclass(frozen=True)
class WaitFigures:
    """Of the requests of a period: from received to first answered, by the clock on the wall.

    An answer is a confirmation, an offer, a question, a place on the waiting list or a refusal;
    one that the site confirmed by itself was answered at once. `groups` are as many as LIMITS
    and one more. `waiting` are still to be answered, `unanswered` were closed before anybody
    did.
    """

    answered: int
    groups: tuple[int, ...]
    waiting: int
    unanswered: int
    within_a_day: int
    due: int
    median: dt.timedelta | None
    ninetieth: dt.timedelta | None

    @property
    def within_a_day_share(self) -> float | None:
        """Answered within 24 hours, of those that were answered or should have been by now.

        Left out is who took the request back, sent it twice, or has waited for less than that.
        """
        return self.within_a_day / self.due if self.due else None


def wait_figures(period: Period) -> WaitFigures:
    """Two queries, whatever is there.

    Median and ninetieth are real waits: the one that half, or nine in ten, did not exceed.
    """
    requests = counted_in(period)
    answered = Q(first_answered_at__isnull=False)
    overdue = ~answered & ~Q(status__in=_NEEDLESS) & Q(created_at__lte=timezone.now() - DAY)
    up_to = {
        f"up_to_{number}": Count("pk", filter=answered & Q(wait__lte=limit))
        for number, limit in enumerate(LIMITS)
    }
    found = requests.annotate(wait=_WAIT).aggregate(
        answered=Count("pk", filter=answered),
        waiting=Count("pk", filter=~answered & Q(status__in=OPEN_REQUESTS)),
        unanswered=Count("pk", filter=~answered & ~Q(status__in=OPEN_REQUESTS)),
        overdue=Count("pk", filter=overdue),
        **up_to,
    )
    number = found["answered"]
    ranks = (-(-number * 5 // 10), -(-number * 9 // 10))
    placed = requests.filter(answered).annotate(
        wait=_WAIT, rank=Window(RowNumber(), order_by=[F("wait").asc(), F("pk").asc()])
    )
    waits = dict(placed.filter(rank__in=ranks).values_list("rank", "wait"))
    reached = [found[name] for name in up_to]
    within = found[f"up_to_{LIMITS.index(DAY)}"]
    return WaitFigures(
        answered=number,
        groups=tuple(
            upper - lower for lower, upper in zip([0, *reached], [*reached, number], strict=True)
        ),
        waiting=found["waiting"],
        unanswered=found["unanswered"],
        within_a_day=within,
        due=number + found["overdue"],
        median=waits.get(ranks[0]),
        ninetieth=waits.get(ranks[1]),
    )
