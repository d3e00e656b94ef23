from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One line of the doctor's. What `is_wrong` needs somebody; the rest is worth knowing."""

    words: str
    is_wrong: bool


def wrong(words: str) -> Finding:
    return Finding(words, is_wrong=True)


def note(words: str) -> Finding:
    return Finding(words, is_wrong=False)
