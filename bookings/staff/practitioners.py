from django import forms
from django.utils.text import capfirst
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList, TitleFieldPanel

from services.models import ServicePage

from ..models import Practitioner
from .fields import RowsField

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
        FieldPanel("user"),
        FieldPanel("active"),
    ],
    base_form_class=PractitionerForm,
)
