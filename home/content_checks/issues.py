"""The checks themselves. They advise and never stand in the way of publishing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import Page

from home.content_checks.claims import Claim
from home.content_checks.passages import Passage, block_types, passages, pictures
from home.findable.words import LONGEST_DESCRIPTION, LONGEST_TITLE

# What cameras and phones call their pictures, and file names, describe nothing.
FILE_NAME = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|heic)$|^(?:img|dsc|pxl|p)?[-_ ]?\d+$", re.IGNORECASE
)
EXCERPT_LENGTH = 120

type Sentences = list[tuple[Passage, str]]  # with the places where they stand


class Rules(Protocol):
    """What the practice decides: home.models.WritingSettings."""

    longest_sentence: int

    def get_claims(self) -> list[Claim]: ...


@dataclass(frozen=True)
class Issue:
    """One thing to look at: its kind, where it stands, what it is and what to do about it."""

    kind: str
    where: str
    words: str
    suggestion: str
    excerpt: str = ""


class PictureTitles:
    """What the pictures of the library are called, by key; read when the first is asked for."""

    @cached_property
    def _titles(self) -> dict[int, str]:
        return dict(get_image_model().objects.values_list("pk", "title"))

    def __getitem__(self, key: int) -> str:
        return self._titles.get(key, "")


def find_issues(page: Page, rules: Rules, titles: PictureTitles | None = None) -> list[Issue]:
    """Everything worth another look on `page`, a specific page, in the order of its parts.

    Callers with many pages give all of them the same `titles`. Page types say what is expected of
    them by `needs_call_to_action` and `needs_review_date` (home.models.SitePage).
    """
    sentences = [(one, words) for one in passages(page) for words in one.sentences]
    return [
        *_missing_alt_text(page, titles or PictureTitles()),
        *_missing_call_to_action(page),
        *_missing_review_date(page),
        *_claims(sentences, rules.get_claims()),
        *_long_sentences(sentences, rules.longest_sentence),
        *_cut_in_results(page),
    ]


def _missing_alt_text(page: Page, titles: PictureTitles) -> Iterator[Issue]:
    for picture in pictures(page):
        if picture.decorative:
            continue
        text = picture.alt_text
        if not text or FILE_NAME.search(text):
            yield Issue(
                "alt_text",
                picture.where,
                _("A picture has no text for those who do not see it."),
                _("Say in one sentence what it shows, or mark it as decorative."),
                excerpt=text or titles[picture.key],
            )


def _missing_call_to_action(page: Page) -> Iterator[Issue]:
    if page.needs_call_to_action and "call_to_action" not in block_types(page):
        yield Issue(
            "call_to_action",
            _("Body"),
            _("Nothing here leads to one of your services."),
            _("Add a call to action at the end; until then a general one appears."),
        )


def _missing_review_date(page: Page) -> Iterator[Issue]:
    if page.needs_review_date and not (page.reviewed_on and page.next_review_on):
        yield Issue(
            "review_date",
            _("Author and review"),
            _("Readers cannot tell whether this is still right."),
            _("Read it once more, then enter when you did and when you will next."),
        )


def _claims(sentences: Sentences, claims: list[Claim]) -> Iterator[Issue]:
    for passage, sentence in sentences:
        for claim in claims:
            for found in claim.found_in(sentence):
                yield Issue(
                    "claim",
                    passage.where,
                    _("“%(word)s” may promise too much.") % {"word": found},
                    claim.suggestion,
                    excerpt=_shortened(sentence),
                )


def _long_sentences(sentences: Sentences, longest: int) -> Iterator[Issue]:
    for passage, sentence in sentences:
        number = len(sentence.split())
        if number > longest:
            yield Issue(
                "long_sentence",
                passage.where,
                _("A sentence of %(number)s words is hard to follow.") % {"number": number},
                _("Make two of it."),
                excerpt=_shortened(sentence),
            )


def _cut_in_results(page: Page) -> Iterator[Issue]:
    title = page.seo_title or page.title
    if len(title) > LONGEST_TITLE:
        yield Issue(
            "long_title",
            _("In search results"),
            _("A title of %(number)s characters is cut there.") % {"number": len(title)},
            _("Under Promote enter a title tag of %(number)s at most.") % {"number": LONGEST_TITLE},
            excerpt=_shortened(title),
        )
    text = page.search_description
    if len(text) > LONGEST_DESCRIPTION:
        yield Issue(
            "long_description",
            _("In search results"),
            _("A description of %(number)s characters is cut there.") % {"number": len(text)},
            _("Say it in %(number)s at most.") % {"number": LONGEST_DESCRIPTION},
            excerpt=_shortened(text),
        )


def _shortened(sentence: str) -> str:
    return sentence if len(sentence) <= EXCERPT_LENGTH else f"{sentence[:EXCERPT_LENGTH]}…"
