"""Who treats, what they offer and when: the page on which a practitioner is added or changed."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList, TitleFieldPanel

from services.models import ServicePage

from ..domain.hours import save_practitioner
from ..models import Practitioner
from . import addresses
from .fields import RowsField
from .generic import AddView, EditView, SavedByDomain
from .hours import hours_panel
from .visits import shown_visits, still_to_come

_services = Practitioner._meta.get_field("services")


class PractitionerForm(WagtailAdminModelForm):
    services = RowsField(
        label=capfirst(_services.verbose_name),
        help_text=_services.help_text,
        queryset=ServicePage.objects.order_by("path"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


practitioner_panels = ObjectList(
    [
        TitleFieldPanel("name", targets=["slug"]),
        FieldPanel("slug"),
        FieldPanel("services"),
        hours_panel,
        FieldPanel("user"),
        FieldPanel("active"),
    ],
    base_form_class=PractitionerForm,
)


class SavedPractitioner(SavedByDomain):
    def write(self, row: Practitioner) -> None:
        services = self.form.cleaned_data["services"]
        save_practitioner(practitioner=row, services=services, by=self.request.user)


class AddPractitioner(SavedPractitioner, AddView):
    pass


class EditPractitioner(SavedPractitioner, EditView):
    """Says which visits remain with somebody who is no longer active."""

    template_name = "bookings/staff/practitioner.html"

    def get_success_url(self) -> str:
        if not self.object.active and still_to_come(self.object).exists():
            return self.get_edit_url()
        return super().get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        remaining = [] if self.object.active else still_to_come(self.object)
        return super().get_context_data(
            visits=shown_visits(remaining, self.request.user),
            week_url=addresses.week(self.object.pk),
            **kwargs,
        )
