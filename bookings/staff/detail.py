"""The page of one request."""

import datetime as dt
from collections.abc import Container
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from home.ages import age_words

from ..domain.clients import duplicates_of
from ..domain.errors import Refused
from ..domain.health import read_health_answers, read_replies
from ..domain.notes import read_notes
from ..domain.waiting_list import in_line
from ..models import BookingRequest, Practitioner, Proposal, ProposalState
from ..statuses import OPEN_REQUESTS, MessageStatus
from ..statuses import AppointmentStatus as A
from ..statuses import RequestStatus as R
from . import contact
from .actions import possible_actions
from .buttons import buttons
from .forms.notes import NoteForm
from .generic import DetailView
from .matching import suggested, visits_before
from .permissions import (
    ANSWER_REQUESTS,
    VIEW_APPOINTMENTS,
    VIEW_CLIENTS,
    VIEW_HEALTH,
    VIEW_MAIL,
    VIEW_WAITLIST,
)
from .quarantine import held_back_because
from .timeline import Entry, timeline
from .wanting import wanting
from .wish_lines import WishLine, diary_of_wishes, wish_lines

# More than these are no help in telling which it is.
DUPLICATES_SHOWN: Final = 5
# Of the timeline and of the notes at first sight; `?all=1` shows what came before.
ENTRIES_SHOWN: Final = 12
NOTES_SHOWN: Final = 3


class RequestPage(DetailView):
    """What every page about one request says of it: who, what, when."""

    def get_queryset(self) -> QuerySet[BookingRequest]:
        related = (
            "service",
            "source_article",
            "assigned_to",
            "client",
            "duplicate_of",
            "screening_acknowledged_by",
            "consent__text",
        )
        return super().get_queryset().select_related(*related)

    def get_page_title(self) -> str:
        return _("Request %(reference)s") % {"reference": self.object.reference}

    @cached_property
    def may_answer(self) -> bool:
        return self.request.user.has_perm(ANSWER_REQUESTS)

    @cached_property
    def proposals(self) -> list[Proposal]:
        return list(self.object.proposals.select_related("appointment__practitioner"))

    def held_starts(self) -> set[dt.datetime]:
        """When the times begin that are offered to this client now."""
        open_ones = [one for one in self.proposals if one.state == ProposalState.OPEN]
        return {proposal.appointment.start for proposal in open_ones}

    def wish_lines(self) -> list[WishLine]:
        return wish_lines(self.object.preferences.all())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            age=age_words(self.object.created_at),
            held_back_because=held_back_because(self.object),
            contact=contact.links(self.object),
            visits_before=self._visits_before(),
            wishes=self.wish_lines(),
            **kwargs,
        )

    def health(self) -> dict[str, Any]:
        """What the client said, which is recorded; only for who may know."""
        try:
            of_request = {"request": self.object, "by": self.request.user}
            return {
                "health": read_health_answers(**of_request),
                "replies": read_replies(**of_request),
            }
        except Refused as refused:
            return {"health_unreadable": refused.message}

    def _visits_before(self) -> dict[str, Any] | None:
        may_see = self.request.user.has_perms([VIEW_CLIENTS, VIEW_APPOINTMENTS])
        return visits_before(self.object) if self.object.client and may_see else None


class RequestDetail(RequestPage):
    """All that the desk knows of a request. Looking changes nothing but the audit trail."""

    template_name = "bookings/staff/request.html"

    def wish_lines(self) -> list[WishLine]:
        """With what the diary says of each, while there is something to decide."""
        if self.object.status not in OPEN_REQUESTS:
            return super().wish_lines()
        people = Practitioner.objects.active().offering(self.object.service_id)
        ranked = self.object.preferences.all()
        diary = diary_of_wishes(self.object, people)
        return wish_lines(ranked, diary, held=self.held_starts())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        actions = possible_actions(self.object) if self.may_answer else []
        actions = [action for action in actions if action.is_allowed(user)]
        context = buttons(actions) | {
            "can_confirm": any(action.name == "confirm" for action in actions),
            "offers": self.proposals,
            "with_health": user.has_perm(VIEW_HEALTH),
            "answered_at": self._answered_at(),
        }
        context |= self._visits() | self._person(context["there"]) | self._in_line()
        if context["with_health"]:
            context |= self.health()
        context |= self._notes() | self._timeline(with_health=context["with_health"])
        return super().get_context_data(**context | kwargs)

    def _notes(self) -> dict[str, Any]:
        notes = read_notes(self.object)
        return {
            "new_notes": notes.readable[:NOTES_SHOWN],
            "older_notes": notes.readable[NOTES_SHOWN:],
            "unreadable_notes": notes.unreadable,
            "note_form": NoteForm() if self.may_answer else None,
        }

    def _timeline(self, *, with_health: bool) -> dict[str, Any]:
        is_whole = self.request.GET.get("all") == "1"
        entries: list[Entry] = timeline(
            self.object,
            with_health=with_health,
            with_mail=self.request.user.has_perm(VIEW_MAIL),
            most=None if is_whole else ENTRIES_SHOWN + 1,
        )
        shown = entries if is_whole else entries[:ENTRIES_SHOWN]
        mails = [entry.mail for entry in entries if entry.mail]
        return {
            "timeline": shown,
            "has_more_timeline": len(shown) < len(entries),
            "failed_mail": next((m for m in mails if m.status == MessageStatus.FAILED), None),
        }

    def _visits(self) -> dict[str, Any]:
        """The visit that came of it, and who else wanted that time; offered times apart."""
        if not self.request.user.has_perm(VIEW_APPOINTMENTS):
            return {}
        offered = [proposal.appointment_id for proposal in self.proposals]
        visits = self.object.appointments.select_related("practitioner")
        visits = visits.exclude(pk__in=offered, status__in=[A.HELD, A.RELEASED])
        return {"appointments": visits, "wanted_by": wanting(visits)}

    def _in_line(self) -> dict[str, Any]:
        """Its place on the waiting list, also while a time is offered to it."""
        may_wait = self.object.status in {R.WAITLISTED, R.PROPOSED}
        if not (may_wait and self.request.user.has_perm(VIEW_WAITLIST)):
            return {}
        return {"in_line": in_line(self.object)}

    def _person(self, there: Container[str]) -> dict[str, Any]:
        """Whose request it may be, and which others may be the same wish, sent twice."""
        found: dict[str, Any] = {"with_client": self.request.user.has_perm(VIEW_CLIENTS)}
        if self.object.status in OPEN_REQUESTS:
            found["possible_duplicates"] = duplicates_of(self.object)[:DUPLICATES_SHOWN]
        if "match" in there:
            found["suggested"] = suggested(self.object)
        return found

    def _answered_at(self) -> dt.datetime | None:
        """When the client answered the question that was asked last, which anybody may know."""
        question = self.object.question_to_client
        if not question:
            return None
        answers = self.object.replies.filter(question=question)
        return answers.values_list("at", flat=True).last()
