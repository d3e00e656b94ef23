"""The page for moving a visit: what does not act, who does not see it, what is no choice."""

import datetime as dt

import pytest
from django.test import Client

from bookings.domain.manage import manage_token
from bookings.models import BookingRequest, BookingSettings
from tests.bookings.views.moving import NINE, move_page, stored
from tests.factories.visits import make_visit

pytestmark = pytest.mark.django_db

QUERIES = 19


@pytest.mark.parametrize("method", ["get", "head"])
def test_page_changes_nothing_however_often_it_is_opened(client, visit, method):
    before = stored()

    for query in ["", "?start=" + NINE, "?show=2026-12-15"]:
        assert getattr(client, method)(move_page(visit) + query).status_code == 200

    assert stored() == before


def test_page_is_for_nobody_else(visitor, visit):
    response = visitor.open(move_page(visit)).response

    assert "no-store" in response["Cache-Control"]
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("no-referrer", "noindex")
    assert [cookie for cookie in response.cookies if cookie != "csrftoken"] == []
    token = manage_token(visit.request)
    saying = {tag.name for tag in visitor.page.find_all() if token in str(list(tag.attrs.values()))}
    assert saying <= {"form", "button"}
    assert not {"Vera", "vera@example.org"} & set(visitor.page.get_text(" ").split())


@pytest.mark.parametrize("method", ["get", "post"])
def test_link_that_leads_nowhere_looks_like_every_other(visitor, visit, method):
    old = move_page(visit)
    BookingRequest.objects.update(link_generation=2)
    never = visitor.open("/my-request/never/").page.main

    visitor.response = getattr(visitor.client, method)(old, {"start": NINE, "version": "1"})

    assert visitor.response.status_code == 404
    assert visitor.page.main == never


def test_move_without_the_csrf_token_is_refused(visit):
    before = stored()

    response = Client(enforce_csrf_checks=True).post(
        move_page(visit), {"start": NINE, "version": visit.version}
    )

    assert response.status_code == 403
    assert stored() == before


HOSTILE = [
    *["", "\x00", "-1", "9" * 400, "٣", "<script>alert(1)</script>", "😀" * 3000, "1e9", " 1 "],
    *[
        "2026-12-01T14:00:00",
        "2026-02-30T14:00:00Z",
        "0001-01-01T00:00:00Z",
        "2999-12-31T23:59:59Z",
    ],
    *[
        "2026-11-17T14:00:00Z",
        "2026-12-01T14:05:00Z",
        "2026-12-02T14:00:00Z",
        "2027-12-07T14:00:00Z",
    ],
]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_posts_get_a_readable_page_and_change_nothing(client, visit, value):
    before = stored()

    for sent, statuses in [
        ({"start": value, "version": "1"}, {409, 422}),
        ({"start": NINE, "version": value}, {409}),
        ({"start": [value, NINE], "version": "1"}, {422}),
        ({"start": NINE, "version": ["1", value]}, {409}),
        ({"start": value, "show": value, "days_from": value}, {200}),
        ({"start": value, "version": "1", "days_from": value}, {409, 422}),
    ]:
        response = client.post(move_page(visit), sent)
        assert response.status_code in statuses, sent
        assert "<h1" in response.text
        assert "<script>alert" not in response.text
    assert stored() == before


@pytest.mark.parametrize("value", ["2026-12-02T14:00:00Z", "2026-12-01T14:05:00Z"])
def test_time_that_is_not_listed_is_refused_in_words(visitor, visit, value):
    visitor.open(move_page(visit)).send(start=value)

    assert visitor.response.status_code == 409
    (message,) = visitor.errors.values()
    assert message.endswith("is not one of the free times. Choose one from the list")


def test_page_takes_a_fixed_number_of_queries(
    client, visit, thea, service, django_assert_num_queries
):
    BookingSettings.current()
    client.get(move_page(visit))
    with django_assert_num_queries(QUERIES):
        client.get(move_page(visit))
    for day in range(8, 20):
        make_visit(thea, dt.datetime(2026, 12, day, 18, tzinfo=dt.UTC))
    with django_assert_num_queries(QUERIES):
        client.get(move_page(visit))
