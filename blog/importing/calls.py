"""The closing line that asks a reader to book."""

import re

from blog.importing.parts import Heading, Paragraph, Part, Picture

CALL = re.compile(
    r"^(?:book|schedule|reserve)\b"
    r"|\b(?:to|and|or|please|now|can|just|then) (?:book|schedule|reserve)\b"
    r"|[.!?:,–—/] ?(?:book|schedule|reserve)\b"
    r"|\b(?:book|schedule|reserve)\w* (?:(?:an?|your|my|the|our) )?(?:\w+ )?"
    r"(?:online|here|now|today|appointment|session|visit|time|treatment|massage|consultation)"
    r"|\brequest (?:an?|your) (?:\w+ )?(?:time|appointment|session|visit)"
    r"|\b(?:make|arrange) an? (?:\w+ )?(?:appointment|session|visit)",
    re.IGNORECASE,
)
LONGEST = 400
NEAR_THE_END = 3


def find_call(parts: list[Part]) -> tuple[int, int] | None:
    """Where the closing call to action begins, and where what follows it begins.

    It may be followed by pictures and a line or two, such as a name; never by a section.
    """
    end = len(parts)
    for place in range(len(parts) - 1, max(-1, len(parts) - 1 - NEAR_THE_END), -1):
        part = parts[place]
        if _is_call(part):
            end = place + 1
            break
        if not isinstance(part, Paragraph | Picture):
            return None
    else:
        return None
    start = end - 1
    while start > 0 and isinstance(parts[start - 1], Paragraph) and _is_call(parts[start - 1]):
        start -= 1
    return start, end


def _is_call(part: Part) -> bool:
    if not isinstance(part, Paragraph | Heading):
        return False
    text = part.words.text
    return len(text) <= LONGEST and bool(CALL.search(text))
