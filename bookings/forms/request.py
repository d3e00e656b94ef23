import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from blog.models import ArticlePage
from home.models import PainArea, PracticeSettings
from home.templatetags.practice_tags import price
from services.models import ServicePage

from ..domain.submission import Health, Submission
from ..models import ConsentText
from .fields import LineField, PhoneField, TextField
from .public import PublicForm
from .wishes import RANKS, clean_wishes, wish_fields

NOTES_MAX_LENGTH: Final = 2000
# A visitor has no reason to fill in this one; it is out of sight and off the tab order.
HONEYPOT: Final = "website"


class RequestForm(PublicForm):
    """What a visitor fills in to ask for a time of one service.

    Checked twice: before the check page and again when that page is sent.
    """

    minutes = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose how long you want to stay"),
            "invalid_choice": gettext_lazy("Choose one of the lengths in the list"),
        },
    )
    any_time = forms.BooleanField(label=gettext_lazy("Any time is fine"), required=False)
    name = LineField(
        label=gettext_lazy("Full name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
        error_messages={
            "required": gettext_lazy("Enter your full name"),
            "max_length": gettext_lazy("Enter a name of at most 200 characters"),
        },
    )
    email = forms.EmailField(
        label=gettext_lazy("Email address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "invalid": gettext_lazy("Enter an email address like name@example.org"),
            "max_length": gettext_lazy("Enter an email address of at most 254 characters"),
        },
    )
    phone = PhoneField(
        label=gettext_lazy("Phone number"),
        required=False,
        max_length=40,
        error_messages={
            "max_length": gettext_lazy("Enter a phone number of at most 40 characters")
        },
    )
    been_before = forms.ChoiceField(
        label=gettext_lazy("Have you been here before? (optional)"),
        required=False,
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Choose “Yes” or “No”")},
    )
    notes = TextField(
        label=gettext_lazy("What is going on? (optional)"),
        help_text=gettext_lazy("Where it hurts, since when, and anything a doctor has told you."),
        required=False,
        max_length=NOTES_MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "max_length": gettext_lazy(
                "Shorten what is going on to %(limit_value)d characters; it has %(show_value)d"
            )
        },
    )
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("Where does it hurt? (optional)"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Choose areas from the list")},
    )
    consent = forms.BooleanField(required=False)
    website = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    article = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        service: ServicePage,
        practice: PracticeSettings,
        consent_text: ConsentText,
        article: ArticlePage | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.service, self.article_page = service, article
        self.lengths = {str(length.minutes): length for length in service.lengths.all()}
        self._set_lengths(practice)
        self._set_wishes(practice)
        self._set_areas(PainArea.objects.all())
        self._set_consent(consent_text)
        self.initial.setdefault("article", article.pk if article else "")

    def _set_lengths(self, practice: PracticeSettings) -> None:
        field = self.fields["minutes"]
        field.label = _("How long?")
        field.choices = [
            (
                value,
                ngettext(
                    "%(count)d minute, %(price)s", "%(count)d minutes, %(price)s", length.minutes
                )
                % {"count": length.minutes, "price": price(length.price, practice.currency)},
            )
            for value, length in self.lengths.items()
        ]
        if len(self.lengths) == 1:
            self.initial.setdefault("minutes", next(iter(self.lengths)))

    def _set_wishes(self, practice: PracticeSettings) -> None:
        now = timezone.now()
        today = timezone.localdate(now, practice.zone)
        notice = dt.timedelta(hours=self.service.minimum_notice_hours)
        typed = self.data if self.is_bound else self.initial
        fields = wish_fields(
            today=today,
            earliest=timezone.localdate(now + notice, practice.zone),
            latest=today + dt.timedelta(days=self.service.horizon_days),
            typed={name: typed.get(name) or "" for name in _wish_names()},
        )
        self.fields |= fields
        # In the order of the page, which is also that of the error summary.
        self.order_fields(["minutes", *fields])

    def _set_areas(self, areas: QuerySet[PainArea]) -> None:
        self.fields["areas"].choices = [(area.slug, area.name) for area in areas]

    def _set_consent(self, consent_text: ConsentText) -> None:
        # The box carries the version of its words: what was agreed to is what was read.
        self.consent_text = consent_text
        self.fields["consent"].label = consent_text.text
        version = str(consent_text.version)
        self.fields["consent"].widget.attrs["value"] = version
        # A tick for earlier words is none for these; as a bool it brings no value of its own.
        self.initial["consent"] = self.initial.get("consent") == version

    @property
    def wishes(self) -> Iterator[dict[str, Any]]:
        """The rows of the first fieldset, for the template."""
        words = {
            1: _("First choice"),
            2: _("Second choice (optional)"),
            3: _("Third choice (optional)"),
        }
        for rank in RANKS:
            yield {
                "legend": words[rank],
                "day": self[f"wish_{rank}_day"],
                "part": self[f"wish_{rank}_part"],
            }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["wishes"] = clean_wishes(self)
        if not (cleaned.get("email") or cleaned.get("phone")) and not (
            {"email", "phone"} & self.errors.keys()
        ):
            self.add_error("email", _("Enter an email address or a phone number"))
        self._check_consent(cleaned)
        return cleaned

    def _check_consent(self, cleaned: dict[str, Any]) -> None:
        said_something = cleaned.get("notes") or cleaned.get("areas")
        if cleaned.get("consent"):
            if self.data.get("consent") != str(self.consent_text.version):
                self.add_error(
                    "consent",
                    _("The words beside this box have changed. Read them and tick it again"),
                )
        elif said_something:
            self.add_error(
                "consent",
                _(
                    "Tick the box so that what you wrote about your health may be stored, "
                    "or delete it"
                ),
            )

    def submission(self) -> Submission:
        """What the valid form says, for the domain."""
        cleaned = self.cleaned_data
        length = self.lengths[cleaned["minutes"]]
        areas = dict(self.fields["areas"].choices)
        return Submission(
            service=self.service,
            minutes=length.minutes,
            price=length.price,
            wishes=cleaned["wishes"],
            name=cleaned["name"],
            email=cleaned["email"],
            phone=cleaned["phone"],
            been_before={"yes": True, "no": False}.get(cleaned["been_before"]),
            health=Health(
                notes=cleaned["notes"],
                areas=tuple(areas[slug] for slug in cleaned["areas"]),
                questions={name: str(self.fields[name].label) for name in ("notes", "areas")},
            ),
            article=self.article_page,
            language=translation.get_language() or "en",
        )


def _wish_names() -> Iterable[str]:
    return (f"wish_{rank}_{what}" for rank in RANKS for what in ("day", "part"))
