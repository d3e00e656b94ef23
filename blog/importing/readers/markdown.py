"""Markdown, with tables; what HTML it holds goes the way of all HTML."""

import re

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from blog.importing.errors import Refused
from blog.importing.parts import Paragraph, Reading, words_of
from blog.importing.readers.html import read_html
from blog.importing.readers.markup import MAX_DEPTH
from blog.importing.words import Words

# What lies deeper, the parser would leave out without a word; the HTML reader refuses it before.
MAX_NESTING = 2 * MAX_DEPTH
# What opens something that may never be closed takes the square of its number to read.
MARKS = "[<`*_"
MAX_MARKS = 6_000
FRONT = re.compile(r"---[ \t]*\n(?P<head>(?:[^\n]*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
PAIR = re.compile(r"(?P<key>\w[\w -]*):[ \t]*(?P<value>.*)")
# Addresses, tags and names of references are markup, not words.
MARKUP = re.compile(
    r"\]\([^)\n]*\)|\]\[[^\]\n]*\]|^ {0,3}\[[^\]\n]+\]:.*$|<[^<>\n]*>|&#?\w+;|^ *```.*$",
    re.MULTILINE,
)


def read_markdown(text: str) -> Reading:
    if sum(map(text.count, MARKS)) > MAX_MARKS:
        raise Refused(_("This text has too much markup to be an article."))
    front = FRONT.match(text)
    body = text[front.end() :] if front else text
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    html = parser.enable(["table", "strikethrough"]).render(body)
    reading = read_html(html)
    reading.title = ""
    if front:
        _read_front(reading, front["head"])
    _doubt_what_is_missing(reading, body)
    return reading


def _read_front(reading: Reading, head: str) -> None:
    """Title and description of the file's head; its other lines stay words of the text."""
    others = []
    for line in head.splitlines():
        pair = PAIR.fullmatch(line.strip())
        value = pair["value"].strip().strip("\"'") if pair else ""
        if pair and pair["key"].lower() == "title" and value:
            reading.title = value
        elif pair and pair["key"].lower() in {"description", "summary", "lead"} and value:
            reading.parts.insert(0, Paragraph(Words.of(value), is_lead=True))
        elif line.strip():
            others.append(line.strip())
    if others:
        words = Words.of("\n".join(others))
        reading.parts.append(Paragraph(words))
        reading.doubts.append(
            _("Lines of the file's head now stand at the end: “%(words)s”.") % {"words": words.text}
        )


def _doubt_what_is_missing(reading: Reading, text: str) -> None:
    read = " ".join(words.text for part in reading.parts for words in words_of(part))
    known = set(re.findall(r"[^\W\d_]+", read))
    words = re.findall(r"[^\W\d_]+", MARKUP.sub(" ", text))
    missing = [word for word in words if word not in known]
    if missing:
        reading.doubts.append(
            _("Words of the file that could not be read: %(words)s.") % {"words": " ".join(missing)}
        )
