"""Adding a client, and changing what the record says."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList

from ...domain.clients import add_client, change_client
from ...domain.errors import Refused
from ...forms.fields import LineField, PhoneField, TextField
from ...models import Client
from ...models.client import LONGEST_NOTES
from ..fields import is_id
from ..generic import AddView, EditView, SavedByDomain


class ClientForm(WagtailAdminModelForm):
    name = LineField(
        label=gettext_lazy("Name"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter the name")},
    )
    phone = PhoneField(label=gettext_lazy("Phone number"), max_length=40, required=False)
    notes = TextField(
        label=gettext_lazy("Notes"),
        max_length=LONGEST_NOTES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=Client._meta.get_field("notes").help_text,
    )
    # The version that was seen; garbage is none.
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version

    def renew(self, stored: Client) -> None:
        """Somebody was faster: say what is stored where it is not what was typed.

        To save once more is to know that.
        """
        self.data = self.data.copy()
        self.data["version"] = stored.version
        for name in WRITTEN:
            if getattr(stored, name) != self.cleaned_data.get(name):
                words = getattr(stored, f"get_{name}_display", lambda: None)()
                saved = words or getattr(stored, name) or _("nothing")
                self.add_error(name, _("Stored now: %(words)s") % {"words": saved})


WRITTEN = ("name", "email", "phone", "notes", "standing")

client_panels = ObjectList(
    [
        FieldPanel("name"),
        FieldPanel("email"),
        FieldPanel("phone"),
        FieldPanel("standing", widget=forms.RadioSelect),
        FieldPanel("notes"),
    ],
    base_form_class=ClientForm,
)


class AddClient(SavedByDomain, AddView):
    def write(self, row: Client) -> None:
        words = {name: getattr(row, name) for name in WRITTEN}
        row.pk = add_client(by=self.request.user, **words).pk


class EditClient(SavedByDomain, EditView):
    def write(self, row: Client) -> None:
        words = {name: getattr(row, name) for name in WRITTEN}
        seen = self.form.cleaned_data["version"]
        version = int(seen) if is_id(seen) else 0
        change_client(client_id=row.pk, version=version, by=self.request.user, **words)

    def refuse(self, form: ClientForm, refused: Refused) -> None:
        super().refuse(form, refused)
        if stored := Client.objects.filter(pk=self.object.pk).first():
            form.renew(stored)
