"""Running words with the little markup that rich text keeps: bold, italic, links."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.html import escape

SPACES = re.compile(r"[^\S\n]+")
LINE_BREAK = re.compile(r" ?\n ?")
# Invisible, and in the way of every comparison; PostgreSQL refuses the first of them.
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff]")


MAX_CHARACTERS = 500_000  # some 80,000 words: a book


@dataclass(frozen=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""

    @property
    def html(self) -> str:
        html = escape(self.text).replace("\n", "<br/>")
        html = f"<i>{html}</i>" if self.italic else html
        html = f"<b>{html}</b>" if self.bold else html
        return f'<a href="{escape(self.href)}">{html}</a>' if self.href else html


@dataclass(frozen=True)
class Words:
    """Runs without double spaces, nothing at either end; a line break is a newline."""

    runs: tuple[Run, ...] = ()

    @classmethod
    def of(cls, runs: Iterable[Run] | str) -> "Words":
        runs = [Run(runs)] if isinstance(runs, str) else runs
        return cls(tuple(_tidy(runs)))

    def __bool__(self) -> bool:
        return bool(self.runs)

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def html(self) -> str:
        return "".join(run.html for run in self.runs)

    @property
    def links(self) -> list[str]:
        return list(dict.fromkeys(run.href for run in self.runs if run.href))

    @property
    def is_plain(self) -> bool:
        return not any(run.bold or run.italic or run.href for run in self.runs)

    @property
    def is_bold(self) -> bool:
        return bool(self.runs) and all(run.bold or not run.text.strip() for run in self.runs)

    @property
    def lines(self) -> list["Words"]:
        lines: list[list[Run]] = [[]]
        for run in self.runs:
            first, *others = run.text.split("\n")
            lines[-1].append(replace(run, text=first))
            lines += [[replace(run, text=text)] for text in others]
        return [words for words in map(Words.of, lines) if words]

    def after(self, length: int) -> "Words":
        """The rest, without the first characters."""
        rest = []
        for run in self.runs:
            rest.append(replace(run, text=run.text[length:]))
            length = max(0, length - len(run.text))
        return Words.of(rest)


def joined(many: Iterable[Words], separator: str) -> Words:
    runs: list[Run] = []
    for words in many:
        runs += [Run(separator)] if runs else []
        runs += words.runs
    return Words.of(runs)


def _tidy(runs: Iterable[Run]) -> Iterator[Run]:
    """Adjacent runs of the same kind as one, with single spaces."""
    merged: list[Run] = []
    end = "\n"  # of what was said before: no space after a line break or at the start
    for run in runs:
        text = LINE_BREAK.sub("\n", SPACES.sub(" ", INVISIBLE.sub("", run.text)))
        text = text.lstrip() if end == "\n" else text.lstrip(" ") if end == " " else text
        if not text:
            continue
        end = text[-1]
        if merged and replace(merged[-1], text="") == replace(run, text=""):
            merged[-1] = replace(run, text=merged[-1].text + text)
        else:
            merged.append(replace(run, text=text))
    while merged and not merged[-1].text.rstrip():
        merged.pop()
    if merged:
        merged[-1] = replace(merged[-1], text=merged[-1].text.rstrip())
    yield from merged
