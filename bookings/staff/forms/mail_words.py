"""The words of one kind of mail, as they are typed. The domain says what is wrong with them."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from ...domain.errors import Refused, UnusableWording
from ...models import MailWording
from .base import DeskForm

# No row was ever changed then.
NEVER: Final = dt.datetime.min.replace(tzinfo=dt.UTC)


class TypedField(forms.Field):
    """Text just as it was sent."""

    def to_python(self, value: Any) -> str:
        return value or ""


class SeenField(forms.Field):
    """When the words were changed that the page showed; None for the original ones.

    What can't be read is no time at which a row was changed: stale.
    """

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> dt.datetime | None:
        if not value:
            return None
        try:
            return dt.datetime.fromisoformat(value)
        except ValueError:
            return NEVER


class SeenForm(DeskForm):
    """`own` is the row of the practice's words as it stands now, if there is one."""

    seen = SeenField(required=False)

    def __init__(self, *args: Any, own: MailWording | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = _seen(own)

    def renew(self, own: MailWording | None) -> None:
        """Whoever sees the form again has seen the words as they are now."""
        self.data = self.data.copy()
        self.data["seen"] = _seen(own)


class WordsForm(SeenForm):
    subject = TypedField(label=_("Subject"), required=False, widget=forms.TextInput)
    body = TypedField(
        label=_("Text"),
        required=False,
        help_text=_(
            "An empty line starts a paragraph. One whose placeholders turn out empty is left out. "
            "The name of the practice and how to reach it follow by themselves."
        ),
        widget=AdminAutoHeightTextInput(attrs={"rows": 10}),
    )

    def refuse(self, refused: Refused) -> None:
        if not isinstance(refused, UnusableWording):
            super().refuse(refused)
            return
        for name, problems in refused.problems.items():
            for problem in problems:
                self.add_error(name, problem)


def _seen(own: MailWording | None) -> str:
    return own.changed_at.isoformat() if own else ""
