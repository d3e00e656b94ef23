from typing import Any

from ...domain.changes import VISIT_CHANGED, VISIT_NOT_SO
from ...domain.deeds import RULES
from ...domain.errors import StaleVersion, TransitionRefused
from .. import addresses
from ..diary.way_back import PARAMETER, way_back_to
from ..form_page import RowFormPage
from ..visit_actions import VISIT_ACTIONS
from ..visit_detail import VisitDetail, VisitPage


class VisitDeed(RowFormPage):
    """Something done with `self.object`; the domain's function knows it as `appointment_id`."""

    actions = VISIT_ACTIONS
    stale = StaleVersion(VISIT_CHANGED)

    @property
    def not_so(self) -> TransitionRefused:
        """Where only the clock is against it, that is what is said."""
        rule = RULES[self.action.deed]
        is_state = self.object.status not in rule.among
        return TransitionRefused(VISIT_NOT_SO if is_state else rule.otherwise)

    def perform(self, **answers: Any) -> str:
        return self.do(appointment_id=self.object.pk, **answers)

    def do(self, **answers: Any) -> str:
        """Call the domain with its keyword-only arguments; say what was done."""
        raise NotImplementedError

    def done_url(self) -> str:
        """Back to the diary where it was begun there, else to the visit."""
        back = None
        if PARAMETER in self.request.GET:
            back = way_back_to(self.request, self.get_queryset().get(pk=self.object.pk))
        return back or addresses.appointment_detail(self.object.pk)

    def client_is_told(self) -> str:
        return self.is_told(self.person.email)


class VisitButton(VisitDeed, VisitDetail):
    """A single button on the appointment's own page, where a refusal is shown too."""


class VisitDeedPage(VisitDeed, VisitPage):
    """A deed with a page of its own, below the appointment's."""

    def get_page_title(self) -> str:
        return f"{self.action.label}: {self.reference}" if self.reference else self.action.label

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        *above, own = super().get_breadcrumbs_items()
        visit = {"url": addresses.appointment_detail(self.object.pk), "label": self.object.who}
        return [*above, visit, own | {"label": self.action.label}]
