"""What is kept of somebody, as a file for them."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ...domain.errors import Refused
from ...domain.people.export import export_person
from ...domain.people.person import Person, person_of_client, person_of_request
from ..answers.base import Answer
from ..clients.base import ClientFormPage
from ..detail import RequestPage
from ..forms.base import VersionForm
from ..permissions import EXPORT
from ..timeline import what_happened
from .archive import TYPE, archive


class ExportForm(VersionForm):
    with_notes = forms.BooleanField(
        label=_("With what we noted: private notes, notes on the record, standing"),
        required=False,
        help_text=_(
            "They may ask for this too. Read it first: what is about somebody else, or told in "
            "confidence by somebody else, must not go along."
        ),
    )


class TakingAlong:
    """Only by POST, and recorded. Whatever the version: it says how things stand now."""

    template_name = "bookings/staff/people/export.html"
    form_class = ExportForm

    @cached_property
    def person(self) -> Person:
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = self.make_form(request.POST)
        if not self.form.is_valid():
            return self.respond(HTTPStatus.UNPROCESSABLE_ENTITY)
        with_notes = self.form.cleaned_data["with_notes"]
        try:
            data = export_person(
                self.person, words=what_happened, with_notes=with_notes, by=request.user
            )
        except Refused as refused:
            return self.refuse(refused)
        response = HttpResponse(archive(data), content_type=TYPE)
        # Their name would stay in the list of downloads.
        response["Content-Disposition"] = 'attachment; filename="person.zip"'
        response["Cache-Control"] = "no-store, private"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(person=self.person, **kwargs)


class ExportClient(TakingAlong, ClientFormPage):
    name = "export"
    title = _("What is kept of this person")
    permissions = EXPORT

    @cached_property
    def person(self) -> Person:
        return person_of_client(self.object)


class ExportRequester(TakingAlong, Answer, RequestPage):
    """For a request that no client's record has."""

    name = "export"

    @cached_property
    def person(self) -> Person:
        return person_of_request(self.object)

    def get_page_title(self) -> str:
        return str(self.action.label)
