import datetime as dt
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.contrib.settings.models import register_setting

from home.models.remembered import RememberedSetting

# Months. Records of treatment are kept for ten years in some countries, and for longer in others.
LONGEST_KEPT: Final = 30 * 12


@register_setting(icon="calendar-check")
class BookingSettings(RememberedSetting):
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

    client_moves = models.PositiveSmallIntegerField(
        _("times that a client may move a visit"),
        default=2,
        validators=[MaxValueValidator(20)],
        help_text=_(
            "On their own page, to a free time, until the hour after which cancelling is late. "
            "0: they ring or write instead."
        ),
    )
    reminder_hours = models.PositiveSmallIntegerField(
        _("hours before a visit at which a reminder is sent"),
        default=48,
        validators=[MaxValueValidator(14 * 24)],
        help_text=_("Early enough to cancel freely, or it comes too late. 0: no reminders."),
    )
    aftercare_hours = models.PositiveSmallIntegerField(
        _("hours after a visit at which the exercises are sent"),
        default=2,
        validators=[MaxValueValidator(7 * 24)],
        help_text=_(
            "A link to the client’s own page, with the exercises for what you treated. 0: none."
        ),
    )
    offer_freed_times = models.BooleanField(
        _("offer times that come free to the waiting list"),
        default=True,
        help_text=_("To one person at a time, whoever has waited longest first."),
    )
    waitlist_hold_hours = models.PositiveSmallIntegerField(
        _("hours that such a time is held"),
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(7 * 24)],
        help_text=_("Then it goes to the next. Nobody is hurried in the night."),
    )
    keep_health_months = models.PositiveSmallIntegerField(
        _("months that what is said about health is kept"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_KEPT)],
        help_text=_(
            "After the visit, or after the request came to nothing. Health answers, replies, "
            "private notes and areas treated are deleted then."
        ),
    )
    keep_requests_months = models.PositiveSmallIntegerField(
        _("months that requests without a visit are kept"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_KEPT)],
        help_text=_("After they were closed. Then only what the reports count is left."),
    )
    keep_clients_months = models.PositiveSmallIntegerField(
        _("months that clients and their visits are kept"),
        default=36,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_KEPT)],
        help_text=_("After their last visit. Then only what the reports count is left."),
    )
    keep_log_months = models.PositiveSmallIntegerField(
        _("months that the log is kept"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_KEPT)],
        help_text=_("Who did what, and mails about nobody’s request."),
    )

    panels = [
        MultiFieldPanel(["offer_hold_hours", "request_expiry_days"], heading=_("Requests")),
        MultiFieldPanel(
            ["cancel_cutoff_hours", "undo_minutes", "client_moves"],
            heading=_("Cancelling and moving"),
        ),
        MultiFieldPanel(["reminder_hours", "aftercare_hours"], heading=_("Before and after")),
        MultiFieldPanel(["offer_freed_times", "waitlist_hold_hours"], heading=_("Waiting list")),
        MultiFieldPanel(
            [
                "keep_health_months",
                "keep_requests_months",
                "keep_clients_months",
                "keep_log_months",
            ],
            heading=_("What is kept, and how long"),
        ),
    ]

    class Meta:
        verbose_name = _("Booking rules")
        default_permissions = ["change"]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def clean(self) -> None:
        super().clean()
        if 0 < self.reminder_hours <= self.cancel_cutoff_hours:
            raise ValidationError(
                {
                    "reminder_hours": _(
                        "Enter more hours than those until which a client may cancel freely "
                        "(%(hours)s), or 0 for no reminders."
                    )
                    % {"hours": self.cancel_cutoff_hours}
                }
            )
        # The log says when a request was closed.
        needed = max(self.keep_health_months, self.keep_requests_months)
        if self.keep_log_months < needed:
            words = _("Enter at least %(months)s: the log says since when requests are closed.")
            raise ValidationError({"keep_log_months": words % {"months": needed}})

    @property
    def offer_hold(self) -> dt.timedelta:
        return dt.timedelta(hours=self.offer_hold_hours)

    @property
    def request_expiry(self) -> dt.timedelta:
        return dt.timedelta(days=self.request_expiry_days)

    @property
    def undo_time(self) -> dt.timedelta:
        return dt.timedelta(minutes=self.undo_minutes)

    @property
    def reminder_time(self) -> dt.timedelta:
        return dt.timedelta(hours=self.reminder_hours)

    @property
    def aftercare_time(self) -> dt.timedelta:
        return dt.timedelta(hours=self.aftercare_hours)

    @property
    def waitlist_hold(self) -> dt.timedelta:
        return dt.timedelta(hours=self.waitlist_hold_hours)

    def on_time_until(self, start: dt.datetime) -> dt.datetime:
        """Until when a client's change of a visit from `start` is not late."""
        return start - dt.timedelta(hours=self.cancel_cutoff_hours)
