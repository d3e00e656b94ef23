from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable


class ScreeningOutcome(models.TextChoices):
    CLEAN = "clean", _("Nothing applies")
    CAUTION = "caution", _("Something applies: read it before confirming")
    # The same for everybody who withdraws: it says nothing of what had been answered.
    ASK = "ask", _("Consent withdrawn: ask again before treating")


class Route(models.TextChoices):
    """Where an answer leads. Questions route; they never diagnose."""

    URGENT = "urgent", _("Get help now: no request is taken")
    CAUTION = "caution", _("The request comes in, flagged")


class Screening(ClusterableModel):
    """The red-flag questions of the request form, as a version. A published one never changes."""

    version = models.PositiveIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=10, default="en")
    published_at = models.DateTimeField(_("published"))

    class Meta:
        ordering = ["-version"]
        verbose_name = _("set of safety questions")
        verbose_name_plural = _("safety questions")
        default_permissions = ["add", "view"]
        constraints = [
            models.UniqueConstraint(fields=["language", "version"], name="screening_version_once")
        ]

    def __str__(self) -> str:
        words = {"version": self.version, "language": self.language}
        return gettext("Safety questions, version %(version)s (%(language)s)") % words


class ScreeningQuestion(Orderable):
    """One thing that a visitor can tick, and where that leads."""

    screening = ParentalKey(Screening, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(
        _("what may apply"),
        max_length=200,
        help_text=_("Such as “A sudden headache, the worst of my life”."),
    )
    route = models.CharField(_("leads to"), max_length=7, choices=Route)
    advice = models.TextField(
        _("what to do then"),
        max_length=600,
        blank=True,
        help_text=_("Shown at once to whoever ticks it."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("safety question")
        verbose_name_plural = _("safety questions")
        default_permissions = []

    def __str__(self) -> str:
        return self.text
