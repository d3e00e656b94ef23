import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from bookings.forms.fields import DayField, LineField, PhoneField, TextField, parse_day


@pytest.mark.parametrize(
    "name",
    ["O'Brien", "Zoë Müller-Lüdenscheidt", "李小龍", "محمد", "Anna 🙂", "x" * 200, "a, b & c"],
)
def test_line_field_takes_every_name(name):
    assert LineField(max_length=200).clean(name) == name


@pytest.mark.parametrize(
    "name", ["a\x00b", "a\r\nBcc: x@example.org", "a\x1b[31m", "a\x7f", "a\x85b"]
)
def test_line_field_refuses_control_characters(name):
    with pytest.raises(ValidationError):
        LineField().clean(name)


def test_line_field_refuses_lone_surrogates():
    with pytest.raises(ValidationError) as refused:
        LineField().clean("a\ud800b")

    assert refused.value.code == "control"


def test_text_field_keeps_its_lines():
    assert TextField().clean("one\r\ntwo\tthree") == "one\r\ntwo\tthree"


@pytest.mark.parametrize(
    "phone",
    ["01632 960 001", "+44 (0)1632 960-001", "030/123456", "555-0100 ext. 12", "555 0100 x3"],
)
def test_phone_field_keeps_what_was_typed(phone):
    assert PhoneField().clean(phone) == phone


@pytest.mark.parametrize("phone", ["12345", "call me", "0163296000a", "ext 123456"])
def test_phone_field_refuses_what_nobody_can_ring(phone):
    with pytest.raises(ValidationError) as refused:
        PhoneField().clean(phone)

    assert refused.value.message.startswith("Enter a phone number, such as")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("2026-11-21", "Saturday 21 November 2026 has passed. Choose a later day"),
        (
            "2026-11-22",
            "Sunday 22 November 2026 is too soon. Choose Monday 23 November 2026 or later",
        ),
        (
            "2027-01-22",
            "Friday 22 January 2027 is too far ahead. Choose Thursday 21 January 2027 or earlier",
        ),
        (
            "9999-12-31",
            "Friday 31 December 9999 is too far ahead. Choose Thursday 21 January 2027 or earlier",
        ),
        ("10000-01-01", "Choose a day from the list"),
        ("2027-02-30", "Choose a day from the list"),
        ("20261201", "Choose a day from the list"),
        ("2026-W49-1", "Choose a day from the list"),
        ("tomorrow", "Choose a day from the list"),
        ("٢٠٢٦-١٢-٠١", "Choose a day from the list"),
    ],
)
def test_day_field_says_what_is_wrong_with_a_day(value, message):
    field = DayField(
        today=dt.date(2026, 11, 22),
        earliest=dt.date(2026, 11, 23),
        latest=dt.date(2027, 1, 21),
        choices=[("any", "Any day")],
    )

    with pytest.raises(ValidationError) as refused:
        field.clean(value)

    assert refused.value.messages == [message]


def test_day_field_takes_any_day_within_its_bounds():
    field = DayField(
        today=dt.date(2026, 11, 22),
        earliest=dt.date(2026, 11, 23),
        latest=dt.date(2027, 1, 21),
        choices=[("any", "Any day")],
    )

    taken = [field.clean(value) for value in ("any", "2026-11-23", "2027-01-21")]

    assert taken == ["any", "2026-11-23", "2027-01-21"]


def test_parse_day_gives_a_date_or_nothing():
    assert parse_day("2028-02-29") == dt.date(2028, 2, 29)
    assert parse_day("2027-02-29") is None
