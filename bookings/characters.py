"""Characters that nobody types: they break headers, exports and databases."""

import unicodedata
from typing import Final

LAYOUT: Final = frozenset("\n\r\t")


def has_control_characters(text: str, allowed: frozenset[str] = frozenset()) -> bool:
    """Whether `text` has a control character (Unicode Cc) or a surrogate (Cs) but `allowed`."""
    return any(unicodedata.category(char) in {"Cc", "Cs"} and char not in allowed for char in text)
