"""The contacts that are blocked: one more, or one fewer."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList

from ..contacts import normalised_email, normalised_phone
from ..domain.blocking import block_contact, unblock
from ..forms.fields import LineField, PhoneField
from ..models import BlockedContact
from .generic import AddView, DeleteView, SavedByDomain


class BlockedForm(WagtailAdminModelForm):
    email = forms.EmailField(
        label=gettext_lazy("Email address"),
        max_length=254,
        required=False,
        error_messages={"invalid": gettext_lazy("Enter an email address like name@example.org")},
    )
    phone = PhoneField(label=gettext_lazy("Phone number"), max_length=40, required=False)
    note = LineField(
        label=gettext_lazy("Why"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("For the practice only."),
    )

    def clean_email(self) -> str:
        return normalised_email(self.cleaned_data["email"])

    def clean_phone(self) -> str:
        return normalised_phone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not {"email", "phone"} & self.errors.keys() and not (
            cleaned.get("email") or cleaned.get("phone")
        ):
            self.add_error("email", _("Enter an email address or a phone number"))
        return cleaned


blocked_panels = ObjectList(
    [FieldPanel("email"), FieldPanel("phone"), FieldPanel("note")], base_form_class=BlockedForm
)


class BlockContact(SavedByDomain, AddView):
    success_message = gettext_lazy("Blocked: requests from %(object)s go to quarantine.")

    def write(self, row: BlockedContact) -> None:
        row.pk = block_contact(
            by=self.request.user, email=row.email, phone=row.phone, note=row.note
        ).pk

    def get_success_buttons(self) -> list[Any]:
        return []


class Unblock(DeleteView):
    page_title = gettext_lazy("Unblock")
    success_message = gettext_lazy("Requests from %(object)s come in again.")

    def get_page_subtitle(self) -> str:
        """The question says whose: titles stay in the browser's history."""
        return ""

    @property
    def confirmation_message(self) -> str:
        return _("Take requests from %(contact)s again?") % {"contact": self.object}

    def delete_action(self) -> None:
        unblock(blocked_id=self.object.pk, by=self.request.user)
