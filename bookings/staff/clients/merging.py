"""Two records of one person: who else it may be, side by side, and one of them."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.admin import messages

from ...contacts import reach_the_same
from ...domain.errors import ClientGone, Refused
from ...domain.merging import (
    CONTACT,
    NOT_ANOTHER,
    careful_standing,
    joined_notes,
    merge_clients,
)
from ...forms.fields import TextField
from ...models import Appointment, BookingRequest, Client, Standing
from ...models.client import LONGEST_NOTES
from .. import addresses
from ..fields import is_id
from ..forms.answers import TOO_LONG
from ..forms.base import DeskForm, VersionField, VersionForm
from ..forms.clients import FindClientForm
from ..permissions import ANSWER_REQUESTS, CHANGE_CLIENTS, VIEW_APPOINTMENTS, VIEW_REQUESTS
from .base import ClientFormPage

# As for matching: requests change hands.
MERGE: Final = (CHANGE_CLIENTS, ANSWER_REQUESTS)
KEPT, FOLDED = "kept", "folded"
# More people of one name are no help in telling which it is.
LIKELY: Final = 10


def same_contact(client: Client) -> list[Client]:
    """Other records with the address, the number or the name of this one; one query."""
    likely = Client.objects.of_person(email=client.email, phone=client.phone, name=client.name)
    others = likely.exclude(pk=client.pk)
    name = client.name.strip().casefold()
    return [
        other
        for other in others[: 10 * LIKELY]
        if reach_the_same(other, client) or other.name.strip().casefold() == name
    ][:LIKELY]


class SamePerson(ClientFormPage):
    """Choose the other record: a likely one, or one that a word finds. Changes nothing."""

    name = "same_person"
    title = gettext_lazy("The same person as…")
    permissions = MERGE
    http_method_names = ["get", "head", "options"]
    template_name = "bookings/staff/clients/same_person.html"

    def make_form(self, data: Mapping[str, Any] | None = None, **options: Any) -> DeskForm:
        return FindClientForm(initial={"q": self.request.GET.get("q", "")})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        likely = same_contact(self.object)
        known = {self.object.pk, *(client.pk for client in likely)}
        found = [client for client in self.form.found() if client.pk not in known]
        return super().get_context_data(
            likely=[(client, self._address(client)) for client in likely],
            found=[(client, self._address(client)) for client in found],
            **kwargs,
        )

    def _address(self, other: Client) -> str:
        return addresses.merge_clients(self.object.pk, other.pk)


class MergeForm(VersionForm):
    """`row` is the record that stays, `other` the one that is folded into it."""

    other_version = VersionField()
    standing = forms.ChoiceField(
        label=gettext_lazy("Standing"),
        choices=Standing,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose a standing"),
            "invalid_choice": gettext_lazy("Choose a standing"),
        },
    )
    notes = TextField(
        label=gettext_lazy("Notes"),
        max_length=LONGEST_NOTES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("The notes of both."),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, other: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.other = other
        self.initial["other_version"] = other.version
        self.initial.setdefault("standing", careful_standing(self.row, other))
        self.initial.setdefault("notes", joined_notes(self.row, other))
        labels = {"name": _("Name"), "email": _("Email address"), "phone": _("Phone number")}
        for name in reversed(CONTACT):
            mine, others = getattr(self.row, name), getattr(other, name)
            if mine != others:
                self.fields = {name: self._choice(labels[name], mine, others)} | self.fields

    def _choice(self, label: str, mine: str, others: str) -> forms.ChoiceField:
        nothing = pgettext("contact detail", "None")
        words = _("Choose which to keep")
        return forms.ChoiceField(
            label=label,
            choices=[(KEPT, mine or nothing), (FOLDED, others or nothing)],
            initial=KEPT if mine else FOLDED,
            widget=forms.RadioSelect,
            error_messages={"required": words, "invalid_choice": words},
        )

    def answers(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "keep_version": cleaned["version"],
            "fold_version": cleaned["other_version"],
            "take": [name for name in CONTACT if cleaned.get(name) == FOLDED],
            "notes": cleaned["notes"],
            "standing": cleaned["standing"],
        }


class MergeClients(ClientFormPage):
    """Both records beside each other, and what of each is to stay. `?with=` is the other one."""

    name = "merge"
    title = gettext_lazy("Make two records one")
    permissions = MERGE
    form_class = MergeForm
    template_name = "bookings/staff/clients/merge.html"

    @cached_property
    def other(self) -> Client | None:
        pk = self.request.GET.get("with", "")
        return Client.objects.filter(pk=pk).first() if is_id(pk) else None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.may_merge() and self.other in {None, self.object}:
            return self._choose_again()
        return super().dispatch(request, *args, **kwargs)

    def may_merge(self) -> bool:
        return self.may_answer and self.user_has_permission(self.permission_required)

    def _choose_again(self) -> HttpResponse:
        """The other one is gone, perhaps into this one, or is this one."""
        messages.warning(self.request, ClientGone.message if self.other is None else NOT_ANOTHER)
        return redirect(addresses.same_person(self.object.pk))

    def make_form(self, data: Mapping[str, Any] | None = None, **options: Any) -> DeskForm:
        return super().make_form(data, other=self.other, **options)

    def perform(self, **answers: Any) -> str:
        kept = merge_clients(keep_id=self.object.pk, fold_id=self.other.pk, **answers)
        return _("One record now: %(name)s.") % {"name": kept.name}

    def refuse(self, refused: Refused) -> HttpResponse:
        del self.other
        return super().refuse(refused) if self.other else self._choose_again()

    def renew(self) -> None:
        """Both as they stand now, and what was chosen of them."""
        del self.object
        data = self.request.POST.copy()
        data["version"], data["other_version"] = self.object.version, self.other.version
        self.form = self.make_form(data)
        self.form.full_clean()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sides = [(_("Stays"), self.object), (_("Folded into it"), self.other)]
        requests, visits = self._requests(), self._visits()
        return super().get_context_data(
            sides=[
                (heading, client, requests.get(client.pk), visits.get(client.pk))
                for heading, client in sides
            ],
            with_requests=self.request.user.has_perm(VIEW_REQUESTS),
            with_visits=self.request.user.has_perm(VIEW_APPOINTMENTS),
            **kwargs,
        )

    def _requests(self) -> dict[int, int]:
        """How many requests each has."""
        if not self.request.user.has_perm(VIEW_REQUESTS):
            return {}
        rows = BookingRequest.objects.filter(client__in=[self.object, self.other])
        return dict(rows.order_by().values_list("client").annotate(Count("pk")))

    def _visits(self) -> dict[int, dict[str, Any]]:
        """How many visits each has had, and when the last one was."""
        if not self.request.user.has_perm(VIEW_APPOINTMENTS):
            return {}
        had = Appointment.objects.took_place(timezone.now())
        rows = had.filter(client__in=[self.object, self.other]).order_by().values("client")
        found = rows.annotate(count=Count("pk"), last=Max("start"))
        return {row["client"]: row for row in found}
