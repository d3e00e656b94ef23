"""How long until the first answer."""

import datetime as dt

import pytest
import time_machine

from bookings.domain.reports.waits import wait_figures
from bookings.statuses import RequestStatus
from tests.bookings.domain.reports.world import HOUR, MINUTE, local, period, request

pytestmark = pytest.mark.django_db

NOVEMBER = period("2026-11-01", "2026-11-30")
R = RequestStatus


@pytest.fixture(autouse=True)
def _december():
    with time_machine.travel(local("2026-12-01 12:00"), tick=False):
        yield


def test_median_and_ninetieth_are_waits_that_somebody_had():
    for minutes in (10, 20, 30, 40, 50, 60, 70, 80, 90, 1000):
        request("2026-11-05 12:00", R.CONFIRMED, wait=minutes * MINUTE)
    found = wait_figures(NOVEMBER)
    assert (found.median, found.ninetieth) == (50 * MINUTE, 90 * MINUTE)


def test_waits_of_one_request_are_all_the_same():
    request("2026-11-05 12:00", R.DECLINED, wait=HOUR)
    found = wait_figures(NOVEMBER)
    assert (found.answered, found.median, found.ninetieth) == (1, HOUR, HOUR)


def test_waits_of_nobody_are_not_known():
    found = wait_figures(NOVEMBER)
    assert (found.answered, found.median, found.ninetieth) == (0, None, None)
    assert (found.groups, found.within_a_day_share) == ((0, 0, 0, 0, 0, 0), None)


def test_waits_fall_into_groups_with_their_upper_limits():
    day = 24 * HOUR
    moment = dt.timedelta(seconds=1)
    limits = (HOUR, 4 * HOUR, day, 2 * day, 7 * day)
    for limit in limits:
        request("2026-11-05 12:00", R.CONFIRMED, wait=limit)
        request("2026-11-05 12:00", R.CONFIRMED, wait=limit + moment)
    assert wait_figures(NOVEMBER).groups == (1, 2, 2, 2, 2, 1)


def test_wait_over_the_change_of_the_clocks_is_real_time():
    """On 1 November 2026 clocks go back at two: from 0:30 to 3:30 are four hours."""
    row = request("2026-11-01 00:30", R.CONFIRMED)
    row.first_answered_at = local("2026-11-01 03:30")
    row.save()
    assert wait_figures(NOVEMBER).median == 4 * HOUR


def test_share_within_a_day_counts_who_should_have_been_answered():
    request("2026-11-05 12:00", R.CONFIRMED, wait=24 * HOUR)
    request("2026-11-05 12:00", R.CONFIRMED, wait=24 * HOUR + MINUTE)
    request("2026-11-05 12:00", R.RECEIVED)
    request("2026-11-05 12:00", R.EXPIRED)
    request("2026-11-05 12:00", R.WITHDRAWN)
    request("2026-11-05 12:00", R.DUPLICATE)
    request("2026-11-05 12:00", R.SPAM)
    request("2026-11-30 13:00", R.RECEIVED)

    found = wait_figures(NOVEMBER)

    assert (found.within_a_day, found.due, found.within_a_day_share) == (1, 4, 0.25)
    assert (found.answered, found.waiting, found.unanswered) == (2, 2, 3)


def test_request_confirmed_by_the_site_was_answered_at_once():
    request("2026-11-05 12:00", R.CONFIRMED, wait=dt.timedelta(0))
    found = wait_figures(NOVEMBER)
    assert (found.median, found.groups[0]) == (dt.timedelta(0), 1)


def test_spam_that_was_answered_before_is_in_no_figure():
    request("2026-11-05 12:00", R.QUARANTINED, wait=HOUR)
    assert wait_figures(NOVEMBER).answered == 0
