"""The pages of a client, and of the contacts that are blocked."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList

from ..contacts import normalised_email, normalised_phone
from ..domain.clients import add_client, block_contact, change_client, unblock
from ..forms.fields import LineField, PhoneField, TextField
from ..models import BlockedContact, Client
from . import contact
from .generic import AddView, DeleteView, DetailView, EditView, SavedByDomain
from .permissions import VIEW_APPOINTMENTS, VIEW_REQUESTS


class ClientForm(WagtailAdminModelForm):
    name = LineField(
        label=gettext_lazy("Name"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter the name")},
    )
    phone = PhoneField(label=gettext_lazy("Phone number"), max_length=40, required=False)
    notes = TextField(
        label=gettext_lazy("Notes"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=Client._meta.get_field("notes").help_text,
    )


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

WRITTEN = ("name", "email", "phone", "notes", "standing")


class AddClient(SavedByDomain, AddView):
    def write(self, row: Client) -> None:
        words = {name: getattr(row, name) for name in WRITTEN}
        row.pk = add_client(by=self.request.user, **words).pk


class EditClient(SavedByDomain, EditView):
    def write(self, row: Client) -> None:
        words = {name: getattr(row, name) for name in WRITTEN}
        change_client(client_id=row.pk, by=self.request.user, **words)


class ClientPage(DetailView):
    """What the practice knows of somebody: contact, notes, requests and visits, newest first."""

    template_name = "bookings/staff/client.html"

    @cached_property
    def may_change(self) -> bool:
        return self.user_has_permission("change")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            contact=contact.links(self.object),
            may_change=self.may_change,
            requests=self._requests(),
            visits=self._visits(),
            **kwargs,
        )

    def _requests(self) -> Any:
        if not self.request.user.has_perm(VIEW_REQUESTS):
            return []
        return self.object.requests.order_by("-created_at", "-pk")

    def _visits(self) -> Any:
        if not self.request.user.has_perm(VIEW_APPOINTMENTS):
            return []
        visits = self.object.appointments.select_related("practitioner")
        return visits.order_by("-start", "-pk")


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

    @property
    def confirmation_message(self) -> str:
        return _("Take requests from %(contact)s again?") % {"contact": self.object}

    def delete_action(self) -> None:
        unblock(blocked_id=self.object.pk, by=self.request.user)
