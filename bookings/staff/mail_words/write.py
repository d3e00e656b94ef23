"""The page on which the words of one kind of mail are written, and the one that takes them back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ...domain.errors import Refused, StaleWording
from ...domain.mail_wordings import restore_first_wording, save_wording, send_trial_mail
from ...notifications.placeholders import PLACEHOLDERS, Placeholder
from ...notifications.samples import sample_values
from ..form_page import FormPage
from ..forms.mail_words import SeenForm, WordsForm
from ..permissions import CHANGE_MAIL_WORDS
from .base import KindPage


class WriteWords(FormPage, KindPage):
    """Saving, and a test of what is typed. A preview is another page, in a frame of this one."""

    form_class = WordsForm
    permission = CHANGE_MAIL_WORDS
    template_name = "bookings/staff/mail_words.html"
    is_stale = False

    def get_page_title(self) -> str:
        return str(self.words.kind.title)

    def get_initial(self) -> dict[str, Any]:
        return {"subject": self.words.now.subject, "body": self.words.now.body}

    def make_form(self, data: Any = None, **options: Any) -> WordsForm:
        return self.form_class(data, own=self.words.own, **options)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.send_test() if "test" in request.POST else super().post(request)

    def perform(self, **answers: Any) -> str:
        save_wording(**self.about | answers)
        return _("Saved. Mails “%(title)s” say this from now on.") % {
            "title": self.words.kind.title
        }

    def done_url(self) -> str:
        return self.list_url()

    def send_test(self) -> HttpResponse:
        self.form = self.make_form(self.request.POST, initial=self.get_initial())
        self.form.is_valid()
        typed = {name: self.form.cleaned_data[name] for name in ("subject", "body")}
        try:
            send_trial_mail(**self.about, **typed)
        except Refused as refused:
            return self.refuse(refused)
        address = {"address": self.request.user.email}
        messages.success(
            self.request,
            _("A test mail to %(address)s is on its way. Nothing is saved yet.") % address,
        )
        return self.respond()

    def refuse(self, refused: Refused) -> HttpResponse:
        if isinstance(refused, StaleWording):
            self.is_stale = True
            del self.words
            self.form.renew(self.words.own)
        return super().refuse(refused)

    def placeholders(self) -> list[tuple[str, Placeholder, bool, str]]:
        """Name, what it is, whether it must stay, an example; those that must stay first."""
        kind = self.words.kind
        examples = sample_values(kind, self.language)
        needed = kind.needs | kind.subject_needs
        return [
            (f"{{{name}}}", PLACEHOLDERS[name], name in needed, examples[name])
            for name in sorted(kind.placeholders, key=lambda name: (name not in needed, name))
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            placeholders=self.placeholders(),
            is_stale=self.is_stale,
            preview_url=self.address("bookings_mail_preview"),
            restore_url=self.address("bookings_mail_restore"),
            **kwargs,
        )


class RestoreWords(FormPage, KindPage):
    """Asks before the practice's own words go."""

    form_class = SeenForm
    permission = CHANGE_MAIL_WORDS
    template_name = "bookings/staff/mail_words_original.html"

    def get_page_title(self) -> str:
        return _("Original words")

    def above(self) -> list[dict[str, str]]:
        here = {"url": self.words.url, "label": str(self.words.kind.title)}
        return [*super().above(), here]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.words.own is None:
            return redirect(self.words.url)
        return super().get(request, *args, **kwargs)

    def make_form(self, data: Any = None, **options: Any) -> SeenForm:
        return self.form_class(data, own=self.words.own, **options)

    def perform(self, **answers: Any) -> str:
        restore_first_wording(**self.about | answers)
        return _("Mails “%(title)s” have their original words again.") % {
            "title": self.words.kind.title
        }

    def done_url(self) -> str:
        return self.words.url

    def refuse(self, refused: Refused) -> HttpResponse:
        """Whatever is there now is seen and changed on its own page."""
        messages.error(self.request, refused.message)
        return redirect(self.words.url)
