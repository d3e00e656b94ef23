"""Words with placeholders, as the practice writes them, and what becomes of them in a mail.

One text makes both parts of a mail. A blank line starts a paragraph; a paragraph whose
placeholders all turn out empty is left out, so that no wording needs conditions.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
BRACKETS: Final = re.compile(r"[{}]")
# Tall enough for a thumb. Programs that know no padding show white words on green.
LINK_STYLE: Final = (
    "display:inline-block;padding:11px 22px;border-radius:6px;background:#1C5A49;color:#FFFFFF;"
    "font-weight:600;text-decoration:none"
)


@dataclass(frozen=True)
class Value:
    """What stands in a placeholder's place: in the text part, and in the HTML part.

    A `block` is one or more paragraphs of its own; anything else stands inside of a sentence.
    """

    text: str
    html: SafeString
    block: bool = False


Values = Callable[[str], Value]


def inline(text: object) -> Value:
    """Words inside of a sentence."""
    return Value(str(text), conditional_escape(str(text)))


def lines(rows: Iterable[str], *, strong_first: bool = False) -> Value:
    """Lines of one paragraph; empty ones are left out."""
    rows = [row for row in rows if row]
    if not rows:
        return Value("", SafeString(), True)
    first, *others = rows
    head = format_html("<strong>{}</strong>", first) if strong_first else first
    return Value("\n".join(rows), _paragraph(_joined([head, *others], "<br>")), True)


def paragraphs(text: str) -> Value:
    """What somebody typed in a box, with its paragraphs."""
    found = [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n"))]
    values = [lines(part.split("\n")) for part in found if part]
    html = _joined([value.html for value in values], "\n")
    return Value("\n\n".join(value.text for value in values), html, True)


def bullets(items: Iterable[str]) -> Value:
    items = list(items)
    html = format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((i,) for i in items)))
    return Value("\n".join(f"- {item}" for item in items), html if items else SafeString(), True)


def link(label: object, address: str) -> Value:
    """A link on a line of its own; nothing without an address."""
    if not address:
        return Value("", SafeString(), True)
    html = format_html('<p><a href="{}" style="{}">{}</a></p>', address, LINK_STYLE, label)
    return Value(f"{label}: {address}", html, True)


def placeholders_in(words: str) -> list[str]:
    """Their names, in order of appearance."""
    return [match[1] for match in PLACEHOLDER.finditer(words)]


def has_stray_bracket(words: str) -> bool:
    """Whether a curly bracket is left that belongs to no placeholder."""
    return bool(BRACKETS.search(PLACEHOLDER.sub("", words)))


def crowded_blocks(body: str, blocks: Collection[str]) -> list[str]:
    """Those placeholders of `blocks` that don't stand in a paragraph of their own."""
    return [
        name
        for paragraph in split(body)
        for name in placeholders_in(paragraph)
        if name in blocks and paragraph != f"{{{name}}}"
    ]


def split(body: str) -> list[str]:
    """The paragraphs of a body."""
    parts = re.split(r"\n[ \t]*\n", body.replace("\r\n", "\n"))
    return [part.strip() for part in parts if part.strip()]


def fill_line(words: str, values: Values) -> str:
    """A subject: one line, whatever stands in it."""
    filled = PLACEHOLDER.sub(lambda match: values(match[1]).text, words)
    return " ".join(filled.split())


def fill(body: str, values: Values) -> tuple[str, SafeString]:
    """The text and the HTML of a body."""
    filled = [value for part in split(body) if (value := _fill(part, values)).text]
    html = _joined([value.html for value in filled], "\n")
    return "\n\n".join(value.text for value in filled), html


def _fill(paragraph: str, values: Values) -> Value:
    names = placeholders_in(paragraph)
    found = {name: values(name) for name in names}
    if names and not any(value.text for value in found.values()):
        return Value("", SafeString())
    if names and paragraph == f"{{{names[0]}}}" and found[names[0]].block:
        return found[names[0]]
    # Every second part is the name of a placeholder.
    parts = PLACEHOLDER.split(paragraph)
    text = "".join(found[part].text if odd % 2 else part for odd, part in enumerate(parts))
    html = _joined(
        found[part].html if odd % 2 else _joined(part.split("\n"), "<br>")
        for odd, part in enumerate(parts)
    )
    return Value(text, _paragraph(html))


def _paragraph(html: str) -> SafeString:
    return format_html("<p>{}</p>", html)


def _joined(parts: Iterable[str], between: str = "") -> SafeString:
    """Parts that are escaped unless they are HTML already; `between` is HTML of ours."""
    return format_html_join(SafeString(between), "{}", ((part,) for part in parts))
