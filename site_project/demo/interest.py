"""Which articles and areas of pain brought requests in the past year; nobody's in particular."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from bookings.models import InterestCount
from home.models import PainArea
from site_project.content.items import PageItem

from .articles import DESK_DAYS, FIRST_VISIT, TRIGGER_POINTS
from .marks import Marks

# By article and area: how many in each month, from eleven months ago to this one.
YEAR: tuple[tuple[PageItem | None, str, tuple[int, ...]], ...] = (
    (TRIGGER_POINTS, "temples", (1, 2, 2, 3, 3, 4, 3, 2, 4, 5, 5, 4)),
    (TRIGGER_POINTS, "base-of-the-skull", (1, 1, 2, 2, 3, 2, 2, 1, 3, 3, 4, 3)),
    (TRIGGER_POINTS, "neck", (0, 1, 1, 2, 1, 2, 1, 1, 2, 3, 2, 2)),
    (DESK_DAYS, "neck", (2, 3, 2, 2, 1, 1, 1, 2, 3, 4, 4, 3)),
    (DESK_DAYS, "shoulders", (1, 2, 2, 1, 1, 0, 1, 2, 3, 3, 4, 3)),
    (FIRST_VISIT, "", (1, 0, 1, 2, 1, 1, 0, 1, 2, 1, 2, 1)),
    (None, "shoulders", (3, 2, 4, 3, 3, 2, 2, 3, 4, 4, 3, 3)),
    (None, "lower-back", (1, 2, 1, 2, 2, 3, 2, 1, 2, 2, 1, 2)),
    (None, "jaw", (0, 1, 1, 0, 1, 1, 2, 1, 1, 2, 2, 1)),
    (None, "", (2, 2, 3, 2, 1, 2, 1, 1, 2, 3, 3, 2)),
)


def counts(marks: Marks) -> list[str]:
    """By the names as the site has them; a count that is there already is left alone."""
    if "interest:1" in marks or InterestCount.objects.exists():
        return []
    made = {
        f"interest:{number}": row
        for number, row in enumerate(InterestCount.objects.bulk_create(_rows()), start=1)
    }
    for key, row in made.items():
        marks.add(key, row)
    return list(made)


def _rows() -> Iterator[InterestCount]:
    names = dict(PainArea.objects.values_list("slug", "name"))
    this_month = timezone.localdate(None, dt.UTC).replace(day=1)
    months = [_before(this_month, ago) for ago in range(11, -1, -1)]
    for article, area, numbers in YEAR:
        if area and area not in names:
            continue
        for month, number in zip(months, numbers, strict=True):
            if number:
                yield InterestCount(
                    month=month,
                    article=article.title if article else "",
                    area=names.get(area, ""),
                    count=number,
                )


def _before(month: dt.date, ago: int) -> dt.date:
    years, number = divmod(month.year * 12 + month.month - 1 - ago, 12)
    return dt.date(years, number + 1, 1)
