"""The free times to which a client can move her visit: radios, of which none is chosen."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundWidget
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..domain.availability import Diary
from ..models import Appointment
from .answers import NUMBER
from .fields import parse_day
from .public import PublicForm
from .times import FreeDay, FreeTimes, parse_slot


class StartField(forms.ChoiceField):
    """A time of the list; a clean one is an instant (UTC).

    Any time is taken: whether it can be had is for the domain to say.
    """

    widget = forms.RadioSelect
    default_error_messages = {
        "required": gettext_lazy("Choose a time"),
        "invalid_choice": gettext_lazy("Choose a time from the list"),
    }

    def clean(self, value: Any) -> dt.datetime:
        if value in self.empty_values:
            raise ValidationError(self.error_messages["required"], code="required")
        start = parse_slot(value)
        if start is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return start


class MoveForm(PublicForm):
    """`version` is that of the visit which the page shows; `listing` makes the form of a page."""

    free: FreeTimes | None = None

    start = StartField()
    version = forms.RegexField(NUMBER, widget=forms.HiddenInput)

    @classmethod
    def listing(
        cls, diary: Diary, visit: Appointment, data: QueryDict, *, is_sent: bool
    ) -> "MoveForm":
        """With the times of `diary`, some days of them, and the one that `data` chose.

        With `is_sent` its errors are shown too, such as that the time has gone.
        """
        chosen, version = data.get("start", ""), str(visit.version)
        bound = data.copy()
        bound["version"] = version
        form = cls(bound) if is_sent else cls(initial={"start": chosen, "version": version})
        since = data.get("show", data.get("days_from", ""))
        form.free = FreeTimes(diary, ticked=[chosen], since=parse_day(since))
        form.fields["start"].choices = list(form.free.choices)
        form.fields["start"].label = _("Free times for %(minutes)s minutes with %(who)s") % {
            "minutes": visit.minutes,
            "who": visit.practitioner.name,
        }
        return form

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for words in self._refusals():
            self.add_error("start", words)
        return cleaned

    @property
    def days(self) -> Iterator[tuple[FreeDay, list[BoundWidget]]]:
        """Each day on the page with its radios, for the template."""
        return self.free.by_day(self["start"])

    @property
    def lost_times(self) -> list[str]:
        """What became of the chosen time if it is free no more; its error once it was sent."""
        return [] if self.is_bound else self._refusals()

    def control_id(self, name: str) -> str:
        # Without a time on these days there is no radio to go to.
        return super().control_id(name) or "times"

    def _refusals(self) -> list[str]:
        return list(filter(None, self.free.refusals.values())) if self.free else []
