"""Requests by month, by outcome, by service and article."""

import datetime as dt
from collections import Counter

import pytest
from django.utils import timezone

from blog.models import ArticlePage
from bookings.domain import transitions
from bookings.domain.reports import Outcome, named_period
from bookings.domain.reports.requests import articles, request_figures, services
from bookings.statuses import RequestStatus
from tests.bookings.domain.reports.world import HOUR, ZONE, period, request
from tests.factories.bookings import make_request

pytestmark = pytest.mark.django_db

AUTUMN = period("2026-08-01", "2026-11-30")
R = RequestStatus


def outcomes_today() -> Counter[Outcome]:
    today = timezone.localdate(timezone=ZONE)
    return request_figures(named_period("30-days", today=today, zone=ZONE)).outcomes


def test_requests_count_by_month_of_the_practice():
    """At 23:30 on 31 October in New York it is November in UTC."""
    request("2026-10-31 23:30", R.CONFIRMED)
    request("2026-11-01 00:00", R.DECLINED)
    request("2026-11-30 23:59", R.DECLINED)
    request("2026-12-01 00:00", R.CONFIRMED)
    request("2026-07-31 23:59", R.CONFIRMED)

    found = request_figures(AUTUMN)

    assert found.by_step == {
        dt.date(2026, 10, 1): Counter({Outcome.CONFIRMED: 1}),
        dt.date(2026, 11, 1): Counter({Outcome.DECLINED: 2}),
    }
    assert found.received == 3


def test_requests_count_by_week_of_the_practice():
    request("2026-11-08 23:30")
    request("2026-11-09 00:00")
    found = request_figures(period("2026-11-02", "2026-11-15"))
    assert found.by_step == {
        dt.date(2026, 11, 2): Counter({Outcome.OPEN: 1}),
        dt.date(2026, 11, 9): Counter({Outcome.OPEN: 1}),
    }


def test_every_status_has_its_outcome_and_spam_has_none():
    for status in RequestStatus:
        request("2026-11-05 12:00", status)

    found = request_figures(AUTUMN)

    assert found.outcomes == {
        Outcome.CONFIRMED: 1,
        Outcome.DECLINED: 1,
        Outcome.WITHDRAWN: 1,
        Outcome.EXPIRED: 1,
        Outcome.DUPLICATE: 1,
        Outcome.OPEN: 5,
    }
    assert (found.received, found.held_back) == (10, 2)
    assert (found.decided, found.confirmed_share) == (4, 0.25)


def test_share_of_nothing_is_not_known():
    request("2026-11-05 12:00", R.DUPLICATE)
    assert request_figures(AUTUMN).confirmed_share is None


def test_request_that_is_declined_and_taken_up_again_counts_as_it_stands(confirm, staff, service):
    row = make_request(service=service, age=HOUR)
    declined = transitions.decline(
        request_id=row.pk, version=row.version, by=staff, reason="no_time", message=""
    )
    assert outcomes_today() == {Outcome.DECLINED: 1}
    reopened = transitions.reopen(request_id=row.pk, version=declined.version, by=staff)
    confirm(reopened)
    assert outcomes_today() == {Outcome.CONFIRMED: 1}


def test_services_count_by_the_name_they_had():
    request("2026-11-05 12:00", R.CONFIRMED, service="Neck massage")
    request("2026-11-06 12:00", R.DECLINED, service="Neck massage")
    request("2026-11-07 12:00", R.CONFIRMED, service="Back massage")
    request("2026-11-07 12:00", R.SPAM, service="Cheap pills")
    found = [(one.name, one.requests, one.confirmed) for one in services(AUTUMN)]
    assert found == [("Neck massage", 2, 1), ("Back massage", 1, 1)]


def test_articles_count_the_requests_they_led_to(demo_site):
    article, other = ArticlePage.objects.live().order_by("pk")[:2]
    asked = dt.datetime(2031, 5, 4, 12, tzinfo=dt.UTC)
    request(asked, R.CONFIRMED, source_article=article)
    request(asked, source_article=article)
    request(asked, source_article=other)
    request(asked, R.QUARANTINED, source_article=other)
    request(asked)
    led = articles(period("2031-05-01", "2031-05-31"))
    found = [(one.name, one.requests, one.confirmed) for one in led]
    assert found == [(article.title, 2, 1), (other.title, 1, 0)]
