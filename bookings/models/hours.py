from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from ..times import WEEKDAYS, range_words
from .practitioner import Practitioner


class OpeningHours(models.Model):
    """A range of a weekday in which one practitioner treats: wall-clock in the practice's zone.

    A weekday may have several; those that touch are one. `anchor` says which weeks are meant
    where it is every n weeks: the week of that date, and every nth from it.
    """

    practitioner = ParentalKey(Practitioner, on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField(_("day"), choices=list(WEEKDAYS.items()))
    start = models.TimeField(_("from"))
    end = models.TimeField(_("until"))
    valid_from = models.DateField(
        _("first day"), null=True, blank=True, help_text=_("Left empty: since always.")
    )
    valid_until = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Left empty: until further notice.")
    )
    every_n_weeks = models.PositiveSmallIntegerField(
        _("every how many weeks"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(8)],
        help_text=_("1 is every week, 2 every other week."),
    )
    anchor = models.DateField(
        _("a day in a week that counts"),
        null=True,
        blank=True,
        help_text=_("Only for every second, third … week: any day of a week in which you work."),
    )

    class Meta:
        ordering = ["weekday", "start"]
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        # Edited with their practitioner.
        default_permissions = []
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="hours_start_before_end"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="hours_weekday"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=F("valid_until")),
                name="hours_valid_in_order",
            ),
            models.CheckConstraint(
                condition=Q(every_n_weeks=1) | Q(every_n_weeks__gt=1, anchor__isnull=False),
                name="hours_nth_week_has_anchor",
            ),
        ]

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday]}, {range_words(self.start, self.end)}"
