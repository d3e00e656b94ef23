"""The page of the reports: who sees it, of which days, and in which words."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bookings.models import InterestCount
from bookings.statuses import AppointmentStatus, RequestStatus
from site_project import roles
from tests.bookings.domain.reports.world import HOUR, local, request
from tests.bookings.staff.desk import REPORTS, logged_in
from tests.factories.bookings import make_practitioner
from tests.factories.visits import make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "practice")]

WEEKDAYS = [(day, "09:00", "17:00") for day in range(5)]


@pytest.fixture
def thea():
    return make_practitioner(name="Thea", hours=WEEKDAYS)


def shown(client, **query):
    response = client.get(REPORTS, query)
    assert response.status_code == 200
    return response


def fill(thea, number: int) -> None:
    """`number` requests, visits and counts, each a day after the other."""
    for count in range(number):
        day = f"2026-{10 if count < 15 else 11}-{count % 15 + 5:02}"
        request(f"{day} 12:00", RequestStatus.CONFIRMED, wait=HOUR, service=f"Service {count}")
        make_visit(thea, local(f"{day} 10:00"), status=AppointmentStatus.COMPLETED)
        InterestCount.objects.create(
            month=f"2026-{10 + count % 2}-01",
            article=f"Book {number}.{count}",
            area="Neck",
            count=3,
        )


@pytest.mark.parametrize("role", [roles.OWNER, roles.THERAPIST])
def test_reports_are_for_who_may_see_them(role):
    client = logged_in(role)
    assert client.get(REPORTS).status_code == 200
    assert f'href="{REPORTS}"' in menu_of(client)


@pytest.mark.parametrize("role", [roles.RECEPTION, roles.EDITOR])
def test_reports_are_for_nobody_else(role):
    client = logged_in(role)
    assert client.get(REPORTS).status_code in {302, 403}
    assert client.get(REPORTS).content.count(b"How the practice is doing") == 0
    assert f'href="{REPORTS}"' not in menu_of(client)


def menu_of(client) -> str:
    """The addresses in the menu, which Wagtail hands to a script."""
    page = client.get("/admin/").text
    return " ".join(f'href="{url}"' for url in re.findall(r'"url": "([^"]+)"', page))


def test_page_without_anything_says_so_kindly(owner):
    response = shown(owner)
    assert "There is nothing to report on from these days." in response.text
    assert "<figure" not in response.text


def test_page_with_a_single_request_draws_it(owner):
    request("2026-11-20 12:00")
    response = shown(owner)
    text = response.text
    assert "1 request, 0 of them confirmed." in text
    assert "No request of these days has been answered yet." in text
    assert "No visit was booked for these days." in text
    assert "The first request or visit here was on 20 November 2026." in text
    assert [section.key for section in response.context["sections"] if section.pictures] == [
        "requests",
        "interest",
    ]


def test_headlines_are_compared_with_the_period_before(owner, thea):
    request("2026-08-01 12:00")
    for _count in range(3):
        request("2026-11-20 12:00", RequestStatus.CONFIRMED, wait=HOUR)
    request("2026-11-20 12:00", RequestStatus.DECLINED, wait=3 * HOUR)
    request("2026-10-10 12:00", RequestStatus.CONFIRMED, wait=2 * HOUR)
    make_visit(thea, local("2026-11-20 10:00"), status=AppointmentStatus.COMPLETED)
    make_visit(thea, local("2026-11-20 11:00"), status=AppointmentStatus.NO_SHOW)

    response = shown(owner)

    found = [(one.name, one.now, one.before) for one in response.context["headlines"]]
    assert found == [
        ("Requests", "4", "1"),
        ("Confirmed", "75%", "100%"),
        ("Half answered within", "1 hour", "2 hours"),
        ("Open hours sold", "1%", "0%"),
        ("Cancelled", "0%", "–"),
        ("Did not come", "50%", "–"),
    ]
    assert "compared with 24 September – 23 October 2026" in " ".join(response.text.split())


def test_headlines_stand_alone_where_not_all_of_the_period_before_is_known(owner):
    request("2026-10-10 12:00")
    request("2026-11-20 12:00")
    response = shown(owner)
    assert {one.before for one in response.context["headlines"]} == {""}
    assert "compared with" not in response.text


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ({}, "2026-10-24", "2026-11-22"),
        ({"period": "last-year"}, "2025-01-01", "2025-12-31"),
        ({"from": "2026-03-01", "until": "2026-03-31"}, "2026-03-01", "2026-03-31"),
        ({"period": "12-months", "from": "2026-03-01"}, "2025-12-01", "2026-11-22"),
        ({"from": "2026-03-31", "until": "2026-03-01"}, "2026-10-24", "2026-11-22"),
        ({"from": "2016-01-01", "until": "2026-01-01"}, "2026-10-24", "2026-11-22"),
        ({"from": "0001-01-01", "until": "0001-01-02"}, "2026-10-24", "2026-11-22"),
        ({"from": "9999-12-30", "until": "9999-12-31"}, "2026-10-24", "2026-11-22"),
        ({"from": "\x00", "until": "'"}, "2026-10-24", "2026-11-22"),
        ({"period": "12-monkeys"}, "2026-10-24", "2026-11-22"),
        ({"with": "99999999999999999999"}, "2026-10-24", "2026-11-22"),
        ({"with": "\x00", "period": "\x00", "bogus": "1"}, "2026-10-24", "2026-11-22"),
    ],
)
def test_period_is_in_the_address_and_nonsense_is_passed_over(owner, query, first, last):
    asked = shown(owner, **query).context["asked"]
    assert (asked.period.first.isoformat(), asked.period.last.isoformat()) == (first, last)
    assert asked.practitioner is None


def test_links_keep_the_period_and_the_practitioner(owner, thea):
    make_practitioner(name="Otto")
    context = shown(owner, period="12-months", **{"with": thea.pk}).context
    assert [address for _words, address, _this in context["periods"]] == [
        f"?period={name}&with={thea.pk}"
        for name in ("30-days", "12-months", "this-year", "last-year")
    ]
    assert [(words, this) for words, _address, this in context["whose"]] == [
        ("Everybody", False),
        ("Otto", False),
        ("Thea", True),
    ]
    assert context["whose"][0][1] == "?period=12-months"


def test_page_of_one_practitioner_says_what_is_the_whole_practices(owner, thea):
    fill(thea, 1)
    text = shown(owner, period="12-months", **{"with": thea.pk}).text
    assert text.count("whole practice") == 3


def test_few_who_name_an_area_are_not_shown(owner, thea):
    fill(thea, 1)
    InterestCount.objects.create(month="2026-11-01", article="Hands", area="Thumb", count=2)
    text = shown(owner, period="12-months").text
    assert "Neck · Book 1.0" in text
    assert "Thumb" not in text
    assert "1 more area" in text
    assert "fewer than 3 each" in text


def test_gap_stands_where_nothing_is_known_and_zero_where_nobody_came(owner, thea):
    request("2026-09-10 12:00")
    request("2026-11-10 12:00")
    response = shown(owner, period="12-months")
    charts = {
        picture.name: picture.chart
        for section in response.context["sections"]
        for picture in section.pictures
    }
    assert [column.value for column in charts["requests"].columns] == [None] * 9 + [1, 0, 1]
    assert [point.share for point in charts["hours"].points] == [None] * 9 + [0, 0, 0]
    assert [bar.words for bar in charts["requests"].bars] == ["1", "0", "1"]


def test_hostile_names_are_harmless(owner):
    make_practitioner(name="<script>alert(1)</script>")
    request("2026-11-20 12:00", service='"><svg onload=alert(1)>')
    text = shown(owner).text
    assert "<script>alert" not in text
    assert "<svg onload" not in text


def test_page_asks_the_same_number_of_queries_of_1_and_of_30(owner, thea):
    for number in (1, 30):
        fill(thea, number) if number == 1 else fill(make_practitioner(name="Otto"), number)
        shown(owner, period="12-months")
        with CaptureQueriesContext(connection) as sent:
            shown(owner, period="12-months")
        assert len(sent) == 25


def test_table_has_what_the_picture_shows(owner, thea):
    fill(thea, 1)
    response = shown(owner, period="12-months")
    for section in response.context["sections"]:
        for picture in section.pictures:
            assert f'id="{picture.name}-t"' in response.text
            assert picture.rows, picture.name
            assert {len(row) for row in picture.rows} == {len(picture.headings)}


def test_permission_to_see_is_enough_to_look_and_not_to_take_along(thea):
    client = logged_in(roles.EDITOR)
    client.user.user_permissions.set(Permission.objects.filter(codename="view_reports"))
    fill(thea, 1)
    text = shown(client, period="12-months").text
    assert "How the practice is doing" in text
    assert "Take along" not in text
