import pytest

from home.findable.head import locale_of
from home.findable.words import cut_at_word, title_with

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("text", "longest", "cut"),
    [
        ("Short.", 10, "Short."),
        ("Exactly 10", 10, "Exactly 10"),
        ("Two words here", 10, "Two words…"),
        ("One, two, three", 10, "One, two…"),
        ("  Lines\n\nare   one ", 20, "Lines are one"),
        ("Donaudampfschiff", 10, "Donaudamp…"),
        ("", 10, ""),
    ],
)
def test_text_is_cut_between_words(text, longest, cut):
    assert cut_at_word(text, longest) == cut
    assert len(cut) <= longest


def test_name_of_the_practice_is_left_out_where_it_would_be_too_long():
    assert title_with("Alder Room", "Contact") == "Contact – Alder Room"
    assert title_with("Alder Room", "x" * 52) == f"{'x' * 52} – Alder Room"
    assert title_with("Alder Room", "x" * 53) == "x" * 53
    assert title_with("", "Contact") == "Contact"


@pytest.mark.parametrize(
    ("language", "country", "locale"),
    [
        ("en", "GB", "en_GB"),
        ("de", "AT", "de_AT"),
        ("de", "GB", "de_DE"),
        ("en", "", "en_US"),
        ("en-gb", "", "en_GB"),
        ("", "GB", ""),
    ],
)
def test_locale_is_of_the_country_if_its_language_is_spoken_there(language, country, locale):
    assert locale_of(language, country) == locale
