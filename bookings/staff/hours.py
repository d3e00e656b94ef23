"""The opening hours on a practitioner's page: one row a range, and errors that name the row."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from ..domain.hours import overlapping
from ..models import OpeningHours
from ..times import range_words
from .fields import DayField, TimeField

EVERY_WEEK: Final = 1
WEEKS: Final[list[tuple[int, Promise]]] = [
    (EVERY_WEEK, gettext_lazy("every week")),
    (2, gettext_lazy("every other week")),
    (3, gettext_lazy("every third week")),
    (4, gettext_lazy("every fourth week")),
]
ENDS_FIRST: Final = gettext_lazy("It ends before it starts")
UNUSED: Final = (None, "", EVERY_WEEK, str(EVERY_WEEK))
MOST_ROWS: Final = 60


class HoursForm(WagtailAdminModelForm):
    """A row. New ones can be set on several days at once."""

    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Day"),
        choices=[("", gettext_lazy("Choose a day")), *WEEKDAYS.items()],
        coerce=int,
        error_messages={"required": gettext_lazy("Choose a day")},
    )
    start = TimeField(label=gettext_lazy("From"))
    end = TimeField(label=gettext_lazy("Until"))
    also_on = forms.TypedMultipleChoiceField(
        label=gettext_lazy("The same on"),
        choices=list(WEEKDAYS_ABBR.items()),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Saving makes a row for each day that you tick."),
    )
    valid_from = DayField(
        label=gettext_lazy("First day"),
        required=False,
        help_text=OpeningHours._meta.get_field("valid_from").help_text,
    )
    valid_until = DayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=OpeningHours._meta.get_field("valid_until").help_text,
    )
    every_n_weeks = forms.TypedChoiceField(
        label=gettext_lazy("How often"), choices=WEEKS, coerce=int, initial=EVERY_WEEK
    )
    anchor = DayField(
        label=gettext_lazy("A day in a week that counts"),
        required=False,
        help_text=OpeningHours._meta.get_field("anchor").help_text,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["also_on"]
        if self.instance.every_n_weeks > WEEKS[-1][0]:
            weeks = self.instance.every_n_weeks
            self.fields["every_n_weeks"].choices += [(weeks, _("every %d weeks") % weeks)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day = WEEKDAYS.get(cleaned.get("weekday"))
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end <= start:
            words = _("%(day)s ends before it starts") % {"day": day} if day else ENDS_FIRST
            self.add_error("end", words)
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("The last day is before the first day"))
        if cleaned.get("every_n_weeks") == EVERY_WEEK:
            cleaned["anchor"] = None
        elif not cleaned.get("anchor"):
            self.add_error("anchor", _("Choose a day in a week in which you work"))
        return cleaned

    def rows(self) -> list[OpeningHours]:
        """The row as typed, then one for each other day that is ticked with it."""
        row = self.instance
        same = {
            field.attname: getattr(row, field.attname)
            for field in row._meta.concrete_fields
            if field.attname not in {"id", "practitioner_id", "weekday"}
        }
        others = set(self.cleaned_data.get("also_on", ())) - {row.weekday}
        return [row, *(OpeningHours(weekday=weekday, **same) for weekday in sorted(others))]


class HoursFormSet(BaseChildFormSet):
    """All rows of one practitioner. What is wrong stands in its row and, numbered, above all."""

    default_error_messages = BaseChildFormSet.default_error_messages | {
        "too_many_forms": gettext_lazy("Use %(num)d rows or fewer")
    }

    def clean(self) -> None:
        super().clean()
        numbered = list(enumerate(self.shown_forms(), start=1))
        wrong = [
            _("Row %(number)d: %(problem)s") % {"number": number, "problem": problem}
            for number, form in numbered
            for problems in form.errors.values()
            for problem in problems
        ]
        if wrong:
            raise ValidationError(wrong)
        if problems := _overlaps([(n, row) for n, form in numbered for row in form.rows()]):
            raise ValidationError(problems)

    def shown_forms(self) -> list[HoursForm]:
        """The rows that stay: neither deleted nor new and left empty. As the page counts them."""
        return [
            form
            for form in self.forms
            if not self._should_delete_form(form) and (form.instance.pk or form.has_changed())
        ]

    def save(self, commit: bool = True) -> list[OpeningHours]:
        saved = super().save(commit=commit)
        hours = getattr(self.instance, self.rel_name)
        for form in self.shown_forms():
            hours.add(*form.rows()[1:])
        return saved


def _overlaps(rows: list[tuple[int, OpeningHours]]) -> list[str]:
    """In words, each pair once; `rows` are numbered as on the page."""
    found = {}
    for first, second in overlapping([row for _number, row in rows]):
        (one_number, one), (other_number, other) = rows[first], rows[second]
        words = _("Rows %(one)d and %(other)d: %(day)s %(times)s and %(other_times)s overlap")
        found[one_number, other_number] = words % {
            "one": one_number,
            "other": other_number,
            "day": WEEKDAYS[one.weekday],
            "times": range_words(one.start, one.end),
            "other_times": range_words(other.start, other.end),
        }
    return list(found.values())


class SeldomUsed(MultiFieldPanel):
    """Fields behind a heading to press, open where something is in them or wrong with them."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        template_name = "bookings/staff/parts/seldom_used.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.heading = ""  # the template has it, to be pressed

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            fields = [self.form[name] for name in self.panel.get_form_options()["fields"]]
            is_open = any(field.errors or field.value() not in UNUSED for field in fields)
            return super().get_context_data(parent_context) | {"is_open": is_open}


class HoursPanel(InlinePanel):
    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name] |= {"form": HoursForm, "formset": HoursFormSet}
        return options


hours_panel = HoursPanel(
    "opening_hours",
    [
        FieldRowPanel(["weekday", "start", "end"], classname="desk-hours"),
        FieldPanel("also_on", classname="desk-also-on"),
        SeldomUsed(
            [
                FieldRowPanel(["valid_from", "valid_until"]),
                FieldRowPanel(["every_n_weeks", "anchor"]),
            ],
            heading=gettext_lazy("Only for a time, or not every week"),
        ),
    ],
    heading=capfirst(OpeningHours._meta.verbose_name),
    label=gettext_lazy("row"),
    max_num=MOST_ROWS,
    classname="desk-rows",
)
