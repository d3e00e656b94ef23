import pytest

from bookings.models import BookingRequest
from bookings.staff.contact import dialled, links


@pytest.mark.parametrize(
    ("phone", "number"),
    [
        ("01632 960 001", "01632960001"),
        ("+44 (0)1632 960-001", "+441632960001"),
        ("(01632) 960001 ext. 12", "01632960001"),
        ("01632 960001 x12", "01632960001"),
        ("01632 960001; 01632 960002", "01632960001"),
        ("tel:01632 960001", "01632960001"),
        ("", ""),
    ],
)
def test_dialled_number(phone, number):
    assert dialled(phone) == number


def test_links_for_a_client_with_both():
    request = BookingRequest(
        phone="01632 960001", email="o'brien+x@example.org", reference="BCD-FGH"
    )

    assert [link.url for link in links(request)] == [
        "tel:01632960001",
        "sms:01632960001",
        "mailto:o%27brien+x@example.org?subject=Your%20request%20BCD-FGH",
    ]


def test_links_for_a_client_without_email():
    assert [str(link.verb) for link in links(BookingRequest(phone="01632960001"))] == [
        "Call",
        "Text",
    ]
