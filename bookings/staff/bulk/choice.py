"""Which requests somebody has chosen, as they stand now."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

from ...models import BookingRequest

# More are no decision about each of them, and one page waits for all of them.
MOST: Final = 50
_CHOSEN: Final = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?", re.ASCII)


@dataclass
class Chosen:
    """`version` is the one that was seen; `why_not` says why it can't be done, if it can't."""

    request: BookingRequest
    version: int
    why_not: str | Promise = ""

    @property
    def value(self) -> str:
        return f"{self.request.pk}-{self.version}"


def read(given: Iterable[str]) -> dict[int, int | None]:
    """The versions seen (None: not said) by the keys of the requests, in the order chosen.

    What is no key is passed over, and of one given twice the first counts.
    """
    found: dict[int, int | None] = {}
    for text in given:
        if match := _CHOSEN.fullmatch(text):
            pk, version = match.groups()
            found.setdefault(int(pk), int(version) if version else None)
    return found


def load(seen: dict[int, int | None]) -> list[Chosen]:
    """Those that are still there; one whose version was not said is as it stands. One query."""
    rows = BookingRequest.objects.select_related("assigned_to").in_bulk(list(seen))
    return [
        Chosen(rows[pk], rows[pk].version if version is None else version)
        for pk, version in seen.items()
        if pk in rows
    ]
