"""Single requests and visits to be taken along: no name, no contact, nothing about health."""

from collections.abc import Iterator
from typing import Any, Final

from .columns import LENGTH
from .period import Period
from .requests import counted_in
from .visits import visits_in

# So many rows are in memory at a time.
BATCH: Final = 2_000


def request_rows(period: Period) -> Iterator[tuple[Any, ...]]:
    """Reference, received, first answered, status, service, minutes, who answers; by arrival.

    Instants are UTC, who answers is the name of an account.
    """
    rows = counted_in(period).order_by("created_at", "pk")
    return rows.values_list(
        "reference",
        "created_at",
        "first_answered_at",
        "status",
        "service_name",
        "minutes",
        "assigned_to__username",
    ).iterator(chunk_size=BATCH)


def visit_rows(period: Period, practitioner_id: int | None) -> Iterator[tuple[Any, ...]]:
    """Start (UTC), length, practitioner, service, status; in the order of the diary."""
    rows = visits_in(period, practitioner_id).annotate(length=LENGTH).order_by("start", "pk")
    return rows.values_list(
        "start", "length", "practitioner__name", "service_name", "status"
    ).iterator(chunk_size=BATCH)
