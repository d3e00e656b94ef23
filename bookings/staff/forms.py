"""What staff type when they answer a request. Each form carries the version they saw."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..forms.fields import TextField
from ..models import BookingRequest, DeclineReason, Practitioner

# Who confirms further ahead than this has mistyped the year.
FURTHEST: Final = dt.timedelta(days=2 * 366)


def validate_day(day: dt.date) -> None:
    """A day of the diary, from today (in the time zone active) on."""
    today = timezone.localdate()
    if day < today:
        raise ValidationError(gettext("That day has passed. Choose a later one"), code="past")
    if day > today + FURTHEST:
        raise ValidationError(gettext("Choose a day in the next two years"), code="far")


class VersionField(forms.IntegerField):
    """The version that the page showed; one that can't be read is no row's: stale."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> int:
        try:
            return super().clean(value)
        except ValidationError:
            return 0


class AnswerForm(forms.Form):
    """`booking` is the request that is answered, as it stands now."""

    version = VersionField()

    use_required_attribute = False

    def __init__(self, *args: Any, booking: BookingRequest, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.booking = booking
        self.initial["version"] = booking.version

    def renew(self, booking: BookingRequest) -> None:
        """Whoever sees the form again sees the request as it stands now."""
        self.booking = booking
        self.data = self.data.copy()
        self.data["version"] = booking.version


class ConfirmForm(AnswerForm):
    day = forms.DateField(
        label=_("Date"),
        input_formats=["%Y-%m-%d"],
        validators=[validate_day],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Enter a date"),
            "invalid": _("Enter a date, such as 2026-12-01"),
        },
    )
    time = forms.TimeField(
        label=_("Starts at"),
        input_formats=["%H:%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": "300"}),
        error_messages={
            "required": _("Enter a time"),
            "invalid": _("Enter a time, such as 14:30"),
        },
    )
    practitioner = forms.ModelChoiceField(
        label=_("With"),
        queryset=Practitioner.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Choose a person"),
            "invalid_choice": _("Choose a person from the list"),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = Practitioner.objects.active().offering(self.booking.service_id)
        self.fields["practitioner"].queryset = self.people
        self.fields["time"].help_text = gettext("Time in %(zone)s, for %(minutes)s minutes.") % {
            "zone": timezone.get_current_timezone_name(),
            "minutes": self.booking.minutes,
        }

    def shown_day(self) -> dt.date | None:
        """The day that is in the form now, if it is one."""
        try:
            return self.fields["day"].clean(self["day"].value())
        except ValidationError:
            return None


class DeclineForm(AnswerForm):
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
            "It goes into the mail, after “We cannot give you an appointment this time.” A kind "
            "sentence and a way forward help: when to ask again, or who else could see them. "
            "Say nothing about their health: others may read the mail."
        ),
        error_messages={
            "max_length": _("Use %(limit_value)d characters or fewer; you have %(show_value)d")
        },
    )
