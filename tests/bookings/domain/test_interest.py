"""Who else wanted a time."""

import datetime as dt

import pytest
import time_machine

from bookings.domain.interest import wanted_by
from bookings.domain.submission import Wish
from bookings.models import RequestPreference
from bookings.statuses import RequestStatus
from tests.bookings.domain.offering import HOUR, NOW, TUESDAY
from tests.factories.bookings import make_request, make_service

pytestmark = pytest.mark.django_db

FIRST = dt.date(2026, 12, 1)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _now(practice):
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def service(practice):
    return make_service()


def live(start, length=HOUR):
    return Wish(slot_start=start, slot_end=start + length)


@pytest.mark.parametrize(
    ("wish", "wanted"),
    [
        (live(TUESDAY), True),
        (live(TUESDAY + HOUR / 2), True),
        (live(TUESDAY - HOUR), False),  # ends as it begins
        (live(TUESDAY + HOUR), False),
        (Wish(), True),
        (Wish(date_from=FIRST, date_until=FIRST), True),
        (Wish(date_from=FIRST + DAY, date_until=FIRST + DAY), False),
        (Wish(date_from=FIRST - 2 * DAY, date_until=FIRST - DAY), False),
        (Wish(weekdays=(1, 3)), True),  # 1 December 2026 is a Tuesday
        (Wish(weekdays=(0, 2)), False),
        (Wish(time_until=dt.time(12)), True),  # nine in New York
        (Wish(time_until=dt.time(9)), False),
        (Wish(time_from=dt.time(9)), True),
        (Wish(time_from=dt.time(12), time_until=dt.time(17)), False),  # what UTC would say
        (Wish(weekdays=(1,), time_from=dt.time(10)), False),
    ],
)
def test_wish_covers_the_time_or_does_not(service, wish, wanted):
    request = make_request(service=service, wishes=(wish,))

    assert wanted_by(TUESDAY, TUESDAY + HOUR) == ([request] if wanted else [])


def test_day_is_the_practices_not_that_of_utc(service):
    late = dt.datetime(2026, 12, 2, 2, tzinfo=dt.UTC)  # nine in the evening of the day before
    request = make_request(service=service, wishes=(Wish(date_from=FIRST, date_until=FIRST),))

    assert wanted_by(late, late + HOUR) == [request]


def test_wanted_by_leaves_out_who_gets_it_who_is_settled_and_wishes_that_are_gone(service):
    winner, waiting, gone = (make_request(service=service) for _ in range(3))
    make_request(service=service, status=RequestStatus.CONFIRMED)
    RequestPreference.objects.filter(request=gone).update(state="gone")

    assert wanted_by(TUESDAY, TUESDAY + HOUR, besides=winner.pk) == [waiting]


def test_wanted_by_gives_who_has_waited_longest_first_and_each_once(
    service, django_assert_num_queries
):
    wishes = (live(TUESDAY), Wish())
    ages = (1, 3, 2)
    requests = [make_request(service=service, wishes=wishes, age=age * HOUR) for age in ages]

    with django_assert_num_queries(3):
        found = wanted_by(TUESDAY, TUESDAY + HOUR)

    assert found == [requests[1], requests[2], requests[0]]
