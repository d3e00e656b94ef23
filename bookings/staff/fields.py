"""Fields of the desk's forms: rows by their ids, days, times of day. Whatever somebody sends."""

import datetime as dt
import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _


def is_id(value: Any) -> bool:
    """Whether `value` can be looked up as an id.

    A page's id is looked up through its parent's, where Django does not notice that a number
    is too large for the database: SQLite and PostgreSQL both raise errors of their own.
    """
    return bool(re.fullmatch(r"\d{1,9}", str(value), re.ASCII))


class RowsField(forms.ModelMultipleChoiceField):
    def clean(self, value: Any) -> Any:
        for given in value or []:
            if not is_id(given):
                raise ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": given},
                )
        return super().clean(value)


# Outside of these years somebody has mistyped, and sums of days leave the calendar.
FIRST_DAY: Final = dt.date(2000, 1, 1)
LAST_DAY: Final = dt.date(2100, 12, 31)


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        words = {
            "required": _("Enter a date"),
            "invalid": _("Enter a date, such as 2026-12-01"),
        }
        far = _("Enter a date between the years 2000 and 2100")
        super().__init__(
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages=words | kwargs.pop("error_messages", {}),
            validators=[MinValueValidator(FIRST_DAY, far), MaxValueValidator(LAST_DAY, far)],
            **kwargs,
        )


class TimeField(forms.TimeField):
    """A time of day, with the browser's own clock."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%H:%M", "%H:%M:%S"],
            widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": "300"}),
            error_messages={
                "required": _("Enter a time"),
                "invalid": _("Enter a time, such as 14:30"),
            },
            **kwargs,
        )
