from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.models import ArticlePage
from home.models import area_choices

from ..domain.submission import Health, Submission, Wish
from ..models import ConsentText, Screening
from .consent import ConsentForm
from .fields import LineField, PhoneField, TextField
from .screening import APPLIES, ScreeningForm
from .when import WhenForm

NOTES_MAX_LENGTH: Final = 2000
# A visitor has no reason to fill in this one; it is out of sight and off the tab order.
HONEYPOT: Final = "website"


class RequestForm(ConsentForm, ScreeningForm, WhenForm):
    """What a visitor fills in to ask for a time of one service.

    Checked twice: before the check page and again when that page is sent.
    """

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
    # From the client's own page: domain.manage.make_proof.
    proof = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        consent_text: ConsentText,
        article: ArticlePage | None = None,
        screening: Screening | None = None,
        **kwargs: Any,
    ) -> None:
        """Of the other keywords see WhenForm."""
        super().__init__(data, **kwargs)
        self.article_page = article
        self.fields["areas"].choices = area_choices()
        self.ask_consent(consent_text)
        self.ask(screening)
        self.initial.setdefault("article", article.pk if article else "")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not (cleaned.get("email") or cleaned.get("phone")) and not (
            {"email", "phone"} & self.errors.keys()
        ):
            self.add_error("email", _("Enter an email address or a phone number"))
        self.check_consent(cleaned, needed=self._why_consent(cleaned))
        return cleaned

    def _why_consent(self, cleaned: dict[str, Any]) -> str:
        if self.cautions():
            return _(
                "Tick the box so that what you ticked under “Before you ask” may be stored, "
                "or ring the practice instead"
            )
        if cleaned.get("notes") or cleaned.get("areas"):
            return _(
                "Tick the box so that what you wrote about your health may be stored, or delete it"
            )
        return ""

    def submission(self, wishes: tuple[Wish, ...]) -> Submission:
        """What the valid form says, for the domain; its wishes as they were ranked."""
        cleaned = self.cleaned_data
        length = self.lengths[cleaned["minutes"]]
        areas = dict(self.fields["areas"].choices)
        return Submission(
            service=self.service,
            minutes=length.minutes,
            price=length.price,
            wishes=wishes,
            name=cleaned["name"],
            email=cleaned["email"],
            phone=cleaned["phone"],
            been_before={"yes": True, "no": False}.get(cleaned["been_before"]),
            health=Health(
                notes=cleaned["notes"],
                areas=tuple(areas[slug] for slug in cleaned["areas"]),
                cautions=tuple(row.text for row in self.cautions()),
                questions={name: str(self.fields[name].label) for name in self._health_fields()},
            ),
            screening=self.screening,
            article=self.article_page,
            language=translation.get_language() or "en",
        )

    def _health_fields(self) -> list[str]:
        return [name for name in (APPLIES, "notes", "areas") if name in self.fields]
