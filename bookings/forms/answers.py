"""What a client can answer on her own page: a question, radios of which none is chosen, a button.

Mail scanners press buttons, so nothing happens without a choice (bookings.md, 21).
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .public import PublicForm

NONE_FITS: Final = "none"
YES: Final = "yes"
# A version or a key: what is longer is no number of ours.
NUMBER: Final = re.compile(r"\A[0-9]{1,9}\Z")

Choices = Iterable[tuple[str, str | Promise]]


class OfferedTimeField(forms.ChoiceField):
    """Takes the key of any offered time: whether it can still be had is for the domain to say."""

    widget = forms.RadioSelect

    def valid_value(self, value: str) -> bool:
        return super().valid_value(value) or bool(NUMBER.match(value))


class AnswerForm(PublicForm):
    """A form for each kind of answer; `version` is the one of the row that the page shows.

    `about` goes along: an answer is known for what it is even if its question is gone by then.
    """

    about: ClassVar[str]
    question: ClassVar[Promise]
    missing: ClassVar[Promise]
    # Words on which the form unfolds; without, it stands open.
    unfolds: ClassVar[Promise | str] = ""
    choices: ClassVar[Choices] = ()

    choice = forms.ChoiceField(widget=forms.RadioSelect)
    version = forms.RegexField(NUMBER, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        version: int | None = None,
        choices: Choices = (),
    ) -> None:
        super().__init__(data, auto_id=f"{self.about}_%s", initial={"version": version})
        field = self.fields["choice"]
        field.label = self.question
        field.choices = [*choices, *self.choices]
        field.error_messages = {"required": self.missing, "invalid_choice": self.missing}


class OfferForm(AnswerForm):
    """Which of the offered times; give it their keys and words as `choices`."""

    about = "offer"
    question = _("Which of these times do you take?")
    choices = ((NONE_FITS, _("None of these fits")),)
    missing = _("Choose one of the times, or “None of these fits”")

    choice = OfferedTimeField()


class WithdrawForm(AnswerForm):
    about = "withdraw"
    unfolds = _("Take this request back")
    question = _("Do you want to take this request back?")
    choices = ((YES, _("Yes, take my request back")), ("no", _("No, leave it as it is")))
    missing = _("Choose whether to take your request back")


class CancelForm(AnswerForm):
    about = "cancel"
    unfolds = _("Cancel this appointment")
    question = _("Do you want to cancel this appointment?")
    choices = ((YES, _("Yes, cancel it")), ("no", _("No, I am coming")))
    missing = _("Choose whether to cancel")


class UndoForm(AnswerForm):
    about = "undo"
    question = _("Do you want to come after all?")
    choices = ((YES, _("Yes, keep my appointment")), ("no", _("No, it stays cancelled")))
    missing = _("Choose whether to keep your appointment")


ANSWER_FORMS: Final[Mapping[str, type[AnswerForm]]] = {
    form.about: form for form in (OfferForm, WithdrawForm, CancelForm, UndoForm)
}
