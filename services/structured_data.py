"""Services in the words of schema.org."""

from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_symbol
from django.utils.translation import ngettext

from home.findable.schema import Node, filled, item_list_node, practice_id, reference


def service_node(page: Any, head: Any) -> Node:
    """One session with an offer for each of its lengths; prices are numbers, without a sign."""
    return filled(
        {
            "@type": "Service",
            "@id": f"{head.url}#service",
            "name": page.title,
            "description": head.description,
            "url": head.url,
            "image": head.picture and head.picture.url,
            "provider": reference(practice_id(head.site_url)),
            "offers": [
                {
                    "@type": "Offer",
                    "name": _length(length.minutes),
                    "price": plain_number(length.price),
                    "priceCurrency": head.practice.currency,
                    "url": head.url,
                }
                for length in page.lengths.all()
            ],
        }
    )


def services_node(services: Any, head: Any) -> Node | None:
    return item_list_node(head.url, [(one.title, one.full_url) for one in services])


def price_range(prices: list[Decimal], currency: str) -> str:
    """“£48–£95”, or “£48” where all are the same; "" without any. The same in every language."""
    sign = get_currency_symbol(currency, locale="en")
    space = " " if sign[-1:].isalpha() else ""
    ends = sorted({min(prices), max(prices)}) if prices else []
    return "–".join(f"{sign}{space}{plain_number(end)}" for end in ends)


def plain_number(price: Decimal) -> str:
    """“68” or “72.50”."""
    return f"{price:.0f}" if price == price.to_integral_value() else f"{price:.2f}"


def _length(minutes: int) -> str:
    words = ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes)
    return words % {"minutes": minutes}
