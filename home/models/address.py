"""Where the practice is, for envelopes, calendars and search engines."""

from babel import Locale
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

# Where a letter has the postcode after the town (Universal Postal Union, addressing systems).
POSTCODE_LAST = {"AU", "CA", "GB", "IE", "IN", "NZ", "SG", "US", "ZA"}


def country_choices() -> list[tuple[str, str]]:
    """Every country by its ISO 3166 code, in the language in force."""
    names = Locale.parse(to_locale(get_language() or settings.LANGUAGE_CODE)).territories
    found = [(code, name) for code, name in names.items() if len(code) == 2 and code.isalpha()]
    return sorted(found, key=lambda country: country[1])


class Address(models.Model):
    """A part of the practice's settings."""

    street_address = models.TextField(
        _("address"),
        max_length=400,
        blank=True,
        help_text=_("House and street as on an envelope, line by line."),
    )
    postal_code = models.CharField(_("postcode"), max_length=20, blank=True)
    town = models.CharField(_("town"), max_length=80, blank=True)
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        choices=country_choices,
        help_text=_("For search engines and maps."),
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Both numbers, as maps show them for your door, let search engines find it."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )

    place_panels = [
        FieldPanel("street_address"),
        FieldRowPanel(["postal_code", "town", "country"]),
        FieldRowPanel(["latitude", "longitude"]),
    ]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            raise ValidationError({missing: _("Enter both numbers, or neither.")})

    @property
    def address(self) -> str:
        """As on an envelope, in lines ("\\n"), without name and country."""
        parts = (self.town, self.postal_code)
        last = parts if self.country in POSTCODE_LAST else reversed(parts)
        return "\n".join(filter(None, [self.street_address, " ".join(filter(None, last))]))
