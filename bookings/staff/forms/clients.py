"""Choosing a client among those whom a typed word finds."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ...forms.fields import LineField
from ...models import Client
from ..fields import is_id
from .base import DeskForm, VersionForm

# More people than these are no help in finding one.
FOUND: Final = 8


class ClientField(forms.ModelChoiceField):
    def to_python(self, value: Any) -> Any:
        if value not in self.empty_values and not is_id(value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class FindClientForm(DeskForm):
    q = LineField(
        label=_("Find a client"),
        required=False,
        max_length=100,
        help_text=_("By name, email address or phone number."),
    )
    client = ClientField(
        label=_("Client"),
        queryset=Client.objects.kept(),
        required=False,
        error_messages={"invalid_choice": _("Choose a client from the list")},
    )

    def found(self) -> list[Client]:
        """Clients whom the typed word finds, and whoever is chosen already."""
        chosen, typed = self["client"].value(), str(self["q"].value() or "")
        # Whatever was sent: neither database looks for just anything.
        typed = typed.replace("\0", "").strip()[: self.fields["q"].max_length]
        found = list(Client.objects.kept().matching(typed)[:FOUND]) if typed else []
        if is_id(chosen) and not any(client.pk == int(chosen) for client in found):
            found += Client.objects.kept().filter(pk=chosen)
        return found


class MatchForm(FindClientForm, VersionForm):
    """Whose a request is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["client"]
        field.required = True
        field.error_messages["required"] = _("Find the client, and choose who it is")

    def answers(self) -> dict[str, Any]:
        return {
            "version": self.cleaned_data["version"],
            "client_id": self.cleaned_data["client"].pk,
        }
