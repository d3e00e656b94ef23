"""Every string that people read is marked: in brackets all of them show, or are somebody's own."""

import re
from collections.abc import Iterable

import pytest

from bookings.notifications.kinds import KINDS
from bookings.notifications.samples import sample_mail
from bookings.notifications.wording import first_wording
from tests.html.states import every_state

from .pseudo import page_words, stored_words, unbracketed

pytestmark = pytest.mark.usefixtures("pseudo_german")

# What the states type into forms and settings.
TYPED = re.compile(r"Behind the left eye|[Ss]ince spring|Left$|x{50}|Away from 1 to 14")
# Its exercises are pages that were deleted again before the words are compared.
MADE_AND_GONE = "client's page, over, exercises for every area"


def nobodys(words: Iterable[str]) -> list[str]:
    """Those that nobody wrote into the database."""
    stored = stored_words()
    return sorted({part for part in words if part not in stored})


def test_every_word_of_public_pages_is_marked_or_stored():
    found = {name: page_words(page.text) for name, page in every_state().items()}
    stored = stored_words()

    unmarked = {
        part: name
        for name, words in found.items()
        for part in words
        if part not in stored and not TYPED.match(part) and name != MADE_AND_GONE
    }
    assert unmarked == {}


def test_every_word_of_mails_is_marked_or_stored():
    mails = [sample_mail(kind, first_wording(kind, "de"), "de") for kind in KINDS.values()]

    said = [
        part for mail in mails for text in (mail.subject, mail.text) for part in unbracketed(text)
    ]
    assert nobodys(said) == []
