import smtplib

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError

from bookings.models import InterestCount
from site_project.watching.mistakes import told, words_of

CANARY = "canary-4711"


@pytest.mark.once
@pytest.mark.parametrize(
    "error",
    [
        ValueError(CANARY),
        KeyError(CANARY),
        ValidationError(CANARY),
        RuntimeError(CANARY),
        FileNotFoundError(2, "No such file or directory", f"/media/{CANARY}"),
        smtplib.SMTPRecipientsRefused({f"{CANARY}@example.org": (550, b"no such user")}),
        UnicodeEncodeError("ascii", CANARY, 0, 1, "ordinal not in range"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_an_error_quotes_is_not_told(error):
    assert CANARY not in told(error)
    assert type(error).__name__ in told(error)


@pytest.mark.once
@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OperationalError("no such table: home_job"), "no such table: home_job"),
        (IntegrityError(f"violates “x”\nDETAIL:  Failing row contains ({CANARY}"), "violates “x”"),
        (AttributeError("no attribute 'x'"), "no attribute 'x'"),
        (OSError(28, "No space left on device"), "No space left on device"),
        (RuntimeError("anything"), ""),
    ],
)
def test_what_is_about_the_site_is_told(error, words):
    assert words_of(error) == words


@pytest.mark.once
def test_error_is_told_with_its_causes_and_places():
    def fails():
        raise ValueError(CANARY)

    try:
        try:
            fails()
        except ValueError as error:
            raise AttributeError("one thing led to another") from error
    except AttributeError as error:
        lines = told(error).splitlines()

    assert lines[1].endswith(" fails: raise ValueError(CANARY)")
    assert lines[2] == "ValueError"
    assert lines[-1] == "AttributeError: one thing led to another"
    assert __file__ in lines[0]


@pytest.mark.once
def test_errors_that_lead_to_each_other_come_to_an_end():
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one
    assert told(one).splitlines() == ["KeyError", "ValueError"]


@pytest.mark.django_db
def test_row_that_the_database_refused_is_not_quoted():
    """PostgreSQL says the whole row, over several lines if need be."""
    number = InterestCount(month="2026-11-01", article=f"x\n{CANARY}", count=-1)
    with pytest.raises(IntegrityError) as refused:
        number.save()
    assert CANARY not in told(refused.value)
    assert "IntegrityError: " in told(refused.value)
