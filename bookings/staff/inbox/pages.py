"""Page by page along the time at which requests came in.

A page is named by the row that it stands after or before, not by a number: what arrives or is
answered in the meantime shifts nothing, nothing has to be counted, and the last page of a hundred
thousand costs what the first does.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple, Self

from django.db.models import Q, QuerySet

from ...models import BookingRequest
from ..capped import first_keys

SIZE: Final = 20

type Rows = QuerySet[BookingRequest]


class Position(NamedTuple):
    """Where a request stands in the order of their coming in."""

    at: dt.datetime
    pk: int

    @classmethod
    def of(cls, request: BookingRequest) -> Self:
        return cls(request.created_at, request.pk)

    @classmethod
    def read(cls, words: str) -> Self | None:
        """What `words` writes; None for anything else."""
        match = re.fullmatch(r"(2\d{3}[01]\d[0-3]\dT\d{12})-(\d{1,9})", words, re.ASCII)
        try:
            at = match and dt.datetime.strptime(match[1], "%Y%m%dT%H%M%S%f").replace(tzinfo=dt.UTC)
        except ValueError:
            return None
        return cls(at, int(match[2])) if match and at else None

    @property
    def words(self) -> str:
        """As an address has it: “20261122T100000000000-7”."""
        return f"{self.at.astimezone(dt.UTC):%Y%m%dT%H%M%S%f}-{self.pk}"


@dataclass(frozen=True)
class Page:
    """`before` and `after` lead to the pages beside it, None where there is none."""

    rows: list[BookingRequest]
    before: str | None = None
    after: str | None = None


def page_of(
    shown: Rows, runs: Sequence[Rows], *, oldest_first: bool, after: str = "", before: str = ""
) -> Page:
    """The page behind or in front of a position; the first one where there is none such.

    Its rows are of `shown`. Which they are is sought in `runs`, each of which an index has in the
    order of coming in, as it has not what is in several states.
    """
    look = partial(_along, shown, runs)
    start, end = Position.read(after), Position.read(before)
    if start and (found := look(start, later=oldest_first)):
        return _page(found[:SIZE], has_before=True, has_after=len(found) > SIZE)
    if end and len(found := look(end, later=not oldest_first)) > SIZE:
        return _page(found[:SIZE][::-1], has_before=True, has_after=True)
    found = look(None, later=oldest_first)
    return _page(found[:SIZE], has_before=False, has_after=len(found) > SIZE)


def _page(rows: list[BookingRequest], *, has_before: bool, has_after: bool) -> Page:
    return Page(
        rows,
        before=Position.of(rows[0]).words if has_before else None,
        after=Position.of(rows[-1]).words if has_after else None,
    )


def _along(
    shown: Rows, runs: Sequence[Rows], start: Position | None, *, later: bool
) -> list[BookingRequest]:
    """From `start` on into the later or the earlier ones: a page, and one more if there is one."""
    order = ("created_at", "pk") if later else ("-created_at", "-pk")
    ordered = [_beyond(run, start, later=later).order_by(*order) for run in runs]
    keys = first_keys(ordered, SIZE + 1)
    return list(shown.filter(pk__in=keys).order_by(*order)[: SIZE + 1])


def _beyond(run: Rows, start: Position | None, *, later: bool) -> Rows:
    # The condition on the time alone is what an index is read by.
    if start is None:
        return run
    if later:
        beyond = Q(created_at__gt=start.at) | Q(pk__gt=start.pk)
        return run.filter(beyond, created_at__gte=start.at)
    beyond = Q(created_at__lt=start.at) | Q(pk__lt=start.pk)
    return run.filter(beyond, created_at__lte=start.at)
