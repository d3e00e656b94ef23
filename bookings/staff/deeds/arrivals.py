"""Who is here, by one button."""

from typing import Any

from django.utils.translation import gettext as _

from ...domain import arrivals
from .base import VisitButton


class Arrive(VisitButton):
    name = "arrive"

    def do(self, **answers: Any) -> str:
        visit = arrivals.arrive(**answers)
        return _("%(name)s is here.") % {"name": visit.who}


class NotHere(VisitButton):
    name = "not_here"

    def do(self, **answers: Any) -> str:
        arrivals.not_here(**answers)
        return _("Taken back: nobody is here for this visit yet.")
