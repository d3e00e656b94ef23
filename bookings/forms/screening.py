"""The safety questions of the request form: “Before you ask”. They route; they never diagnose."""

from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Route, Screening, ScreeningQuestion
from .public import PublicForm

APPLIES: Final = "applies"


class ScreeningField(forms.MultipleChoiceField):
    """What applies, or “none of these”. Each value belongs to one version of the questions.

    So what was ticked is what was read: an answer to an older version is no answer.
    """

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "required": gettext_lazy("Tick what applies to you, or “None of these”"),
        "invalid_choice": gettext_lazy("These questions have changed. Answer them again"),
    }

    def __init__(self, screening: Screening) -> None:
        self.questions = {str(row.pk): row for row in screening.questions.all()}
        self.none_of_these = f"none-{screening.pk}"
        rows = [(value, row.text) for value, row in self.questions.items()]
        super().__init__(
            label=_("Does any of these apply to you?"),
            help_text=_("Some things need a doctor first; others the practice should know of."),
            choices=[*rows, (self.none_of_these, _("None of these"))],
        )

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if self.none_of_these in value and len(set(value)) > 1:
            raise ValidationError(
                _("Tick either what applies to you, or “None of these”, not both"), code="both"
            )


class ScreeningForm(PublicForm):
    """A form with safety questions in front, where the practice asks any (`screening`)."""

    screening: Screening | None = None

    def ask(self, screening: Screening | None) -> None:
        """Called once the other fields stand."""
        self.screening = screening
        if screening:
            self.fields[APPLIES] = ScreeningField(screening)
            self.order_fields([APPLIES])

    def urgent(self) -> list[ScreeningQuestion]:
        """What was ticked of the things that cannot wait, whatever else the form says."""
        if APPLIES in self.errors:
            return []
        return [row for row in self._ticked() if row.route == Route.URGENT]

    def cautions(self) -> list[ScreeningQuestion]:
        """What was ticked of the things that the practice must know of first."""
        return [row for row in self._ticked() if row.route == Route.CAUTION]

    def _ticked(self) -> list[ScreeningQuestion]:
        if self.screening is None:
            return []
        values = self.cleaned_data.get(APPLIES, [])
        return [row for value, row in self.fields[APPLIES].questions.items() if value in values]

    @property
    def applies(self) -> BoundField:
        return self[APPLIES]

    @property
    def screening_boxes(self) -> Iterator[dict[str, Any]]:
        """The boxes for the template; the last one stands behind an “or”."""
        boxes = list(self.applies.subwidgets)
        for box in boxes:
            yield {"box": box, "is_last": box is boxes[-1]}
