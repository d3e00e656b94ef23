from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext as _


class PublicFormRenderer(TemplatesSetting):
    field_template_name = "forms/field.html"


class PublicForm(forms.Form):
    """A form for strangers: checked on the server only, one field template, errors in words.

    Without `required` attributes, because a browser's own bubbles are neither in the page's
    language nor kept on it.
    """

    default_renderer = PublicFormRenderer
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._refuse_repeated_answers()
        return cleaned

    def _refuse_repeated_answers(self) -> None:
        """Two values for a question with one answer: a broken or forged form, so ask again."""
        for name, field in self.fields.items():
            if isinstance(field, forms.MultipleChoiceField):
                continue
            if len(self.data.getlist(name)) > 1:
                self.add_error(name, _("There were two answers here. Give one"))

    def error_summary(self) -> list[tuple[str, str]]:
        """(id of the control, message) in the order of the fields."""
        return [
            (self.control_id(name), message)
            for name in self.fields
            for message in self.errors.get(name, [])
        ]

    def control_id(self, name: str) -> str:
        """The id of a question's control, of the first one in a group."""
        bound = self[name]
        return bound.id_for_label or (bound.subwidgets[0].id_for_label if bound.subwidgets else "")

    def hidden_answers(self) -> Iterator[tuple[str, str]]:
        """(name, value) pairs as they were sent, for a page that carries them on."""
        for name in self.fields:
            for value in self.data.getlist(name):
                yield name, value
