from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .encrypted import EncryptedJSONField
from .request import BookingRequest


class RequestNote(models.Model):
    """What somebody at the practice noted about a request, for colleagues only. Append-only.

    `text` is {"text": str}. It is encrypted, because a note says about health what it should
    not; it is in no mail, list, log or search. Written and read by bookings.domain.notes.
    """

    request = models.ForeignKey(BookingRequest, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("when"))
    text = EncryptedJSONField()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("private note")
        verbose_name_plural = _("private notes")
        default_permissions = []

    def __str__(self) -> str:
        return f"#{self.pk}"
