import pytest

from bookings.contacts import are_alike, main_number, normalised_email, normalised_phone

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("01632 960001", "632960001"),
        ("+44 1632 960001", "632960001"),
        ("+44 (0)1632 960-001", "632960001"),
        ("01632 960 001 ext. 12", "632960001"),
        ("01632 960001; 01632 960002", "632960001"),
        ("01632 960001 / 01632 960002", "632960001"),
        ("030/1234567", "301234567"),
        ("٠١٦٣٢ ٩٦٠٠٠١", "632960001"),
        ("1234", ""),
        ("", ""),
        ("ring the bell", ""),
    ],
)
def test_normalised_phone(typed, compared):
    assert normalised_phone(typed) == compared


def test_main_number_keeps_the_stroke_behind_an_area_code():
    assert main_number("030/1234567") == "030/1234567"


@pytest.mark.parametrize(
    ("typed", "compared"),
    [(" Vera@Example.ORG ", "vera@example.org"), ("STRASSE@x.de", "strasse@x.de"), ("", "")],
)
def test_normalised_email(typed, compared):
    assert normalised_email(typed) == compared


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Vera Visitor", "vera  visitor", True),
        ("Visitor, Vera", "Vera Visitor", True),
        ("Zoë Müller", "Zoe Muller", True),
        ("Jon Smith", "John Smith", True),
        ("Tom Smith", "Tim Smith", False),
        ("Vera Visitor", "Vera", False),
        ("", "", False),
        ("—", "…", False),
        ("王小明", "王小明", True),
    ],
)
def test_names_are_alike(one, other, alike):
    assert are_alike(one, other) is alike
