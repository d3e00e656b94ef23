"""Whose request it is: a client of the practice, a new one, or not that one after all."""

from typing import Any

from django.utils.translation import gettext as _

from ...domain import clients
from ...domain.errors import HasClient
from ..forms.clients import MatchForm
from .base import AnswerButton, AnswerPage


class Match(AnswerPage):
    """The button beside a suggestion posts here too."""

    name = "match"
    not_so = HasClient
    form_class = MatchForm
    template_name = "bookings/staff/match.html"

    def give(self, **answers: Any) -> str:
        client = clients.match(**answers)
        return _("This is a request of %(name)s now.") % {"name": client.name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(found=self.form.found(), **kwargs)


class NewClient(AnswerButton):
    name = "new_client"
    not_so = HasClient

    def give(self, **answers: Any) -> str:
        client = clients.create_client(**answers)
        return _("%(name)s is a client now.") % {"name": client.name}


class Unmatch(AnswerButton):
    name = "unmatch"

    def give(self, **answers: Any) -> str:
        clients.unmatch(**answers)
        return _("This request is nobody’s again. The client’s record stays as it is.")
