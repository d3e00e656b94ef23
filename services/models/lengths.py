from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable


class ServiceLength(Orderable):
    """How long a session of a service can be, and what that costs (currency: the practice's)."""

    page = ParentalKey("services.ServicePage", on_delete=models.CASCADE, related_name="lengths")
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(5), MaxValueValidator(480)]
    )
    price = models.DecimalField(
        _("price"),
        max_digits=8,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0))],
    )

    panels = ["minutes", "price"]

    class Meta(Orderable.Meta):
        verbose_name = _("length and price")
        verbose_name_plural = _("lengths and prices")

    def __str__(self):
        return f"{self.minutes}"
