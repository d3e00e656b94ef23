"""How long ago something was, in the words of a language."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from home.ages import ago_words, left_words

NON_BREAKING = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "age", "words"),
    [
        ("en", dt.timedelta(seconds=50), "just now"),
        ("en", dt.timedelta(minutes=2, seconds=5), "2 minutes ago"),
        ("en", dt.timedelta(days=1, hours=3), "1 day ago"),
        ("de", dt.timedelta(seconds=50), "gerade eben"),
        ("de", dt.timedelta(hours=1, minutes=3), "vor 1 Stunde"),
        ("de", dt.timedelta(days=2, hours=3), "vor 2 Tagen"),
        ("de", dt.timedelta(days=800), "vor 2 Jahren"),
    ],
)
def test_age_is_said_in_one_unit_and_in_the_right_case(language, age, words):
    with translation.override(language):
        said = ago_words(timezone.now() - age)
    assert said.replace(NON_BREAKING, " ") == words


@pytest.mark.parametrize(("language", "words"), [("en", "3 days"), ("de", "3 Tagen")])
def test_what_is_ahead_goes_on_from_in(language, words):
    now = timezone.now()
    with translation.override(language):
        said = left_words(now + dt.timedelta(days=3, hours=2), now)
    assert said.replace(NON_BREAKING, " ") == words
