from django.db import models
from django.utils.translation import gettext_lazy as _

from .practitioner import Practitioner


class FeedLevel(models.TextChoices):
    BUSY = "busy", _("Only when busy")
    INITIALS = "initials", _("With initials")
    FULL = "full", _("With names and services")


class CalendarFeed(models.Model):
    """A secret address at which a calendar program reads a practitioner's diary.

    One for each level of detail, so that each can go to somebody else. Of the address only a
    hash is kept: whoever has lost it makes a new one, which ends the old.
    """

    practitioner = models.ForeignKey(
        Practitioner, on_delete=models.CASCADE, related_name="feeds", db_index=False
    )
    level = models.CharField(_("shows"), max_length=8, choices=FeedLevel)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("since"))
    last_fetched_at = models.DateTimeField(_("last read"), null=True, blank=True)

    class Meta:
        ordering = ["practitioner", "level"]
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        default_permissions = ["change"]
        constraints = [
            models.UniqueConstraint(fields=["practitioner", "level"], name="feed_once_a_level")
        ]

    def __str__(self) -> str:
        return f"{self.practitioner} · {self.get_level_display()}"
