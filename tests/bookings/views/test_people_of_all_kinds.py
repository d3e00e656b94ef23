"""Names, addresses and words of all kinds get through the form as they were typed (row 30)."""

import datetime as dt

import pytest
import time_machine

from bookings.models import BookingRequest, HealthAnswers
from tests.bookings.views.conftest import NOW

pytestmark = pytest.mark.django_db

NAMES = [
    "O’Brien",
    "O'Brien-Smith",
    "Zoë Müller-Lüdenscheidt",
    "Nguyễn Thị Minh Khai",
    "李小龍",
    "محمد الفاتح",
    "דוד בן־גוריון",
    "Ζωή",
    "Ян",
    "X",
    "Anna 🙂",
    "Null",
    "Robert'); DROP TABLE students;--",
    "M" * 200,
]
EMAILS = [
    "vera+tag@example.org",
    "o'brien@example.org",
    "v@sub.domain.example.org",
    "VERA.Visitor@Example.ORG",
    "a_b-c.d%e@example.museum",
    "1234567890@example.org",
]
PHONES = ["+44 (0)1632 960-001", "030/123456", "555-0100 ext. 12", "01632 960001"]
NOTES = ["Since “spring” – 50 % worse; <left> & right\nÜber Nacht: 痛み 🤕", "x" * 2000]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("name", name) for name in NAMES),
        *(("email", email) for email in EMAILS),
        *(("phone", phone) for phone in PHONES),
    ],
)
def test_it_is_stored_as_it_was_typed(visitor, form_url, answers, field, value):
    asked = _send(visitor, form_url, answers | {field: value})

    assert getattr(asked, field) == value


@pytest.mark.parametrize("notes", NOTES)
def test_notes_are_stored_as_they_were_typed(visitor, form_url, answers, notes):
    _send(visitor, form_url, answers | {"notes": notes})

    assert HealthAnswers.objects.get().answers["notes"] == notes


def _send(visitor, form_url, answers) -> BookingRequest:
    visitor.open(form_url).send(**answers)
    assert visitor.response.status_code == 200, visitor.errors
    # As long as somebody looks at the check page.
    with time_machine.travel(NOW + dt.timedelta(seconds=30), tick=False):
        visitor.send()
    assert visitor.response.status_code == 303
    return BookingRequest.objects.get()
