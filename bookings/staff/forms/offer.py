"""One to three times to offer: from the list of free ones, typed, or some of each."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...domain.errors import Refused, TimeNotPossible
from ...domain.offers import MOST_TIMES
from ...domain.placing import instant
from ...domain.rounds import OfferedTime
from ...models import Practitioner
from .base import VersionForm
from .times import (
    Chosen,
    OverrideForm,
    day_field,
    practitioner_field,
    time_field,
    validate_day,
)

ROWS: Final = range(1, MOST_TIMES + 1)


class SlotsField(forms.Field):
    """Several times of the list."""

    widget = forms.SelectMultiple

    def clean(self, value: Any) -> list[Chosen]:
        chosen = [Chosen.read(one) for one in value or []]
        for one in chosen:
            validate_day(timezone.localdate(one.start))
        return chosen


class OfferForm(OverrideForm, VersionForm):
    slot = SlotsField(label=_("Free times"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = Practitioner.objects.active().offering(self.row.service_id)
        for row in ROWS:
            self.fields[f"day{row}"] = day_field(required=False)
            self.fields[f"time{row}"] = time_field(required=False)
            self.fields[f"practitioner{row}"] = practitioner_field(
                required=False, widget=forms.Select, empty_label=_("Choose a person")
            )
            self.fields[f"practitioner{row}"].queryset = self.people
        if len(self.people) == 1:
            for row in ROWS:
                self.initial.setdefault(f"practitioner{row}", self.people[0].pk)

    @property
    def typed_rows(self) -> list[tuple[Any, Any, Any]]:
        return [tuple(self[name] for name in _names(row)) for row in ROWS]

    @property
    def is_typing(self) -> bool:
        """Whether something is typed, or wrong there."""
        return any(
            bool(field.value()) or bool(field.errors)
            for row in self.typed_rows
            for field in row[:2]
        )

    def clean(self) -> dict[str, Any]:
        """Collect the times, each with the field that it came from."""
        listed = self.cleaned_data.get("slot") or []
        self.times = [(OfferedTime(**chosen._asdict()), "slot") for chosen in listed]
        for row in ROWS:
            self._read_row(row)
        if not self.errors and not 1 <= len(self.times) <= MOST_TIMES:
            error = gettext("Choose one, two or three times")
            self.add_error("slot", ValidationError(error, code="count"))
        return self.cleaned_data

    def answers(self) -> dict[str, Any]:
        return {
            "version": self.cleaned_data["version"],
            "times": [time for time, _field in self.times],
            "override_reason": self.cleaned_data["override_reason"],
        }

    def refuse(self, refused: Refused) -> None:
        """Several may be refused: say of which time it is."""
        if refused.which is not None and refused.which < len(self.times):
            start = timezone.localtime(self.times[refused.which][0].start)
            words = {"when": date_format(start, "D j M, G:i"), "why": refused.message}
            refused.message = gettext("%(when)s: %(why)s") % words
        super().refuse(refused)

    def field_of(self, refused: Refused) -> str | None:
        above = super().field_of(refused)
        if above or refused.which is None:
            return above or ("slot" if isinstance(refused, TimeNotPossible) else None)
        return self.times[refused.which][1]

    def _read_row(self, row: int) -> None:
        names = _names(row)
        day, time, practitioner = (self.cleaned_data.get(name) for name in names)
        if any(name in self.errors for name in names) or (day is None and time is None):
            return
        for name, value in zip(names, (day, time, practitioner), strict=True):
            if value is None:
                required = self.fields[name].error_messages["required"]
                self.add_error(name, ValidationError(required, code="required"))
        if any(name in self.errors for name in names):
            return
        try:
            start = instant(day, time)
        except TimeNotPossible as refused:
            self.add_error(names[1], str(refused.message))
        else:
            offered = OfferedTime(start=start, practitioner_id=practitioner.pk)
            self.times.append((offered, names[1]))


def _names(row: int) -> tuple[str, str, str]:
    return f"day{row}", f"time{row}", f"practitioner{row}"
