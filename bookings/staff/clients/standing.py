"""Trusting somebody, blocking somebody, or neither: what it means, and one press."""

from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...domain.clients import set_standing
from ...models import Standing
from ..forms.base import VersionForm
from .base import ClientFormPage

MEANING: Final[dict[Standing, Promise]] = {
    Standing.NORMAL: gettext_lazy("Requests come in like everybody’s, and wait for your answer."),
    Standing.TRUSTED: gettext_lazy(
        "Where a service allows it, a free time that this client asks for by way of their own link "
        "is confirmed at once, without you."
    ),
    Standing.BLOCKED: gettext_lazy(
        "Requests from this email address or phone number go to quarantine, and the client is not "
        "told. Requests and visits that are here already stay."
    ),
}


class StandingForm(VersionForm):
    standing = forms.ChoiceField(
        label=gettext_lazy("Standing"),
        choices=Standing,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose one of the three"),
            "invalid_choice": gettext_lazy("Choose one of the three"),
        },
    )

    def choices(self) -> list[tuple[Standing, Promise, bool]]:
        """Each with what it means, and whether it is chosen."""
        chosen = str(self["standing"].value())
        return [(standing, words, standing == chosen) for standing, words in MEANING.items()]


class ChangeStanding(ClientFormPage):
    """`?to=` is what the button on the client's page said; it is chosen, and changes nothing."""

    name = "standing"
    title = gettext_lazy("Standing")
    form_class = StandingForm
    template_name = "bookings/staff/clients/standing.html"

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("to", "")
        return {"standing": asked if asked in Standing else self.object.standing}

    def perform(self, **answers: Any) -> str:
        client = set_standing(client_id=self.object.pk, **answers)
        return _("Standing: %(standing)s.") % {"standing": client.get_standing_display()}
