from decimal import Decimal

import pytest
from django.utils.translation import override

from home.templatetags.practice_tags import price, tel, tel_link


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        ("95.00", "GBP", "£95"),
        ("72.50", "GBP", "£72.50"),
        ("1200", "EUR", "€1,200"),
        ("0.00", "GBP", "£0"),
        ("9000.00", "JPY", "¥9,000"),
    ],
)
def test_price_is_written_without_needless_decimals(amount, currency, written):
    assert price(Decimal(amount), currency) == written


def test_price_follows_the_language_of_the_page():
    with override("de"):
        assert [price(Decimal(amount), "EUR") for amount in ("95.00", "72.50")] == [
            "95\xa0€",
            "72,50\xa0€",
        ]


@pytest.mark.parametrize(
    ("phone", "address"),
    [
        ("+44 1632 960 001", "tel:+441632960001"),
        ("01632 (960) 001", "tel:01632960001"),
        ("01632-960-001", "tel:01632960001"),
    ],
)
def test_phone_number_becomes_an_address_that_rings(phone, address):
    assert tel(phone) == address


def test_phone_number_in_a_sentence_is_a_link_and_escapes_what_was_typed():
    assert tel_link("01632 <960> 001") == ('<a href="tel:01632960001">01632 &lt;960&gt; 001</a>')
