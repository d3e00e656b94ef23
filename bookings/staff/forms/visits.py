"""What staff type about a visit: when it is moved, cancelled, corrected or booked."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services.models import ServicePage

from ...domain.errors import LengthUnavailable, Refused
from ...forms.fields import LineField, PhoneField, TextField
from ...models import Practitioner
from ...statuses import AppointmentStatus
from .answers import TOO_LONG
from .base import VersionForm
from .clients import FindClientForm
from .times import TimeForm

LONGEST_TURNAROUND = 240


def reason_field(**options: Any) -> LineField:
    return LineField(
        max_length=500,
        help_text=_("For the practice; the client does not see it."),
        error_messages={"required": _("Enter a reason"), "max_length": TOO_LONG},
        **options,
    )


class MoveForm(TimeForm, VersionForm):
    turnaround_minutes = forms.IntegerField(
        label=_("Minutes kept free after"),
        min_value=0,
        max_value=LONGEST_TURNAROUND,
        error_messages={
            "required": _("Enter a number of minutes, or 0"),
            "invalid": _("Enter a number of minutes, such as 15"),
            "min_value": _("Enter a number of minutes, or 0"),
            "max_value": _("Enter %(limit_value)s minutes or fewer"),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_people(people_for(self.row), self.row.minutes)


class CancelForm(VersionForm):
    reason = reason_field(label=_("Reason"))
    message = TextField(
        label=_("Message to the client (optional)"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "It goes into the mail that says the visit is cancelled. Say nothing about their "
            "health: others may read the mail."
        ),
        error_messages={"max_length": TOO_LONG},
    )


class CorrectForm(VersionForm):
    """To the only other way that it can have been."""

    reason = reason_field(label=_("What was wrong"))

    @property
    def to(self) -> AppointmentStatus:
        if self.row.status == AppointmentStatus.COMPLETED:
            return AppointmentStatus.NO_SHOW
        return AppointmentStatus.COMPLETED

    def answers(self) -> dict[str, Any]:
        return super().answers() | {"to": self.to}


class BookForm(FindClientForm, TimeForm):
    """A visit that nobody asked for on the website; `session` is a service and a length."""

    session = forms.ChoiceField(
        label=_("Service and length"),
        error_messages={
            "required": _("Choose a service"),
            "invalid_choice": _("Choose a service from the list"),
        },
    )
    name = LineField(label=_("Name"), required=False, max_length=200)
    phone = PhoneField(label=_("Phone number"), required=False, max_length=40)
    email = forms.EmailField(
        label=_("Email address"),
        required=False,
        max_length=254,
        error_messages={"invalid": _("Enter an email address, such as name@example.org")},
    )
    walk_in = forms.BooleanField(
        label=_("Is here already: nothing is mailed, and the visit may have begun"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        services = ServicePage.objects.live().order_by("path").prefetch_related("lengths")
        self.sessions = {
            f"{service.pk}-{length.minutes}": (service, length.minutes)
            for service in services
            for length in service.lengths.all()
        }
        words = gettext("%(service)s, %(minutes)s minutes")
        self.fields["session"].choices = [
            ("", gettext("Choose a service")),
            *(
                (value, words % {"service": service.title, "minutes": minutes})
                for value, (service, minutes) in self.sessions.items()
            ),
        ]
        service, minutes = self.chosen_session() or (None, None)
        people = Practitioner.objects.active().offering(service.pk if service else None)
        self.offer_people(people, minutes)
        if service:
            self.choose_only_person()

    def searched(self) -> str:
        """The word to find clients by; empty where it can't be one."""
        try:
            return self.fields["q"].clean(self["q"].value())
        except ValidationError:
            return ""

    def chosen_session(self) -> tuple[ServicePage, int] | None:
        return self.sessions.get(str(self["session"].value()))

    def clean(self) -> dict[str, Any]:
        super().clean()
        client, name = self.cleaned_data.get("client"), self.cleaned_data.get("name")
        if client and name:
            error = gettext("Empty the name, or choose “Somebody new”")
            self.add_error("name", ValidationError(error, code="two"))
        elif not client and not name and not {"client", "name"} & self.errors.keys():
            error = gettext("Enter a name, or find the client above")
            self.add_error("name", ValidationError(error, code="required"))
        return self.cleaned_data

    def answers(self) -> dict[str, Any]:
        answers = super().answers()
        service, minutes = self.sessions[answers.pop("session")]
        client = answers.pop("client")
        del answers["q"]
        return answers | {
            "service_id": service.pk,
            "minutes": minutes,
            "client_id": client.pk if client else None,
        }

    def field_of(self, refused: Refused) -> str | None:
        if isinstance(refused, LengthUnavailable):
            return "session"
        return super().field_of(refused)


def people_for(visit: Any) -> Any:
    """Who may give a visit: those who offer it, and whoever it is with."""
    offering = Practitioner.objects.active().offering(visit.service_id)
    return Practitioner.objects.active().filter(
        Q(pk__in=offering.values("pk")) | Q(pk=visit.practitioner_id)
    )
