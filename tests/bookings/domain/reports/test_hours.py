"""Hours sold against open hours."""

import datetime as dt

import pytest

from bookings.domain.reports import Figures, Hours
from bookings.domain.reports.hours import hours_figures
from bookings.models import Practitioner
from bookings.statuses import AppointmentStatus
from tests.bookings.domain.reports.world import local, period, request
from tests.factories.bookings import make_practitioner
from tests.factories.diaries import closure, extra
from tests.factories.visits import make_visit

pytestmark = pytest.mark.django_db

LONG_AGO = dt.date(2020, 1, 1)
# Mondays from 9 to 12.
MONDAYS = [(0, "09:00", "12:00")]
A = AppointmentStatus


def of(first: str, last: str, *people: Practitioner, since: dt.date | None = LONG_AGO):
    return hours_figures(period(first, last), people or Practitioner.objects.all(), since=since)


def test_sold_hours_are_of_visits_that_took_place_or_will():
    thea = make_practitioner(name="Thea", hours=MONDAYS)
    for hour, minutes, status in [
        (9, 60, A.COMPLETED),
        (10, 45, A.CONFIRMED),
        (11, 60, A.NO_SHOW),
        (12, 60, A.CANCELLED),
        (13, 60, A.HELD),
    ]:
        make_visit(thea, local(f"2026-11-09 {hour:02}:00"), minutes=minutes, status=status)

    found = of("2026-11-09", "2026-11-22")

    assert found.people == {thea: Hours(105, 360)}
    assert found.steps == {
        dt.date(2026, 11, 9): Hours(105, 180),
        dt.date(2026, 11, 16): Hours(0, 180),
    }
    assert (found.whole, found.whole.share) == (Hours(105, 360), 105 / 360)


def test_closures_and_extra_openings_count():
    thea, otto = (make_practitioner(name=name, hours=MONDAYS) for name in ("Thea", "Otto"))
    closure(dt.date(2026, 11, 9), times="11:00-12:00").save()
    closure(dt.date(2026, 11, 16), practitioner=thea).save()
    extra(dt.date(2026, 11, 17), times="09:00-10:00", practitioner=otto).save()
    found = of("2026-11-09", "2026-11-22")
    assert found.people == {thea: Hours(0, 120), otto: Hours(0, 120 + 180 + 60)}


@pytest.mark.parametrize(
    ("day", "open_minutes"),
    [("2026-11-01", 5 * 60), ("2026-11-08", 4 * 60), ("2026-03-08", 3 * 60)],
)
def test_open_hours_are_real_time_where_the_clocks_change(day, open_minutes):
    """Open from midnight to four: five hours when clocks go back, three when they go forward."""
    thea = make_practitioner(hours=[(6, "00:00", "04:00")])
    assert of(day, day).people == {thea: Hours(0, open_minutes)}


def test_visit_over_the_change_of_the_clocks_sells_real_time():
    thea = make_practitioner(hours=[])
    make_visit(thea, local("2026-11-01 00:30"), minutes=180)
    assert of("2026-11-01", "2026-11-01").people[thea].sold == 180


def test_visit_over_midnight_belongs_to_the_day_it_begins():
    thea = make_practitioner(hours=MONDAYS)
    make_visit(thea, local("2026-11-15 23:30"), minutes=90)
    found = of("2026-11-09", "2026-11-22")
    assert [hours.sold for hours in found.steps.values()] == [90, 0]


def test_month_ends_where_the_practice_is():
    thea = make_practitioner(hours=MONDAYS)
    make_visit(thea, local("2026-09-30 23:30"))
    make_visit(thea, local("2026-10-31 23:30"), minutes=30)
    found = of("2026-07-01", "2026-11-30")
    sold = {f"{step:%m}": hours.sold for step, hours in found.steps.items() if hours.sold}
    assert sold == {"09": 60, "10": 30}


def test_hours_of_somebody_who_has_left_are_not_known():
    thea = make_practitioner(name="Thea", hours=MONDAYS)
    gone = make_practitioner(name="Gone", hours=MONDAYS, active=False)
    make_practitioner(name="Long gone", hours=MONDAYS, active=False)
    make_visit(gone, local("2026-11-09 09:00"), status=A.COMPLETED)
    found = of("2026-11-09", "2026-11-15")
    assert found.people == {gone: Hours(60, None), thea: Hours(0, 180)}
    assert (found.whole, list(found.steps.values())) == (Hours(0, 180), [Hours(0, 180)])


def test_days_before_the_first_of_all_are_not_known():
    make_practitioner(hours=MONDAYS)
    found = of("2026-11-02", "2026-11-22", since=dt.date(2026, 11, 10))
    assert list(found.steps.values()) == [Hours(), Hours(0, 0), Hours(0, 180)]
    assert of("2026-11-02", "2026-11-22", since=None).whole == Hours()


def test_share_may_be_more_than_all_and_is_not_known_of_closed_days():
    thea = make_practitioner(hours=MONDAYS)
    make_visit(thea, local("2026-11-09 09:00"), minutes=270)
    found = of("2026-11-09", "2026-11-15")
    assert found.whole.share == 1.5
    assert of("2026-11-10", "2026-11-15").whole.share is None


def test_figures_begin_with_the_first_request_or_visit():
    thea = make_practitioner(hours=MONDAYS)
    figures = Figures(period("2026-11-02", "2026-11-15"))
    assert (figures.since, figures.is_known, figures.is_comparable) == (None, False, False)
    make_visit(thea, local("2026-11-08 23:30"))
    request("2026-11-10 12:00")
    figures = Figures(period("2026-11-02", "2026-11-15"))
    assert (figures.since, figures.is_known) == (dt.date(2026, 11, 8), True)
    assert figures.is_comparable is False
    request("2026-10-19 00:00")
    assert Figures(period("2026-11-02", "2026-11-15")).is_comparable is True


def test_figures_of_one_practitioner_are_hers_alone():
    thea, otto = (make_practitioner(name=name, hours=MONDAYS) for name in ("Thea", "Otto"))
    make_visit(thea, local("2026-11-09 09:00"))
    make_visit(otto, local("2026-11-09 09:00"), minutes=30)
    hers = Figures(period("2026-11-09", "2026-11-15"), thea)
    assert hers.hours.people == {thea: Hours(60, 180)}
    assert (hers.visits.booked, hers.busiest) == (1, {(0, 9): 1})
