"""What lists of things to do consist of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """One thing still to do, in words, and the admin page where it is done."""

    words: str
    url: str
