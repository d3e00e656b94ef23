"""What staff type when they answer a request."""

import re
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...domain.errors import Refused
from ...forms.fields import LineField, TextField
from ...models import BookingRequest, DeclineReason, Practitioner
from ..fields import is_id
from ..permissions import ANSWER_REQUESTS
from .base import DeskForm, VersionForm
from .times import TimeForm

TOO_LONG = _("Use %(limit_value)d characters or fewer; you have %(show_value)d")


class ConfirmForm(TimeForm, VersionForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Practitioner.objects.active().offering(self.row.service_id)
        self.offer_people(people, self.row.minutes)
        self.choose_only_person()


class DeclineWords(DeskForm):
    """Why, and what the client is told: of one request, or of several at once."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=DeclineReason,
        widget=forms.RadioSelect,
        help_text=_("For the practice; the client does not see it."),
        error_messages={
            "required": _("Choose a reason"),
            "invalid_choice": _("Choose a reason from the list"),
        },
    )
    message = TextField(
        label=_("Message to the client (optional)"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "It goes into the mail that says no, after its first sentence. A kind "
            "sentence and a way forward help: when to ask again, or who else could see them. "
            "Say nothing about their health: others may read the mail."
        ),
        error_messages={"max_length": TOO_LONG},
    )


class DeclineForm(DeclineWords, VersionForm):
    pass


class AskForm(VersionForm):
    question = TextField(
        label=_("Question to the client"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "It goes into a mail, which they answer by mail or on the phone. Ask nothing about "
            "their health there: others may read the mail."
        ),
        error_messages={"max_length": TOO_LONG, "required": _("Enter a question")},
    )


class AcceptForm(VersionForm):
    """One of the offered times, by the button beside it."""

    proposal = forms.CharField(required=False, widget=forms.HiddenInput)

    def answers(self) -> dict[str, Any]:
        """An id that can't be is no row's: the domain refuses it."""
        given = self.cleaned_data["proposal"]
        return {"proposal_id": int(given) if is_id(given) else 0}


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, user: User) -> str:
        return user.get_full_name() or user.get_username()

    def to_python(self, value: Any) -> Any:
        if value not in self.empty_values and not is_id(value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class AssignTo(DeskForm):
    """Who answers: one request, or several at once."""

    to = PersonField(
        label=_("Who answers it"),
        queryset=User.objects.none(),
        required=False,
        blank=True,
        empty_label=_("Nobody yet"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose a person from the list")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.with_perm(ANSWER_REQUESTS).filter(is_active=True)
        self.fields["to"].queryset = people.order_by("first_name", "last_name", "username")


class AssignForm(AssignTo, VersionForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("to", self.row.assigned_to_id or "")


class DuplicateForm(VersionForm):
    """Which request this one repeats: `likely` ones to choose from, or a reference."""

    of = forms.ModelChoiceField(
        label=_("It repeats"),
        queryset=BookingRequest.objects.none(),
        required=False,
        blank=True,
        empty_label=_("Another one, by its reference"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose a request from the list")},
    )
    reference = LineField(
        label=_("Reference of the other request"),
        required=False,
        max_length=20,
        help_text=_("Such as ABC-DEF."),
    )

    def __init__(self, *args: Any, likely: list[BookingRequest], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.likely = likely
        self.fields["of"].queryset = BookingRequest.objects.filter(
            pk__in=[request.pk for request in likely]
        )

    def clean(self) -> dict[str, Any]:
        if self.errors or self.cleaned_data.get("of"):
            return self.cleaned_data
        letters = re.sub(r"\W", "", self.cleaned_data["reference"]).upper()
        if not letters:
            error = gettext("Enter the reference of the other request")
            self.add_error("reference", ValidationError(error, code="required"))
            return self.cleaned_data
        found = BookingRequest.objects.filter(reference=f"{letters[:3]}-{letters[3:]}").first()
        if found is None:
            error = gettext("There is no request with this reference. Look at its page or mail")
            self.add_error("reference", ValidationError(error, code="unknown"))
        self.cleaned_data["of"] = found
        return self.cleaned_data

    def answers(self) -> dict[str, Any]:
        return {"version": self.cleaned_data["version"], "of_id": self.cleaned_data["of"].pk}

    def field_of(self, refused: Refused) -> str | None:
        is_about_the_other = type(refused) is Refused
        return "reference" if is_about_the_other else super().field_of(refused)
