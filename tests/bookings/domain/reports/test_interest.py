"""Areas of pain and articles, from counts that name nobody."""

import datetime as dt

import pytest

from bookings.domain.reports.interest import interest_figures
from bookings.models import InterestCount
from tests.bookings.domain.reports.world import period

pytestmark = pytest.mark.django_db


def count(month: str, article: str, area: str, number: int) -> None:
    InterestCount.objects.create(
        month=dt.date.fromisoformat(f"{month}-01"), article=article, area=area, count=number
    )


def test_areas_are_summed_over_the_months_that_the_period_touches():
    count("2026-09", "", "Neck", 100)
    count("2026-10", "", "Neck", 2)
    count("2026-11", "Headaches", "Neck", 3)
    count("2026-11", "", "Jaw", 4)
    count("2026-11", "Headaches", "", 9)
    count("2026-12", "", "Neck", 100)

    found = interest_figures(period("2026-10-20", "2026-11-05"))

    assert found.areas == {"Neck": 5, "Jaw": 4}
    assert found.pairs == {("Headaches", "Neck"): 3}
    assert (found.fewer_areas, found.fewer_pairs) == (0, 0)


def test_fewer_than_three_are_not_said():
    count("2026-11", "Headaches", "Jaw", 2)
    count("2026-11", "Headaches", "Neck", 3)
    count("2026-11", "Desk days", "Neck", 1)
    count("2026-11", "Desk days", "Hip", 0)

    found = interest_figures(period("2026-11-01", "2026-11-30"))

    assert found.areas == {"Neck": 4}
    assert found.pairs == {("Headaches", "Neck"): 3}
    assert (found.fewer_areas, found.fewer_pairs) == (1, 2)
