"""The answer to a question of the desk, in the client's own words."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import ConsentText
from .answers import AnswerForm
from .consent import ConsentForm
from .fields import TextField

MAX_LENGTH: Final = 2000


class ReplyForm(ConsentForm, AnswerForm):
    """Give it the words in force as `consent_text` where no consent is living: then it asks."""

    about = "reply"

    answer = TextField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("It is read only by who may see what clients say of their health."),
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": gettext_lazy("Enter your answer"),
            "max_length": gettext_lazy(
                "Shorten your answer to %(limit_value)d characters; it has %(show_value)d"
            ),
        },
    )
    consent = forms.BooleanField(required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        consent_text: ConsentText | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        if consent_text:
            self.ask_consent(consent_text)
        else:
            del self.fields["consent"]

    @property
    def typed(self) -> str:
        return self.data.get("answer", "") if self.is_bound else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "consent" in self.fields:
            needed = _("Tick the box so that your answer may be stored, or ring us instead")
            self.check_consent(cleaned, needed=needed)
        return cleaned
