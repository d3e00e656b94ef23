"""Closures and extra openings: the page on which one is added, changed or deleted."""

from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.log_actions import log

from ..domain.closures import delete_exception, save_exception, visits_hit
from ..models import ExceptionKind, ScheduleException
from .diary.way_back import PARAMETER, way_back
from .fields import DayField, TimeField, is_id
from .generic import AddView, DeleteView, EditView, SavedByDomain
from .visits import shown_visits

SHOWN_WHERE: Final = gettext_lazy(
    "Such as “On holiday”. Shown where times are listed, and on the contact page four weeks before."
)


class ExceptionForm(WagtailAdminModelForm):
    date_from = DayField(label=gettext_lazy("First day"))
    date_until = DayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Left empty: one day only."),
    )
    time_from = TimeField(label=gettext_lazy("From"), required=False)
    time_until = TimeField(label=gettext_lazy("Until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whose = self.fields["practitioner"]
        whose.empty_label, whose.help_text = _("The whole practice"), ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("date_until") and "date_until" not in self.errors:
            cleaned["date_until"] = cleaned.get("date_from")
        self._check_days(cleaned)
        self._check_times(cleaned)
        return cleaned

    def _check_days(self, cleaned: dict[str, Any]) -> None:
        first, last = cleaned.get("date_from"), cleaned.get("date_until")
        if not first or not last:
            return
        if last < first:
            self.add_error("date_until", _("The last day is before the first day"))
        elif cleaned.get("yearly") and (last - first).days >= 365:
            self.add_error("date_until", _("What comes every year must be shorter than a year"))

    def _check_times(self, cleaned: dict[str, Any]) -> None:
        if {"time_from", "time_until"} & self.errors.keys():
            return
        start, end = cleaned.get("time_from"), cleaned.get("time_until")
        is_extra = cleaned.get("kind") == ExceptionKind.EXTRA
        if start and end:
            if end <= start:
                self.add_error("time_until", _("It ends before it starts"))
        elif start:
            self.add_error("time_until", _("Enter until when, or leave both times empty"))
        elif end:
            self.add_error("time_from", _("Enter from when, or leave both times empty"))
        if is_extra and not start and not end:
            self.add_error("time_from", _("Enter from when until when you are open"))


exception_panels = ObjectList(
    [
        FieldPanel("kind", widget=forms.RadioSelect),
        FieldPanel("practitioner"),
        MultiFieldPanel(
            [FieldRowPanel(["date_from", "date_until"]), "yearly"], heading=gettext_lazy("Days")
        ),
        MultiFieldPanel(
            [FieldRowPanel(["time_from", "time_until"])],
            heading=gettext_lazy("Part of each day"),
            help_text=gettext_lazy("For a closure, leave both empty to close the whole days."),
        ),
        MultiFieldPanel(
            [FieldPanel("public_note", help_text=SHOWN_WHERE), "private_note"],
            heading=gettext_lazy("Notes"),
        ),
    ],
    base_form_class=ExceptionForm,
)


class SavedException(SavedByDomain):
    def write(self, row: ScheduleException) -> None:
        save_exception(exception=row, by=self.request.user)

    def get_success_url(self) -> str:
        """The page of the closure, if visits fall on it; that page lists them."""
        return self.get_edit_url() if visits_hit(self.object) else super().get_success_url()


class AddException(SavedException, AddView):
    """Parameters in the address, as the diary sends them, are what the form starts from."""

    def get_initial_form_instance(self) -> ScheduleException:
        given = self.request.GET
        practitioner = given.get("practitioner", "")
        return self.model(
            practitioner_id=int(practitioner) if is_id(practitioner) else None,
            date_from=_read(DayField(), given.get("date_from")),
            time_from=_read(TimeField(), given.get("time_from")),
            time_until=_read(TimeField(), given.get("time_until")),
        )

    def get_add_url(self) -> str:
        """What the form is sent to; it keeps the way back."""
        back = self.request.GET.get(PARAMETER)
        query = f"?{urlencode({PARAMETER: back})}" if back else ""
        return super().get_add_url() + query

    def get_success_url(self) -> str:
        if visits_hit(self.object):
            return self.get_edit_url()
        row = self.object
        back = way_back(self.request, practitioner_id=row.practitioner_id, day=row.date_from)
        return back or super().get_success_url()


def _read(field: forms.Field, value: str | None) -> Any:
    """What was typed, or None where it can't be that."""
    try:
        return field.clean(value)
    except forms.ValidationError:
        return None


class EditException(SavedException, EditView):
    template_name = "bookings/staff/closure.html"

    @cached_property
    def stored(self) -> ScheduleException:
        """As it is in the diary: a form that is shown again may have changed the object."""
        return ScheduleException.objects.get(pk=self.object.pk)

    def get_page_subtitle(self) -> str:
        return str(self.stored)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        visits = shown_visits(visits_hit(self.stored), self.request.user)
        return super().get_context_data(visits=visits, **kwargs)


class DeleteException(DeleteView):
    def delete_action(self) -> None:
        log(instance=self.object, action="wagtail.delete", user=self.request.user)
        delete_exception(exception=self.object, by=self.request.user)
