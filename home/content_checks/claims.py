"""Words that promise what nobody may promise about health, from the practice's own list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

LINE = re.compile(r"^\s*(?P<words>[^:]+?)\s*:\s*(?P<suggestion>\S.*?)\s*$")
# "I do not diagnose", "no cure", "this isn't a diagnosis": what is denied is not claimed.
DENIED = re.compile(
    r"(?:\b(?:not|no|never|cannot|nor|neither|without)|n[’']t)\W+(?:\w+\W+){0,4}$", re.IGNORECASE
)


@dataclass(frozen=True)
class Claim:
    """Words to look out for, and what to write instead."""

    words: str
    suggestion: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The words with the endings that English gives them: cure, cures, cured, curing."""
        stem = re.escape(self.words)
        if self.words.endswith("e"):
            stem = rf"{re.escape(self.words[:-1])}(?:e[sd]?|ing)"
        else:
            stem = rf"{stem}(?:s|es|ed|ing)?"
        return re.compile(rf"(?<!\w){stem}(?!\w)", re.IGNORECASE)

    def found_in(self, sentence: str) -> Iterator[str]:
        for match in self.pattern.finditer(sentence):
            if not DENIED.search(sentence[: match.start()]):
                yield match[0]


def is_readable(line: str) -> bool:
    return not line.strip() or LINE.match(line) is not None


def read_claims(lines: str) -> list[Claim]:
    """One claim a line, "words: suggestion"; what is not of that form is left out."""
    matches = (LINE.match(line) for line in lines.splitlines())
    return [Claim(match["words"], match["suggestion"]) for match in matches if match]
