"""How people write lists and headings where nothing marks them up."""

import re

from blog.importing.words import Words

BULLET = re.compile(r"[-–—*•‣▪◦●○·➢➤►▶■]\s+")
BOX = re.compile(r"(?:\[(?P<mark>[ xX✓✔]?)\]|(?P<open>[☐□])|(?P<done>[☑☒✓✔✅🗹🗸]\ufe0f?))\s*")
NUMBER = re.compile(r"\(?(\d{1,3}|[a-z])[.)]\s+")
END_OF_SENTENCE = re.compile(r"[.,;:…]$")
HEADING_LENGTH = 80
HEADING_WORDS = 12


def after_bullet(words: Words) -> Words | None:
    """The words without their bullet; None where there is no bullet."""
    match = BULLET.match(words.text)
    return words.after(match.end()) if match else None


def after_box(words: Words) -> tuple[Words, bool | None]:
    """The words without the box before them, and whether that box was ticked."""
    match = BOX.match(words.text)
    rest = words.after(match.end()) if match else words
    if not match or not rest:
        return words, None
    return rest, bool(match["done"] or (match["mark"] or "").strip())


def after_number(words: Words) -> tuple[Words, str] | None:
    match = NUMBER.match(words.text)
    return (words.after(match.end()), match[1]) if match else None


def follows(number: str, previous: str) -> bool:
    """Whether this number or letter is the next one in its list."""
    if number.isdigit() and previous.isdigit():
        return int(number) == int(previous) + 1
    return not (number + previous).isdigit() and ord(number[0]) == ord(previous[0]) + 1


def looks_like_heading(text: str) -> bool:
    """One short line that begins as a name does and ends as no sentence."""
    return (
        0 < len(text) <= HEADING_LENGTH
        and len(text.split()) <= HEADING_WORDS
        and "\n" not in text
        and (text[0].isupper() or text[0].isdigit())
        and not END_OF_SENTENCE.search(text)
    )
