"""What the practice looks out for in its own writing."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from home.content_checks.claims import Claim, is_readable, read_claims

# In many countries advertising may not promise that a treatment heals (in the United Kingdom
# CAP Code 12.1 and 12.2, in Germany § 3 HWG).
DEFAULT_CLAIMS = """\
cure: Say what it may do, such as “may ease”.
heal: Say what it may do, such as “may help you recover”.
guarantee: Say what clients often notice.
diagnose: Say what you look for; a diagnosis is a doctor's.
diagnosis: Say what you look for; a diagnosis is a doctor's.
miracle: Say what happens in a session.
permanent: Say how long it lasted for some.
proven: Name the study, or say “some studies suggest”.
pain-free: Say “less pain”.
detox: Leave it out; muscles hold no toxins to be rubbed away.
toxins: Leave it out; muscles hold no toxins to be rubbed away.
"""


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
        default=DEFAULT_CLAIMS,
        max_length=10_000,
        help_text=_(
            "One a line: the word, a colon, and what to write instead. Other endings of the "
            "word are found too, and “not” before it is understood."
        ),
    )

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

    def get_claims(self) -> list[Claim]:
        return read_claims(self.claims)
