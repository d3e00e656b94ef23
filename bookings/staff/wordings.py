"""Safety questions and consent texts: a new version is written from the newest one.

A version that visitors have seen is never changed; it stays to be read.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList

from home.languages import practice_language

from ..domain.consent import publish_consent_text
from ..domain.screening import Question, publish_screening
from ..domain.shipped import CONSENT_TEXT, SAFETY_QUESTIONS
from ..models import ConsentText, Screening, ScreeningQuestion
from .forms.base import VersionField
from .generic import AddView, DetailView, ListView, SavedByDomain

QUESTION_FIELDS = ("text", "route", "advice")


def with_in_force(versions: QuerySet) -> QuerySet:
    """The newest first; `in_force` says which one visitors see, in each language."""
    later = versions.model.objects.filter(
        language=OuterRef("language"), version__gt=OuterRef("version")
    )
    return versions.annotate(in_force=~Exists(later)).order_by("language", "-version")


class VersionForm(WagtailAdminModelForm):
    """`after` is the version that the person started from."""

    language = forms.ChoiceField(choices=settings.LANGUAGES, widget=forms.HiddenInput)
    after = VersionField()


class VersionList(ListView):
    add_item_label = _("New version")


class PublishVersion(SavedByDomain, AddView):
    """Publishes what is sent; starts with the newest words in its language, or the shipped ones."""

    page_title = _("New version")
    submit_button_label = _("Publish")
    submit_button_active_label = _("Publishing…")
    success_message = _("Published: visitors see it from now on.")
    template_name = "bookings/staff/new_version.html"

    def publish(self, form: VersionForm, **version: Any) -> Any:
        """Call the domain with what was typed, and `version`: language, after and by whom."""
        raise NotImplementedError

    @cached_property
    def language(self) -> str:
        asked = self.request.GET.get("language", "")
        return asked if asked in dict(settings.LANGUAGES) else practice_language(self.request)

    @cached_property
    def newest(self) -> Any:
        return self.model.objects.filter(language=self.language).order_by("-version").first()

    def get_initial(self) -> dict[str, Any]:
        return {"language": self.language, "after": self.newest.version if self.newest else 0}

    def save_instance(self) -> Any:
        form = self.form
        return self.publish(
            form,
            language=form.cleaned_data["language"],
            after=form.cleaned_data["after"],
            by=self.request.user,
        )

    def get_success_buttons(self) -> list[Any]:
        return []


class PublishQuestions(PublishVersion):
    def get_initial_form_instance(self) -> Screening:
        draft = Screening(language=self.language)
        asked = self.newest.questions.all() if self.newest else SAFETY_QUESTIONS
        # The shipped ones in the language that they are published in, whatever the desk speaks.
        with translation.override(self.language):
            draft.questions = [
                ScreeningQuestion(**{name: str(getattr(row, name)) for name in QUESTION_FIELDS})
                for row in asked
            ]
        return draft

    def publish(self, form: VersionForm, **version: Any) -> Screening:
        rows = form.formsets["questions"].ordered_forms
        questions = [
            Question(**{name: row.cleaned_data[name] for name in QUESTION_FIELDS}) for row in rows
        ]
        return publish_screening(questions=questions, **version)


class PublishConsent(PublishVersion):
    def get_initial_form_instance(self) -> ConsentText:
        with translation.override(self.language):
            text = self.newest.text if self.newest else str(CONSENT_TEXT)
        return ConsentText(language=self.language, text=text)

    def publish(self, form: VersionForm, **version: Any) -> ConsentText:
        return publish_consent_text(text=form.cleaned_data["text"], **version)


class QuestionsPage(DetailView):
    """A version as visitors see or saw it."""

    template_name = "bookings/staff/screening.html"


screening_panels = ObjectList(
    [
        InlinePanel(
            "questions",
            panels=["text", "route", "advice"],
            heading=_("What may apply"),
            label=_("Question"),
            max_num=20,
            help_text=_(
                "Visitors tick what applies to them, or “None of these”. Take all questions out "
                "to ask nothing."
            ),
        )
    ],
    base_form_class=VersionForm,
)
consent_panels = ObjectList([FieldPanel("text")], base_form_class=VersionForm)
