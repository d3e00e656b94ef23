"""Words that promise what nobody may promise about health, from the practice's own list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from home.content_checks.grammar import Grammar, grammar_of

LINE = re.compile(r"^\s*(?P<words>[^:]+?)\s*:\s*(?P<suggestion>\S.*?)\s*$")


@dataclass(frozen=True)
class Claim:
    """Words to look out for, and what to write instead."""

    words: str
    suggestion: str

    language: str = "en"

    @property
    def grammar(self) -> Grammar:
        return grammar_of(self.language)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The words in every form that their language gives them."""
        return re.compile(rf"(?<!\w){self.grammar.forms(self.words)}(?!\w)", re.IGNORECASE)

    def found_in(self, sentence: str) -> Iterator[str]:
        for match in self.pattern.finditer(sentence):
            if not self.grammar.denies(sentence[: match.start()], sentence[match.end() :]):
                yield match[0]


def is_readable(line: str) -> bool:
    return not line.strip() or LINE.match(line) is not None


def read_claims(lines: str, language: str = "en") -> list[Claim]:
    """One claim a line, "words: suggestion"; what is not of that form is left out."""
    matches = (LINE.match(line) for line in lines.splitlines())
    return [Claim(match["words"], match["suggestion"], language) for match in matches if match]
