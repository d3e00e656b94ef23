"""Choosing a time: one from the list of free ones, or one that is typed."""

import datetime as dt
import re
from typing import Any, Final, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...domain.errors import (
    PolicyRefused,
    PractitionerUnavailable,
    Refused,
    TimeNotPossible,
    TimeTaken,
)
from ...domain.placing import instant
from ...forms.fields import LineField
from ...models import Practitioner
from .base import DeskForm

# Who plans further ahead than this has mistyped the year.
FURTHEST: Final = dt.timedelta(days=2 * 366)
# The choice at the end of the list: not one of it, but what is typed below.
TYPED: Final = "typed"
NOT_IN_LIST: Final = _("Choose a time from the list")


class Chosen(NamedTuple):
    """A time with somebody; `start` is aware."""

    practitioner_id: int
    start: dt.datetime

    @property
    def value(self) -> str:
        """As the list of free times sends it: “7@20261201T1400Z”."""
        return f"{self.practitioner_id}@{self.start.astimezone(dt.UTC):%Y%m%dT%H%MZ}"

    @classmethod
    def read(cls, value: str) -> "Chosen":
        """Raises ValidationError. Whether the time is free is for the domain to say."""
        found = _read(value.removesuffix("Z")) if value.endswith("Z") else None
        if found is None:
            raise ValidationError(NOT_IN_LIST, code="invalid_choice")
        practitioner_id, start = found
        return cls(practitioner_id, start.replace(tzinfo=dt.UTC))


def _read(value: str) -> tuple[int, dt.datetime] | None:
    """“7@20261201T1400”: with whom, and a naive time."""
    match = re.fullmatch(r"(\d{1,9})@(2\d{7}T\d{4})", value, re.ASCII)
    try:
        return match and (int(match[1]), dt.datetime.fromisoformat(match[2]))
    except ValueError:
        return None


def typed_in(value: str) -> dict[str, Any]:
    """What a TimeForm starts from for a chosen time; nothing where `value` is none.

    Days and times are those of the time zone active. Without the Z of `Chosen.value` it is what
    clocks there show, as if somebody had typed it: whether it is a time is for the form to say.
    """
    found = _read(value)
    if found is None:
        try:
            chosen = Chosen.read(value)
        except ValidationError:
            return {}
        found = chosen.practitioner_id, timezone.localtime(chosen.start)
    practitioner_id, start = found
    return {"day": start.date(), "time": start.time(), "practitioner": practitioner_id}


def validate_day(day: dt.date) -> None:
    """A day of the diary, from today (in the time zone active) on."""
    today = timezone.localdate()
    if day < today:
        raise ValidationError(gettext("That day has passed. Choose a later one"), code="past")
    if day > today + FURTHEST:
        raise ValidationError(gettext("Choose a day in the next two years"), code="far")


class SlotField(forms.CharField):
    """One time of the list; None for what is typed, or nothing."""

    def clean(self, value: Any) -> Chosen | None:
        value = super().clean(value)
        if not value or value == TYPED:
            return None
        chosen = Chosen.read(value)
        validate_day(timezone.localdate(chosen.start))
        return chosen


def day_field(**options: Any) -> forms.DateField:
    return forms.DateField(
        label=_("Date"),
        input_formats=["%Y-%m-%d"],
        validators=[validate_day],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Enter a date"),
            "invalid": _("Enter a date, such as 2026-12-01"),
        },
        **options,
    )


def time_field(**options: Any) -> forms.TimeField:
    return forms.TimeField(
        label=_("Starts at"),
        input_formats=["%H:%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": "300"}),
        error_messages={
            "required": _("Enter a time"),
            "invalid": _("Enter a time, such as 14:30"),
        },
        **options,
    )


def practitioner_field(**options: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=_("With"),
        queryset=Practitioner.objects.none(),
        error_messages={
            "required": _("Choose a person"),
            "invalid_choice": _("Choose a person from the list"),
        },
        **{"widget": forms.RadioSelect, "empty_label": None} | options,
    )


class OverrideForm(DeskForm):
    """A form that can insist against the practice's own rules; it asks why once they refuse."""

    override_reason = LineField(
        label=_("Do it all the same, because"),
        required=False,
        max_length=300,
        help_text=_("For the practice; the client does not see it."),
        error_messages={
            "max_length": _("Use %(limit_value)d characters or fewer; you have %(show_value)d")
        },
    )
    # The rules in the way, in words, once they are known.
    rules: str = ""

    @property
    def shows_why(self) -> bool:
        return bool(self.rules or self["override_reason"].value() or self["override_reason"].errors)

    def field_of(self, refused: Refused) -> str | None:
        return "override_reason" if isinstance(refused, PolicyRefused) else None


class TimeForm(OverrideForm):
    """One time: `slot` from the list, or `day`, `time` and `practitioner` as they are typed.

    `people` are those to choose from, `minutes` the length of the visit.
    """

    slot = SlotField(required=False, max_length=40)
    day = day_field(required=False)
    time = time_field(required=False)
    practitioner = practitioner_field(required=False)

    def offer_people(self, people: QuerySet[Practitioner], minutes: int | None) -> None:
        self.people = people
        self.fields["practitioner"].queryset = people
        zone = timezone.get_current_timezone_name()
        words = gettext("Time in %(zone)s, for %(minutes)s minutes.")
        if minutes:
            self.fields["time"].help_text = words % {"zone": zone, "minutes": minutes}

    def clean(self) -> dict[str, Any]:
        slot = self.cleaned_data.get("slot")
        if "slot" in self.errors:
            return self.cleaned_data
        if slot is None:
            self._read_typed()
        elif typed := [name for name in ("day", "time") if self._is_typed(name)]:
            error = gettext(
                "You chose a time from the list and typed another. Choose “Another time” to use "
                "what you typed, or empty it"
            )
            self.add_error(typed[0], ValidationError(error, code="two"))
        else:
            self.chosen = slot
        return self.cleaned_data

    def answers(self) -> dict[str, Any]:
        ours = {"slot", "day", "time", "practitioner"}
        others = {name: value for name, value in self.cleaned_data.items() if name not in ours}
        return others | self.chosen._asdict()

    def field_of(self, refused: Refused) -> str | None:
        is_listed = bool(self.cleaned_data.get("slot"))
        if isinstance(refused, TimeTaken | TimeNotPossible):
            return "slot" if is_listed else "time"
        if isinstance(refused, PractitionerUnavailable):
            return "slot" if is_listed else "practitioner"
        return super().field_of(refused)

    def shown_day(self) -> dt.date | None:
        """The day that is typed in the form now, if it is one."""
        try:
            return self.fields["day"].clean(self["day"].value())
        except ValidationError:
            return None

    def _is_typed(self, name: str) -> bool:
        return bool(self.cleaned_data.get(name)) and name in self.changed_data

    def _read_typed(self) -> None:
        given = [self.cleaned_data.get(name) for name in ("day", "time", "practitioner")]
        for name, value in zip(("day", "time", "practitioner"), given, strict=True):
            if value is None and name not in self.errors:
                field = self.fields[name]
                self.add_error(
                    name, ValidationError(field.error_messages["required"], code="required")
                )
        if self.errors:
            return
        day, time, practitioner = given
        try:
            self.chosen = Chosen(practitioner.pk, instant(day, time))
        except TimeNotPossible as refused:
            self.add_error("time", str(refused.message))

    def choose_only_person(self) -> None:
        """Nobody has to choose where there is no choice."""
        people = list(self.people[:2])
        if len(people) == 1 and not self.initial.get("practitioner"):
            self.initial["practitioner"] = people[0].pk
