"""The consent box: unticked, with the words in force beside it."""

from typing import Any

from django.utils.translation import gettext as _

from ..models import ConsentText
from .public import PublicForm


class ConsentForm(PublicForm):
    """A form with the box `consent`, which carries the version of its words as its value.

    So what was agreed to is what was read.
    """

    consent_text: ConsentText

    def ask_consent(self, text: ConsentText) -> None:
        """Called once the field stands."""
        self.consent_text = text
        self.fields["consent"].label = text.text
        version = str(text.version)
        self.fields["consent"].widget.attrs["value"] = version
        # A tick for earlier words is none for these; as a bool it brings no value of its own.
        self.initial["consent"] = self.initial.get("consent") == version

    def check_consent(self, cleaned: dict[str, Any], *, needed: str = "") -> None:
        """Add an error for a tick beside other words, and, where it is `needed`, for none."""
        if not cleaned.get("consent"):
            if needed:
                self.add_error("consent", needed)
        elif self.data.get("consent") != str(self.consent_text.version):
            self.add_error(
                "consent",
                _("The words beside this box have changed. Read them and tick it again"),
            )

    def agreed_to(self) -> ConsentText | None:
        """The words that were agreed to in the valid form."""
        return self.consent_text if self.cleaned_data.get("consent") else None
