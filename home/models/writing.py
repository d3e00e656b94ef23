"""What the practice looks out for in its own writing."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from home.content_checks.claims import Claim, is_readable, read_claims
from home.content_checks.default_claims import ENGLISH, default_claims, is_default

from .practice import PracticeSettings


class WritingForm(WagtailAdminModelForm):
    def __init__(self, *args, instance=None, **kwargs):
        if instance is not None:
            instance.speak(PracticeSettings.current().site_language)
        super().__init__(*args, instance=instance, **kwargs)


@register_setting(icon="edit")
class WritingSettings(BaseGenericSetting):
    """The rules of the content checks (home.content_checks)."""

    longest_sentence = models.PositiveSmallIntegerField(
        _("longest sentence"),
        default=30,
        validators=[MinValueValidator(10), MaxValueValidator(100)],
        help_text=_("In words. A longer one is pointed out in the editor."),
    )
    claims = models.TextField(
        _("words that may promise too much"),
        blank=True,
        default=ENGLISH,
        max_length=10_000,
        help_text=_(
            "One a line: the word, a colon, and what to write instead. Other endings of the "
            "word are found too, and “not” before it is understood."
        ),
    )

    # The practice's, once `speak` has said so.
    language = "en"

    base_form_class = WritingForm
    panels = ["claims", "longest_sentence"]

    class Meta:
        verbose_name = _("writing")
        verbose_name_plural = _("writing")

    def __str__(self):
        return str(self._meta.verbose_name)

    def clean(self):
        super().clean()
        for number, line in enumerate(self.claims.splitlines(), start=1):
            if not is_readable(line):
                message = _("Line %(number)s: enter the word, a colon and a suggestion.")
                raise ValidationError({"claims": message % {"number": number}}, code="claim")

    @classmethod
    def load(cls, request_or_site=None) -> "WritingSettings":
        """With the rules of the practice's language."""
        rules = super().load(request_or_site=request_or_site)
        rules.speak(PracticeSettings.load(request_or_site=request_or_site).site_language)
        return rules

    def speak(self, language: str) -> None:
        """Go by its grammar; a list that nobody has changed becomes the one of this language."""
        self.language = language
        if is_default(self.claims):
            self.claims = default_claims(language)

    def get_claims(self) -> list[Claim]:
        return read_claims(self.claims, self.language)
