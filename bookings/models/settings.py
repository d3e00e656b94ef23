import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="calendar-check")
class BookingSettings(BaseGenericSetting):
    """How the practice answers requests: one row, edited in the admin, for all services.

    Hours and minutes are elapsed time, also over a change of the clocks.
    """

    offer_hold_hours = models.PositiveSmallIntegerField(
        _("hours that offered times are held"),
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(14 * 24)],
        help_text=_("Times you offer stay free for the client for this long, then lapse."),
    )
    request_expiry_days = models.PositiveSmallIntegerField(
        _("days after which an unanswered request lapses"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
        help_text=_("You and the client are both told."),
    )
    cancel_cutoff_hours = models.PositiveSmallIntegerField(
        _("hours before a visit until which a client may cancel freely"),
        default=24,
        validators=[MaxValueValidator(14 * 24)],
        help_text=_("A later cancellation is possible, and marked as late."),
    )
    undo_minutes = models.PositiveSmallIntegerField(
        _("minutes in which a client can undo a cancellation"),
        default=30,
        validators=[MaxValueValidator(24 * 60)],
        help_text=_("So long the time stays theirs."),
    )

    panels = [
        MultiFieldPanel(["offer_hold_hours", "request_expiry_days"], heading=_("Requests")),
        MultiFieldPanel(["cancel_cutoff_hours", "undo_minutes"], heading=_("Cancelling")),
    ]

    class Meta:
        verbose_name = _("Booking rules")
        default_permissions = ["change"]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def current(cls) -> "BookingSettings":
        """The rules, for code without a request."""
        return cls.load()

    @property
    def offer_hold(self) -> dt.timedelta:
        return dt.timedelta(hours=self.offer_hold_hours)

    @property
    def request_expiry(self) -> dt.timedelta:
        return dt.timedelta(days=self.request_expiry_days)

    @property
    def undo_time(self) -> dt.timedelta:
        return dt.timedelta(minutes=self.undo_minutes)
