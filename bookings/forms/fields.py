"""Fields for what strangers type: bounded, without control characters, errors in words."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..characters import LAYOUT, has_control_characters
from ..times import day_words


class LineField(forms.CharField):
    """One line of text."""

    allowed: frozenset[str] = frozenset()

    def validate(self, value: str) -> None:
        super().validate(value)
        if has_control_characters(value, self.allowed):
            raise ValidationError(
                _("Use letters, digits and punctuation only, without hidden characters"),
                code="control",
            )


class TextField(LineField):
    """Several lines of text."""

    allowed = LAYOUT
    widget = forms.Textarea


class PhoneField(LineField):
    """A phone number as people write it; kept as typed. Six digits are the shortest taken."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    pattern = re.compile(r"([\d\s()+./\-#*,;]*)(?:(?:ext\.?|x)\s*\d+)?", re.IGNORECASE)

    def validate(self, value: str) -> None:
        super().validate(value)
        if not value:
            return
        match = self.pattern.fullmatch(value)
        if match is None or len(re.findall(r"\d", match[1])) < 6:
            raise ValidationError(
                _("Enter a phone number, such as 01632 960 001 or +44 1632 960 001"),
                code="phone",
            )


class DayField(forms.ChoiceField):
    """A day of a wish: an ISO date, the name of a weekday, “any”, or nothing.

    `today` and `earliest` and `latest` are dates in the practice's zone. The list on the page
    may be shorter than what is accepted, and an old page may name a day that has passed:
    such a value stays in the list, so that nothing the visitor chose disappears.
    """

    def __init__(
        self, *, today: dt.date, earliest: dt.date, latest: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.today, self.earliest, self.latest = today, earliest, latest

    def validate(self, value: str) -> None:
        day = parse_day(value)
        # A date that is listed is within the bounds: the list need not be made for it.
        if day is None:
            if value and not self.valid_value(value):
                raise ValidationError(_("Choose a day from the list"), code="unknown")
            return
        if day < self.today:
            raise ValidationError(
                _("%(day)s has passed. Choose a later day"),
                code="past",
                params={"day": day_words(day)},
            )
        if day < self.earliest:
            raise ValidationError(
                _("%(day)s is too soon. Choose %(earliest)s or later"),
                code="soon",
                params={"day": day_words(day), "earliest": day_words(self.earliest)},
            )
        if day > self.latest:
            raise ValidationError(
                _("%(day)s is too far ahead. Choose %(latest)s or earlier"),
                code="far",
                params={"day": day_words(day), "latest": day_words(self.latest)},
            )


def parse_day(value: str) -> dt.date | None:
    """The date of an ISO “2026-12-01”, None for anything else."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None
