"""The page of one appointment."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..domain.errors import Refused
from ..domain.treatments import noted_areas
from ..statuses import AppointmentStatus as A
from . import contact
from .buttons import buttons
from .generic import DetailView
from .permissions import ANSWER_REQUESTS, VIEW_HEALTH, VIEW_MAIL, VIEW_REQUESTS
from .timeline import timeline
from .visit_actions import possible_visit_actions
from .wanting import wanting


class VisitPage(DetailView):
    """What every page about one appointment says of it: who, what, when, with whom."""

    def get_queryset(self) -> QuerySet:
        related = (
            "request__screening_acknowledged_by",
            "client",
            "practitioner",
            "service",
        )
        return super().get_queryset().select_related(*related)

    def get_page_title(self) -> str:
        """Without a name: titles stay in the browser's history."""
        return (
            _("Visit %(reference)s") % {"reference": self.reference}
            if self.reference
            else _("Visit")
        )

    @property
    def reference(self) -> str:
        """Of its request; empty for a visit that was booked on the phone."""
        return self.object.request.reference if self.object.request else ""

    @cached_property
    def person(self) -> Any:
        """The request or the client: whoever is told."""
        return self.object.request or self.object.client

    @cached_property
    def may_answer(self) -> bool:
        return self.request.user.has_perm(ANSWER_REQUESTS)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # The occupied time reaches beyond the visit, or is shorter where it was squeezed in.
        free_after = (self.object.occupied_until - self.object.end).total_seconds() // 60
        return super().get_context_data(
            person=self.person,
            contact=contact.links(self.person),
            free_after=int(free_after),
            has_begun=self.object.start <= timezone.now(),
            **kwargs,
        )


class VisitDetail(VisitPage):
    template_name = "bookings/staff/visit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        actions = possible_visit_actions(self.object) if self.may_answer else []
        actions = [action for action in actions if action.is_allowed(user)]
        context = (
            buttons(actions)
            | self._areas()
            | {
                "wanted_by": wanting([self.object]) if user.has_perm(VIEW_REQUESTS) else [],
                "timeline": timeline(
                    self.object, with_health=False, with_mail=user.has_perm(VIEW_MAIL)
                ),
            }
        )
        return super().get_context_data(**context, **kwargs)

    def _areas(self) -> dict[str, Any]:
        """What was treated, for who may know; seeing it is recorded."""
        visit, user = self.object, self.request.user
        if not (user.has_perm(VIEW_HEALTH) and visit.request and visit.status == A.COMPLETED):
            return {}
        try:
            return {"with_areas": True, "areas": noted_areas(appointment=visit, by=user)}
        except Refused as refused:
            return {"with_areas": True, "areas_unreadable": refused.message}
