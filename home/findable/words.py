"""Words cut to what search engines show."""

from typing import Final

# What fits a line of results; longer ones are cut there, often in the middle of the name.
LONGEST_TITLE: Final = 65
LONGEST_DESCRIPTION: Final = 160
CUT: Final = "…"


def title_with(name: str, words: str) -> str:
    """`words` and the name of the practice, without it where that would be too long."""
    both = f"{words} – {name}" if name else words
    return both if len(both) <= LONGEST_TITLE else words


def cut_at_word(text: str, longest: int) -> str:
    """`text` on one line, of at most `longest` characters; a cut is between words and shown."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    # Of what leaves room for the sign of the cut; a word that ends right there stays whole.
    whole, _, _ = line[:longest].rpartition(" ")
    return (whole or line[: longest - len(CUT)]).rstrip(" ,;:–-") + CUT
