"""Deeds that take a reason."""

from typing import Any

from django.utils.translation import gettext as _

from ...domain import appointments
from ..forms.visits import CancelForm, CorrectForm
from .base import VisitDeedPage


class Cancel(VisitDeedPage):
    name = "cancel"
    form_class = CancelForm
    template_name = "bookings/staff/cancel_visit.html"

    def do(self, **answers: Any) -> str:
        appointments.cancel(**answers)
        return _("Cancelled.") + f" {self.client_is_told()}"


class Correct(VisitDeedPage):
    name = "correct"
    form_class = CorrectForm
    template_name = "bookings/staff/correct_visit.html"

    def do(self, **answers: Any) -> str:
        visit = appointments.correct(**answers)
        return _("Corrected: %(status)s.") % {"status": visit.get_status_display()}
