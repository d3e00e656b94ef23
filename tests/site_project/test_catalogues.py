"""Every catalogue is whole: what the code says, no more, all of it translated and well formed."""

import os
import re

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.utils import translation

from site_project import catalogues
from site_project.catalogues import (
    catalogue_path,
    compile_catalogues,
    found_messages,
    languages,
    read_catalogue,
    update_catalogues,
    write_catalogue,
)

pytestmark = pytest.mark.once

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w+\}")
TAG = re.compile(r"</?[a-z][^>]*>")


def forms(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return words if isinstance(words, tuple) else (words,)


def messages(language: str) -> list:
    return [message for message in read_catalogue(language) if message.id]


def parts(pattern: re.Pattern[str], words: str) -> list[str]:
    return sorted(pattern.findall(words))


@pytest.fixture
def own_catalogues(tmp_path, settings):
    """A copy of the German words to spoil."""
    source = catalogue_path("de").read_bytes()
    settings.LOCALE_PATHS = [tmp_path]
    catalogue_path("de").parent.mkdir(parents=True)
    catalogue_path("de").write_bytes(source)
    return catalogue_path("de")


@pytest.mark.parametrize("language", languages())
def test_catalogue_has_what_the_code_says_and_no_more(language):
    found = {(message.id, message.context) for message in found_messages() if message.id}

    assert {(message.id, message.context) for message in messages(language)} ^ found == set()
    assert read_catalogue(language).obsolete == {}


@pytest.mark.parametrize("language", languages())
def test_every_message_is_translated_in_all_forms_and_read_by_somebody(language):
    plurals = read_catalogue(language).num_plurals
    wrong = [
        message.id
        for message in messages(language)
        if message.fuzzy
        or not all(forms(message.string))
        or len(forms(message.string)) != (plurals if isinstance(message.id, tuple) else 1)
    ]

    assert wrong == []


@pytest.mark.parametrize("language", languages())
def test_translations_keep_placeholders_and_tags(language):
    wrong = []
    for message in messages(language):
        # A plural's last form has them all; “one” may say the number in a word.
        ids = forms(message.id)
        for place, text in enumerate(forms(message.string)):
            allowed = [
                parts(PLACEHOLDER, words) for words in (ids[min(place, 1) % len(ids)], ids[-1])
            ]
            if text and (
                parts(PLACEHOLDER, text) not in allowed or parts(TAG, text) != parts(TAG, ids[-1])
            ):
                wrong.append((ids[0], text))

    assert wrong == []


def test_compiled_words_are_what_django_says():
    compile_catalogues()
    said = {message.id: message.string for message in messages("de") if not message.context}

    with translation.override("de"):
        assert translation.gettext("Request a time") == said["Request a time"] != "Request a time"


def test_words_that_changed_since_they_were_compiled_are_noticed(own_catalogues):
    def noticed():
        return [found.id for found in run_checks(tags=["translation"]) if "W010" in found.id]

    never = noticed()
    call_command("translations", verbosity=0)
    compiled = noticed()
    os.utime(own_catalogues, (2**31, 2**31))

    assert (never, compiled, noticed()) == (["site_project.W010"], [], ["site_project.W010"])


def test_update_takes_what_is_new_and_drops_what_is_gone(own_catalogues, monkeypatch):
    catalogue = read_catalogue("de")
    catalogue.delete("Request a time")
    catalogue.add("Said no more", "Nicht mehr gesagt")
    write_catalogue("de", catalogue)

    update_catalogues()

    after = {message.id: message.string for message in messages("de")}
    assert (after["Request a time"], "Said no more" in after) == ("", False)
    assert catalogues.is_stale("de")
