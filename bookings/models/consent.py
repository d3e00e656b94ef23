from django.db import models
from django.utils.translation import gettext_lazy as _

from .request import BookingRequest


class ConsentText(models.Model):
    """The wording under the consent box. A new wording is a new version; a used one stays."""

    version = models.PositiveIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=10, default="en")
    text = models.TextField(_("text"), max_length=500)
    published_at = models.DateTimeField(_("published"))

    class Meta:
        ordering = ["-version"]
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        default_permissions = ["add", "view"]
        constraints = [
            models.UniqueConstraint(fields=["language", "version"], name="consent_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.version}"


class ConsentRecord(models.Model):
    """That a client agreed, to exactly which words, and when."""

    request = models.OneToOneField(BookingRequest, on_delete=models.CASCADE, related_name="consent")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("given"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        default_permissions = ["view"]

    def __str__(self) -> str:
        return f"{self.text} {self.given_at:%Y-%m-%d}"
