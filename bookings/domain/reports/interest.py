"""Which areas of pain, and which articles about them, bring requests. Nobody's in particular."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Sum

from ...models import InterestCount
from .period import Period

# A number below this could point to somebody whom a reader knows: it is not said.
FEW: Final = 3


@dataclass(frozen=True)
class InterestFigures:
    """Requests that named an area of pain, from the anonymous counts of whole months.

    A request that names two areas is in both. `areas` and `pairs` (article, area) have those
    with FEW and more, the most frequent first; of others there is only how many they are, so
    that no sum and no difference says more.
    """

    areas: Mapping[str, int]
    fewer_areas: int
    pairs: Mapping[tuple[str, str], int]
    fewer_pairs: int


def interest_figures(period: Period) -> InterestFigures:
    """One query, for all months that the period touches."""
    months = InterestCount.objects.filter(
        month__gte=period.first.replace(day=1), month__lte=period.last, count__gt=0
    ).exclude(area="")
    areas: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    sums = months.values_list("article", "area").annotate(number=Sum("count")).order_by()
    for article, area, number in sums:
        areas[area] += number
        if article:
            pairs[article, area] += number
    said_areas, said_pairs = _said(areas), _said(pairs)
    return InterestFigures(
        said_areas, len(areas) - len(said_areas), said_pairs, len(pairs) - len(said_pairs)
    )


def _said[K: (str, tuple[str, str])](counts: Counter[K]) -> dict[K, int]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return {name: number for name, number in ordered if number >= FEW}
