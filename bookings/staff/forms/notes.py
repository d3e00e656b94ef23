"""What staff note for their colleagues."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from ...domain.notes import LONGEST
from ...forms.fields import TextField
from .answers import TOO_LONG
from .base import DeskForm

# Beside an answer too, so that a note whose answer came too late can still be added by itself.
FIELD: Final = "private_note"


def note_field(**options: Any) -> TextField:
    return TextField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "For colleagues only. Write nothing about health: it stays when consent is withdrawn."
        ),
        error_messages={"required": _("Enter a note"), "max_length": TOO_LONG},
        **options,
    )


class NoteForm(DeskForm):
    private_note = note_field(label=_("New note"))

    def answers(self) -> dict[str, Any]:
        return {"text": self.cleaned_data[FIELD]}
