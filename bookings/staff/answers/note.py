"""Private notes: by themselves, and beside an answer."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...domain.errors import Refused
from ...domain.notes import add_note
from .. import addresses
from ..detail import RequestDetail
from ..form_page import FormPage
from ..forms.base import DeskForm
from ..forms.notes import FIELD, NoteForm, note_field


class NoteNotKept(Refused):
    """The answer is given; the page that says this still holds the note."""

    message = gettext_lazy(
        "That is done, but your private note could not be saved. Copy it, and add it on the "
        "request’s page."
    )


class AddNote(FormPage, RequestDetail):
    """The form on the request's own page. Whatever others do meanwhile, a note fits."""

    name = "note"
    form_class = NoteForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.done_url())

    def perform(self, **answers: Any) -> str:
        add_note(request_id=self.object.pk, **answers)
        return _("Noted, for colleagues only.")

    def done_url(self) -> str:
        return addresses.request_detail(self.object.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(note_form=self.form, **kwargs)


class NoteBeside:
    """For an answer with a page: a note can be left along with it. Refused, both are kept."""

    def make_form(self, data: Mapping[str, Any] | None = None, **options: Any) -> DeskForm:
        form = super().make_form(data, **options)
        form.fields[FIELD] = note_field(label=_("Private note (optional)"), required=False)
        return form

    def perform(self, **answers: Any) -> str:
        answers.pop(FIELD, None)
        done = super().perform(**answers)
        if note := self.form.cleaned_data[FIELD]:
            try:
                add_note(request_id=self.object.pk, by=answers["by"], text=note)
            except Refused as refused:
                raise NoteNotKept from refused
        return done
