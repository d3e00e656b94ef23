"""Bringing what is encrypted under a newer key, whichever app keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

# Rows written in one transaction: few enough that nobody waits for it.
BATCH: Final = 200


@dataclass
class Renewed:
    """What became of the rows of one kind; `unreadable` are the keys of those that no key opens.

    `changed` were written by somebody else at the same moment; look at them again.
    """

    renewed: int = 0
    current: int = 0
    changed: int = 0
    unreadable: list[int] = field(default_factory=list)


def renewed_token(token: bytes, keys: Sequence[Fernet]) -> bytes | None:
    """`token` under the first of `keys`; None where it is so already.

    Raises cryptography.fernet.InvalidToken where none of them opens it.
    """
    try:
        keys[0].decrypt(token)
    except InvalidToken:
        return MultiFernet(keys).rotate(token)
    return None
