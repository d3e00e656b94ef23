"""How a visit went, by one button."""

from typing import Any

from django.utils.translation import gettext as _

from ...domain import appointments
from ...models import Appointment
from .. import addresses
from ..diary.way_back import PARAMETER
from ..visit_actions import possible_visit_actions
from .areas import NoteAreas
from .base import VisitButton


class Complete(VisitButton):
    """Who may say which areas it was about is asked next."""

    name = "complete"
    completed: Appointment | None = None

    def do(self, **answers: Any) -> str:
        self.completed = appointments.complete(**answers)
        return _("The visit took place.")

    def done_url(self) -> str:
        back = super().done_url()
        is_from_diary = PARAMETER in self.request.GET
        if self.completed and not is_from_diary and self._can_note_areas(self.completed):
            return addresses.visit_areas(self.completed.pk)
        return back

    def _can_note_areas(self, visit: Appointment) -> bool:
        actions = possible_visit_actions(visit)
        allowed = [action.name for action in actions if action.is_allowed(self.request.user)]
        return NoteAreas.name in allowed


class NoShow(VisitButton):
    name = "no_show"

    def do(self, **answers: Any) -> str:
        appointments.no_show(**answers)
        return _("The client did not come.")
