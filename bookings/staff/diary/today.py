"""Today's list: who comes when, who is here, and how it went."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from ...domain.consent import living_consent
from ...models import Appointment, BookingRequest, Client, Practitioner, ScreeningOutcome
from ...statuses import AppointmentStatus as A
from .. import addresses
from ..contact import Link, links
from ..permissions import VIEW_CLIENTS, VIEW_HEALTH, VIEW_REQUESTS
from ..visit_actions import VisitAction, possible_visit_actions
from .columns import Column, Entry
from .grid import note
from .page import DiaryPage

# What is done from the list, in the order of its buttons.
FROM_LIST: Final = ("arrive", "complete", "no_show", "not_here", "areas")
HAD: Final = frozenset({A.CONFIRMED, A.COMPLETED})


@dataclass(frozen=True)
class Flag:
    """Something to know before the client comes in; `is_warning` says it with more weight."""

    words: str
    is_warning: bool = False


@dataclass(frozen=True)
class Row:
    """A line of the list: an entry of somebody's column, with all that is said of a visit."""

    entry: Entry
    practitioner: Practitioner
    note: str = ""
    url: str = ""
    contact: list[Link] = field(default_factory=list)
    known: str = ""
    flags: list[Flag] = field(default_factory=list)
    actions: list[VisitAction] = field(default_factory=list)

    @property
    def object(self) -> Appointment | None:
        return self.entry.visit


class TodayPage(DiaryPage):
    """The day is always the practice's today. Whoever did not come stays in the list."""

    template_name = "bookings/staff/diary/today.html"
    page = "today"
    also_shown = (A.NO_SHOW,)

    def get_page_title(self) -> str:
        return _("Today’s list")

    @property
    def day(self) -> Any:
        return self.today

    def visits(self) -> QuerySet[Appointment]:
        """With whether the client has been here before, as far as the practice knows."""
        earlier = Appointment.objects.filter(status__in=HAD, end__lte=OuterRef("start"))
        of_client = earlier.filter(client=OuterRef("client"))
        also = earlier.filter(request__client=OuterRef("client"))
        of_request = earlier.filter(client=OuterRef("request__client"))
        of_requests = earlier.filter(request__client=OuterRef("request__client"))
        found = super().visits().select_related("request__consent", "request__client", "client")
        return found.annotate(
            was_here=Exists(of_client) | Exists(also) | Exists(of_request) | Exists(of_requests)
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = list(self._rows(context["names_shown"], context["may_answer"]))
        visits = [row for row in rows if row.entry.visit]
        return context | {
            "rows": rows,
            "by_name": self.person is None,
            "number": len(visits),
            "here": sum(1 for row in visits if _is_here(row.entry.visit)),
            "notes": [
                (column.person, note)
                for columns in self.columns
                for column in columns
                for note in column.notes
            ],
        }

    def _rows(self, names_shown: bool, may_answer: bool) -> Iterator[Row]:
        found = [
            (entry, column)
            for columns in self.columns
            for column in columns
            for entry in column.entries
            if entry.kind != "past"
        ]
        found.sort(key=lambda pair: (pair[0].start, pair[0].kind != "now", pair[1].person.name))
        has_now = False
        for entry, column in found:
            if entry.kind == "now":
                if has_now:
                    continue
                has_now = True
            if entry.visit is None:
                yield Row(entry, column.person)
            elif not names_shown:
                yield Row(entry, column.person, note=note(entry, column))
            else:
                yield self._row(entry, column, may_answer)

    def _row(self, entry: Entry, column: Column, may_answer: bool) -> Row:
        visit, user = entry.visit, self.request.user
        person = visit.request or visit.client
        possible = possible_visit_actions(visit) if may_answer else []
        by_name = {one.name: one for one in possible if one.is_allowed(user)}
        if visit.end <= self.now:
            by_name.pop("arrive", None)
        return Row(
            entry,
            column.person,
            note=note(entry, column),
            url=addresses.appointment_detail(visit.pk),
            contact=links(person) if self._may_contact(person) else [],
            known=self._known(visit),
            flags=list(self._flags(visit)),
            actions=[by_name[name] for name in FROM_LIST if name in by_name],
        )

    def _may_contact(self, person: BookingRequest | Client) -> bool:
        needed = VIEW_REQUESTS if isinstance(person, BookingRequest) else VIEW_CLIENTS
        return self.request.user.has_perm(needed)

    def _known(self, visit: Appointment) -> str:
        if visit.was_here:
            return _("Has been here")
        if visit.request and visit.request.been_before:
            return _("Says they have been here")
        return _("New")

    def _flags(self, visit: Appointment) -> Iterator[Flag]:
        """That something is to be read or asked; never what it is."""
        request, user = visit.request, self.request.user
        if request is None or not user.has_perm(VIEW_REQUESTS):
            return
        if request.screening_outcome == ScreeningOutcome.ASK:
            yield Flag(_("Consent withdrawn: ask again"), is_warning=True)
        elif request.screening_outcome == ScreeningOutcome.CAUTION:
            if request.needs_acknowledgement:
                yield Flag(_("Caution, not read yet"), is_warning=True)
            else:
                yield Flag(_("Caution"))
        if user.has_perm(VIEW_HEALTH) and living_consent(request) is None:
            yield Flag(_("No consent to keep health answers"))


def _is_here(visit: Appointment) -> bool:
    return visit.status == A.COMPLETED or visit.arrived_at is not None
