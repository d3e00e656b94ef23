"""A language in which every marked string stands in brackets, so that the others show."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from bs4 import BeautifulSoup, Comment, Doctype
from django.apps import apps
from django.db import models
from django.utils.dates import MONTHS, MONTHS_3, MONTHS_ALT, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.html import strip_tags
from django.utils.translation import override, trans_real
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from site_project.catalogues import found_messages

OPEN, CLOSE = "⟦", "⟧"
SPOKEN = ("alt", "aria-label", "title", "placeholder")
UNSEEN = ("script", "style", "svg", "template")
ADDRESS = re.compile(r"https?://\S+|\S+@\S+\.\w+|Europe/London|[A-Z]{3}-\d{3}|\.ics")
WORD = re.compile(r"[^\W\d_]{2,}")


def write_pseudo_german(folder: Path) -> None:
    """A compiled catalogue for `LOCALE_PATHS = [folder]` that has every message as “⟦message⟧”."""
    catalogue = Catalog(locale="de", charset="utf-8", fuzzy=False)
    for message in found_messages():
        if message.id:
            words = message.id if isinstance(message.id, tuple) else (message.id,)
            said = tuple(f"{OPEN}{text}{CLOSE}" for text in words)
            catalogue.add(message.id, said if len(said) > 1 else said[0], context=message.context)
    target = folder / "de" / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, catalogue)


def unbracketed(text: str) -> list[str]:
    """What of `text` is outside all brackets and has words, without names of days and months."""
    outside, depth = [""], 0
    for character in text:
        if character == OPEN:
            depth += 1
            outside.append("")
        elif character == CLOSE:
            depth -= 1
        elif depth == 0:
            outside[-1] += character
    found = []
    for part in outside:
        # Titles and lists put together what is stored apart.
        for line in re.split(r"\n| – |, | · |: ", part):
            words = (
                _dates()
                .sub("", ADDRESS.sub("", " ".join(line.split())))
                .strip(" .,:;–-·()0123456789/›…“”")
            )
            if WORD.search(words):
                found.append(words)
    return found


def page_words(html: str) -> list[str]:
    """All that a page says outside brackets: text, spoken attributes, descriptions."""
    page = BeautifulSoup(html, "html.parser")
    for element in page.find_all(UNSEEN):
        element.decompose()
    said = [attribute for element in page.find_all(True) for attribute in _attributes(element)]
    text = "\n".join(
        str(node)
        for node in page.find_all(string=True)
        if not isinstance(node, Comment | Doctype) and node.strip()
    )
    return unbracketed(text) + [words for attribute in said for words in unbracketed(attribute)]


@cache
def borrowed_words() -> frozenset[str]:
    """Every word of the German that Django, Wagtail and other packages bring themselves."""
    said = trans_real.translation("de")._catalog.items()  # ours are in brackets
    return frozenset(word for _id, text in said if OPEN not in text for word in WORD.findall(text))


def stored_words() -> str:
    """All text of the database, without tags: what somebody wrote, and no catalogue has."""
    found: list[str] = []
    for model in apps.get_models():
        names = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(
                field, models.CharField | models.TextField | models.JSONField | StreamField
            )
        ]
        for row in model._base_manager.values_list(*names) if names else ():
            found += [
                str(list(value.raw_data) if isinstance(value, StreamValue) else value)
                for value in row
            ]
    text = strip_tags("\n".join(found).replace("\\n", "\n").replace("<", " <"))
    return " ".join(text.replace("\\'", "'").replace("&amp;", "&").split())


def _attributes(element) -> Iterator[str]:
    yield from (element[name] for name in SPOKEN if element.get(name))
    if element.name == "meta" and element.get("name") == "description":
        yield element["content"]
    if element.name == "input" and element.get("type") in {"submit", "button"}:
        yield element.get("value", "")


@cache
def _dates() -> re.Pattern[str]:
    with override("de"):
        names = {
            str(name).rstrip(".")
            for table in (MONTHS, MONTHS_3, MONTHS_ALT, WEEKDAYS, WEEKDAYS_ABBR)
            for name in table.values()
        }
    return re.compile(r"\b(?:" + "|".join(sorted(names, key=len, reverse=True)) + r")\b\.?")
