"""How a visit went, by one button."""

from typing import Any

from django.utils.translation import gettext as _

from ...domain import appointments
from .base import VisitButton


class Complete(VisitButton):
    name = "complete"

    def do(self, **answers: Any) -> str:
        appointments.complete(**answers)
        return _("The visit took place.")


class NoShow(VisitButton):
    name = "no_show"

    def do(self, **answers: Any) -> str:
        appointments.no_show(**answers)
        return _("The client did not come.")
