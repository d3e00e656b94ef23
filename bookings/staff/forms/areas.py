from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from home.models import area_choices

from .base import VersionForm


class AreasForm(VersionForm):
    """Which areas a visit treated; none at all is an answer too."""

    areas = forms.MultipleChoiceField(
        label=_("Areas treated"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The client’s own page shows the exercises for them."),
        error_messages={"invalid_choice": _("Choose areas from the list")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = area_choices()
