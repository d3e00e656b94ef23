"""A line on every page between two days: holidays, "fully booked until …"."""

from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel


class NoticeBanner(models.Model):
    """Fields of the practice. Whoever inherits says in `zone` where its days begin and end."""

    notice_text = models.CharField(
        _("notice"),
        max_length=255,
        blank=True,
        help_text=_(
            'Shown at the top of every page, such as "I am away from 1 to 14 August and answer '
            'requests when I am back."'
        ),
    )
    notice_from = models.DateField(
        _("first day"), null=True, blank=True, help_text=_("Left empty, it is shown at once.")
    )
    notice_until = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("Left empty, it is shown until you delete it."),
    )

    notice_panel = MultiFieldPanel(
        ["notice_text", FieldRowPanel(["notice_from", "notice_until"])], heading=_("Notice")
    )
    zone: ZoneInfo

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.notice_from and self.notice_until and self.notice_until < self.notice_from:
            raise ValidationError(
                {"notice_until": _("Enter the first day or a later one.")}, code="order"
            )

    @property
    def current_notice(self) -> str:
        """The notice, on its days; empty on all others."""
        today = timezone.localdate(timezone=self.zone)
        begun = self.notice_from is None or self.notice_from <= today
        over = self.notice_until is not None and self.notice_until < today
        return self.notice_text if begun and not over else ""
