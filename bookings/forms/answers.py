"""What a client can answer on her own page: a question, radios of which none is chosen, a button.

Mail scanners press buttons, so nothing happens without a choice (bookings.md, 21), or without
something typed (reply.py).
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
NO: Final = "no"
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
    # Words on which the form unfolds; without, it stands open.
    unfolds: ClassVar[Promise | str] = ""
    # What the answer entails, in sentences before the question.
    explains: ClassVar[tuple[Promise, ...]] = ()

    version = forms.RegexField(NUMBER, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, version: int | None = None
    ) -> None:
        super().__init__(data, auto_id=f"{self.about}_%s", initial={"version": version})

    @property
    def typed(self) -> str:
        """What the client has written: given back to her if it was not taken."""
        return ""


class ChoiceForm(AnswerForm):
    """One of several answers to `question`; “no” is the one that changes nothing."""

    question: Promise
    missing: Promise
    choices: Choices = ()

    choice = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, choices: Choices = (), **options: Any
    ) -> None:
        super().__init__(data, **options)
        field = self.fields["choice"]
        field.label = self.question
        field.choices = [*choices, *self.choices]
        field.error_messages = {"required": self.missing, "invalid_choice": self.missing}


class OfferForm(ChoiceForm):
    """Which of the offered times; give it their keys and words as `choices`."""

    about = "offer"
    question = _("Which of these times do you take?")
    choices = ((NONE_FITS, _("None of these fits")),)
    missing = _("Choose one of the times, or “None of these fits”")

    choice = OfferedTimeField()

    def __init__(self, *args: Any, choices: Choices = (), **kwargs: Any) -> None:
        times = list(choices)
        if len(times) == 1:
            self.question = _("Do you take this time?")
            self.choices = ((NONE_FITS, _("It does not fit")),)
            self.missing = _("Choose the time, or “It does not fit”")
        super().__init__(*args, choices=times, **kwargs)


class WithdrawForm(ChoiceForm):
    about = "withdraw"
    unfolds = _("Take this request back")
    question = _("Do you want to take this request back?")
    choices = ((YES, _("Yes, take my request back")), (NO, _("No, leave it as it is")))
    missing = _("Choose whether to take your request back")


class CancelForm(ChoiceForm):
    about = "cancel"
    unfolds = _("Cancel this appointment")
    question = _("Do you want to cancel this appointment?")
    choices = ((YES, _("Yes, cancel it")), (NO, _("No, I am coming")))
    missing = _("Choose whether to cancel")


class UndoForm(ChoiceForm):
    about = "undo"
    question = _("Do you want to come after all?")
    choices = ((YES, _("Yes, keep my appointment")), (NO, _("No, it stays cancelled")))
    missing = _("Choose whether to keep your appointment")


class JoinForm(ChoiceForm):
    about = "join"
    unfolds = _("Put me on the waiting list")
    explains = (
        _(
            "When a time that suits your wishes comes free, we hold it for you for a while and "
            "write to you. You have an appointment once you have taken it."
        ),
    )
    question = _("Do you want to go on the waiting list?")
    choices = ((YES, _("Yes, put me on it")), (NO, _("No, leave it as it is")))
    missing = _("Choose whether to go on the waiting list")


class LeaveForm(ChoiceForm):
    about = "leave"
    unfolds = _("Leave the waiting list")
    explains = (
        _(
            "Your place goes to the next, and we do not offer you what comes free any more. Your "
            "request stays: we look at the diary once more and write to you."
        ),
    )
    question = _("Do you want to leave the waiting list?")
    choices = ((YES, _("Yes, take me off it")), (NO, _("No, I wait")))
    missing = _("Choose whether to leave the waiting list")


class WithdrawConsentForm(ChoiceForm):
    about = "consent"
    unfolds = _("Withdraw my consent")
    explains = (
        _(
            "What you told us about your health is deleted at once: answers to safety questions, "
            "what you wrote, areas of pain, answers to our questions, and which areas we treated."
        ),
        _("Your request or appointment stays as it is. We may ask you again before we treat you."),
    )
    question = _("Do you want to withdraw your consent?")
    choices = ((YES, _("Yes, delete what I told you")), (NO, _("No, keep it")))
    missing = _("Choose whether to withdraw your consent")
