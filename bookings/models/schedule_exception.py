from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..querysets import ScheduleExceptionQuerySet
from ..times import days_words, range_words
from .practitioner import Practitioner


class ExceptionKind(models.TextChoices):
    CLOSED = "closed", _("Closed")
    EXTRA = "extra", _("Open in addition")


class ScheduleException(models.Model):
    """Days, or a part of each of them, on which the opening hours don't hold.

    Dates are inclusive, times are wall-clock in the practice's zone and hold on each of the
    days; without times the whole days are meant. A closure beats an extra opening. Without a
    practitioner it is for everybody.
    """

    practitioner = models.ForeignKey(
        Practitioner,
        verbose_name=_("for"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="exceptions",
        help_text=_("Left empty: for the whole practice."),
    )
    kind = models.CharField(
        _("what"), max_length=6, choices=ExceptionKind, default=ExceptionKind.CLOSED
    )
    date_from = models.DateField(_("first day"))
    date_until = models.DateField(_("last day"))
    time_from = models.TimeField(_("from"), null=True, blank=True)
    time_until = models.TimeField(_("until"), null=True, blank=True)
    yearly = models.BooleanField(
        _("every year"), default=False, help_text=_("Such as Christmas: on the same dates.")
    )
    public_note = models.CharField(
        _("note for visitors"),
        max_length=200,
        blank=True,
        help_text=_("Such as “On holiday”. Shown where times are listed."),
    )
    private_note = models.CharField(_("note for the practice"), max_length=500, blank=True)

    objects = ScheduleExceptionQuerySet.as_manager()

    class Meta:
        ordering = ["date_from", "time_from", "pk"]
        verbose_name = _("closure or extra opening")
        verbose_name_plural = _("closures and extra openings")
        indexes = [models.Index(fields=["date_until"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(date_from__lte=F("date_until")), name="exception_dates_in_order"
            ),
            models.CheckConstraint(
                condition=Q(time_from__isnull=True, time_until__isnull=True)
                | Q(
                    # A comparison with nothing is not false to a CHECK.
                    time_from__isnull=False,
                    time_until__isnull=False,
                    time_from__lt=F("time_until"),
                ),
                name="exception_times_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ExceptionKind.EXTRA) | Q(time_from__isnull=False),
                name="exception_extra_has_times",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.when}"

    @property
    def when(self) -> str:
        """“Thursday 24 December 2026 – Friday 1 January 2027, 9:00–12:00”."""
        days = days_words(self.date_from, self.date_until)
        if self.time_from is None or self.time_until is None:
            return days
        return f"{days}, {range_words(self.time_from, self.time_until)}"
