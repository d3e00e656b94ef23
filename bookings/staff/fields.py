"""Choosing rows by their ids, whatever somebody sends for an id."""

import re
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError


def is_id(value: Any) -> bool:
    """Whether `value` can be looked up as an id.

    A page's id is looked up through its parent's, where Django does not notice that a number
    is too large for the database: SQLite and PostgreSQL both raise errors of their own.
    """
    return bool(re.fullmatch(r"\d{1,9}", str(value), re.ASCII))


class RowFilterField(django_filters.fields.ModelChoiceField):
    def to_python(self, value: Any) -> Any:
        if value not in self.empty_values and not is_id(value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


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
