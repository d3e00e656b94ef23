from django.db import models
from django.utils.translation import gettext_lazy as _


class MailWording(models.Model):
    """The practice's own words for one kind of mail, in one language.

    A kind without a row is sent in the words it comes with (bookings.notifications.kinds).
    """

    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), max_length=4000)
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("wording of a mail")
        verbose_name_plural = _("wording of mails")
        default_permissions = ["change"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "language"], name="mail_wording_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"
