"""What every form of the desk can do: carry a version, show a refusal where it belongs."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ...domain.errors import Refused


class DeskForm(forms.Form):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)

    def answers(self) -> dict[str, Any]:
        """What was typed, as arguments of the domain's function. Once it is valid."""
        return self.cleaned_data

    def refuse(self, refused: Refused) -> None:
        """Show what the domain refused."""
        self.add_error(self.field_of(refused), str(refused.message))

    def field_of(self, refused: Refused) -> str | None:
        """Beside which question a refusal stands; None: above the form."""
        return None


class VersionField(forms.IntegerField):
    """The version that the page showed; one that can't be read is no row's: stale."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> int:
        try:
            return super().clean(value)
        except ValidationError:
            return 0


class VersionForm(DeskForm):
    """`row` is the request or appointment that it is about, as it stands now."""

    version = VersionField()

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.initial["version"] = row.version

    def renew(self, row: Any) -> None:
        """Whoever sees the form again sees the row as it stands now."""
        self.row = row
        self.data = self.data.copy()
        self.data["version"] = row.version
