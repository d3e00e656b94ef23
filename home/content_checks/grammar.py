"""How a language bends a word, and how it denies one: as much of it as the claims need."""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Grammar:
    """`forms` makes the pattern of a word; the denials are looked for beside what it finds."""

    forms: Callable[[str], str]
    denied_before: re.Pattern[str]
    denied_after: re.Pattern[str] | None = None

    def denies(self, before: str, after: str) -> bool:
        """Whether a word between the two parts of its sentence is said not to be so."""
        if self.denied_before.search(before):
            return True
        return self.denied_after is not None and bool(self.denied_after.match(after))


def _english_forms(word: str) -> str:
    """cure: cures, cured, curing; heal: heals, healed, healing."""
    if word.endswith("e"):
        return rf"{re.escape(word[:-1])}(?:e[sd]?|ing)"
    return rf"{re.escape(word)}(?:s|es|ed|ing)?"


def _german_forms(word: str) -> str:
    """heilen: heilt, heilte, heilend, heilende; Diagnose: Diagnosen; dauerhaft: dauerhafte."""
    if word.endswith("en"):
        bent = "(?:e[mnrs]?)?"
        return rf"{re.escape(word[:-2])}(?:e?st|e?t|e?te(?:n|st|t)?|end{bent}|en{bent}|e)"
    return rf"{re.escape(word)}(?:e[mnrs]?|n|s)?"


ENGLISH = Grammar(
    forms=_english_forms,
    # "I do not diagnose", "no cure", "this isn't a diagnosis": what is denied is not claimed.
    denied_before=re.compile(
        r"(?:\b(?:not|no|never|cannot|nor|neither|without)|n[’']t)\W+(?:\w+\W+){0,4}$",
        re.IGNORECASE,
    ),
)
_NO = r"\b(?:nicht(?!\s+nur\b)|nichts|kein(?:e[mnrs]?)?|nie|niemals|weder|ohne)\b"
GERMAN = Grammar(
    forms=_german_forms,
    # "keine Heilung", "kann nicht heilen"; not "nicht lindern, sondern heilen".
    denied_before=re.compile(rf"{_NO}\W+(?:(?!sondern\b)\w+\W+){{0,4}}$", re.IGNORECASE),
    # "Das heilt nicht", "Eine Diagnose stelle ich nicht": in the same part of the sentence.
    denied_after=re.compile(rf"(?:\s+\w+){{0,4}}\s+{_NO}", re.IGNORECASE),
)
GRAMMARS = {"en": ENGLISH, "de": GERMAN}


def grammar_of(language: str) -> Grammar:
    """English for a language that nobody has written down here."""
    return GRAMMARS.get(language.partition("-")[0], ENGLISH)
