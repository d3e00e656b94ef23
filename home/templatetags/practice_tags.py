"""How prices and phone numbers are written."""

from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.numbers import format_currency
from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, to_locale

register = template.Library()


@register.filter
def price(amount: Decimal, currency: str) -> str:
    """`95.00` and "GBP" as "£95", `72.50` as "£72.50", as the language of the page writes it."""
    return _written(amount, currency, get_language() or settings.LANGUAGE_CODE)


@lru_cache(256)
def _written(amount: Decimal, currency: str, language: str) -> str:
    locale = Locale.parse(to_locale(language))
    if amount != amount.to_integral_value():
        return format_currency(amount, currency, locale=locale)
    pattern = locale.currency_formats["standard"].pattern.replace("0.00", "0")
    return format_currency(amount, currency, format=pattern, locale=locale, currency_digits=False)


@register.filter
def tel(phone: str) -> str:
    """The address of a link that rings: "+44 1632 960 001" as "tel:+441632960001"."""
    digits = "".join(character for character in phone if character.isdigit())
    return f"tel:+{digits}" if phone.strip().startswith("+") else f"tel:{digits}"


@register.filter
def tel_link(phone: str) -> SafeString:
    """The number as a link that rings, for the middle of a translated sentence."""
    return format_html('<a href="{}">{}</a>', tel(phone), phone)
