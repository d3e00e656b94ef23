"""What the practice knows of somebody, on one page."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property

from ...models import Proposal, ProposalState, Standing
from ...statuses import AppointmentStatus as A
from .. import contact
from ..generic import DetailView
from ..permissions import (
    ANSWER_REQUESTS,
    CHANGE_CLIENTS,
    ERASE_CLIENTS,
    EXPORT,
    VIEW_APPOINTMENTS,
    VIEW_HEALTH,
    VIEW_REQUESTS,
)
from ..timeline import timeline
from .standing import MEANING

# At first, and with “Show all”: the page stays below 60 kB.
SHOWN: Final = 8
ALL: Final = 100


@dataclass(frozen=True)
class Shortened:
    """The first rows of a long history. `is_whole` where there is nothing more to show."""

    rows: list[Any]
    total: int
    is_all: bool

    @classmethod
    def of(cls, rows: QuerySet, *, total: int, is_all: bool) -> "Shortened":
        return cls(list(rows[: ALL if is_all else SHOWN]), total, is_all)

    @property
    def can_show_more(self) -> bool:
        return not self.is_all and self.total > len(self.rows)

    @property
    def is_cut(self) -> bool:
        return self.is_all and self.total > len(self.rows)


class ClientPage(DetailView):
    """Contact, standing, notes, visits, requests, offered times, and what was done to the record.

    Each for who may see it; never a word about health. `?all=visits` and `?all=requests` show
    the whole history. A fixed number of queries.
    """

    template_name = "bookings/staff/clients/page.html"

    @cached_property
    def now(self) -> dt.datetime:
        return timezone.now()

    def may(self, *permissions: str) -> bool:
        return self.request.user.has_perms(permissions)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_somebody = self.object.erased_at is None
        context: dict[str, Any] = {
            "contact": contact.links(self.object),
            "may_change": is_somebody and self.may(CHANGE_CLIENTS),
            "may_answer": is_somebody and self.may(ANSWER_REQUESTS),
            "may_erase": is_somebody and self.may(ERASE_CLIENTS),
            "may_export": is_somebody and self.may(*EXPORT),
            "other_standings": [one for one in Standing if one != self.object.standing],
            "standing_means": MEANING[Standing(self.object.standing)],
            "history": self._history(),
        }
        if self.may(VIEW_APPOINTMENTS):
            context |= self._visits()
        if self.may(VIEW_REQUESTS):
            context |= self._requests()
        if self.may(VIEW_APPOINTMENTS, VIEW_REQUESTS):
            context["offered"] = self._offered()
        return super().get_context_data(**context, **kwargs)

    def _shows_all(self, what: str) -> bool:
        return self.request.GET.get("all") == what

    def _visits(self) -> dict[str, Any]:
        """The next one first, then the latest; offered times apart."""
        visits = self.object.appointments.exclude(status__in=[A.HELD, A.RELEASED])
        figures = visits.took_place(self.now).aggregate(count=Count("pk"), last=Max("start"))
        figures |= visits.aggregate(
            total=Count("pk"),
            no_shows=Count("pk", filter=Q(status=A.NO_SHOW)),
            cancelled_late=Count("pk", filter=Q(cancelled_late=True)),
        )
        in_order = visits.in_diary_order(self.now).select_related("practitioner")
        shown = Shortened.of(in_order, total=figures["total"], is_all=self._shows_all("visits"))
        ahead = [one for one in shown.rows if one.end >= self.now and one.status == A.CONFIRMED]
        return {"figures": figures, "visits": shown, "next_visit": ahead[0] if ahead else None}

    def _requests(self) -> dict[str, Any]:
        requests = self.object.requests.order_by("-created_at", "-pk")
        total = requests.count()
        is_all = self._shows_all("requests")
        return {"requests": Shortened.of(requests, total=total, is_all=is_all)}

    def _offered(self) -> list[Proposal]:
        """The times that are held for this client now."""
        open_ones = Proposal.objects.filter(
            request__client=self.object,
            state=ProposalState.OPEN,
            appointment__status=A.HELD,
            appointment__hold_expires_at__gt=self.now,
        )
        related = open_ones.select_related("request", "appointment__practitioner")
        return list(related.order_by("appointment__start", "pk"))

    def _history(self) -> list[Any]:
        """What was done to the record; the requests have their own timelines."""
        with_health = self.may(VIEW_HEALTH)
        return timeline(self.object, with_health=with_health, with_mail=False)[:SHOWN]
