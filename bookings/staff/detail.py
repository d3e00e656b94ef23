"""The pages of one request and of one mail."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..domain.errors import Refused
from ..domain.health import read_health_answers
from ..models import BookingRequest
from . import contact, wishes
from .actions import possible_actions
from .clock import age_words
from .generic import DetailView
from .permissions import ANSWER_REQUESTS, VIEW_APPOINTMENTS, VIEW_HEALTH, VIEW_MAIL
from .quarantine import held_back_because
from .timeline import mail_words, timeline


class RequestPage(DetailView):
    """What every page about one request says of it: who, what, when."""

    def get_queryset(self) -> QuerySet[BookingRequest]:
        related = ("service", "source_article", "assigned_to")
        return super().get_queryset().select_related(*related)

    def get_page_title(self) -> str:
        return _("Request %(reference)s") % {"reference": self.object.reference}

    @cached_property
    def may_answer(self) -> bool:
        return self.request.user.has_perm(ANSWER_REQUESTS)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ranked = self.object.preferences.all()
        return super().get_context_data(
            age=age_words(self.object.created_at),
            held_back_because=held_back_because(self.object),
            contact=contact.links(self.object),
            wishes=[(wish, wishes.in_short(wish)) for wish in ranked],
            **kwargs,
        )


class RequestDetail(RequestPage):
    """All that the desk knows of a request. Looking changes nothing but the audit trail."""

    template_name = "bookings/staff/request.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        actions = possible_actions(self.object) if self.may_answer else []
        context = {
            "actions": actions,
            "can_confirm": any(action.name == "confirm" for action in actions),
            "appointments": self._appointments(),
            "with_health": user.has_perm(VIEW_HEALTH),
        }
        if context["with_health"]:
            context |= self._health()
        context["timeline"] = timeline(
            self.object,
            with_health=context["with_health"],
            with_mail=user.has_perm(VIEW_MAIL),
        )
        return super().get_context_data(**context, **kwargs)

    def _appointments(self) -> Any:
        if self.request.user.has_perm(VIEW_APPOINTMENTS):
            return self.object.appointments.select_related("practitioner")
        return []

    def _health(self) -> dict[str, Any]:
        try:
            return {"health": read_health_answers(request=self.object, by=self.request.user)}
        except Refused as refused:
            return {"health_unreadable": refused.message}


class MailPage(DetailView):
    """A mail as it was or will be sent, and how that goes."""

    template_name = "bookings/staff/mail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().defer(None)

    def get_page_title(self) -> str:
        return mail_words(self.object)
