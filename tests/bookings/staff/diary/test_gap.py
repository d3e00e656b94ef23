"""Free time of the diary: booked or closed from there, and back."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission

from bookings.domain.submission import Wish
from bookings.models import Appointment, Practitioner, ScheduleException
from site_project import roles
from tests.bookings.staff.desk import APPOINTMENTS, CLOSURES, DIARY_DAY, GAP, WEEK, logged_in
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.visits import make_visit

MONDAY = dt.date(2026, 11, 30)
TEN = dt.datetime(2026, 11, 30, 10, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def service(db):
    return make_service(title="Neck massage", turnaround_minutes=0)


@pytest.fixture
def person(service, now) -> Practitioner:
    return make_practitioner(name="Thea", services=[service], hours=[(0, "09:00", "12:00")])


def place(person, at="20261130T1000Z"):
    return f"{person.pk}@{at}"


def test_free_time_says_how_long_it_is_and_where_to_start(person, reception):
    make_visit(person, TEN - HOUR)

    response = reception.get(GAP, {"at": place(person), "back": "week"})

    assert response.context["title"] == "Monday 30 November, 10:00–12:00"
    assert [words for words, _url in response.context["starts"]] == [
        *("10:00", "10:15", "10:30", "10:45", "11:00", "11:15", "11:30"),
    ]
    url = f"{APPOINTMENTS}book/?at={person.pk}%4020261130T1015Z&amp;back=week"
    assert f'href="{url}"' in response.text
    assert f'href="{WEEK}?who={person.pk}&amp;day=2026-11-30"' in response.text


def test_a_visit_is_booked_into_it_and_leads_back_to_the_diary(person, service, reception):
    url = f"{APPOINTMENTS}book/?at={person.pk}%4020261130T1015Z&back=week-all"

    page = reception.get(url)
    form = page.context["form"]
    assert [form[name].value() for name in ("day", "time", "practitioner")] == [
        *(MONDAY, dt.time(10, 15), person.pk),
    ]
    typed = {"day": "2026-11-30", "time": "10:15", "practitioner": person.pk}
    who = {"session": f"{service.pk}-60", "name": "Phil Phone", "phone": "020 7946 0001"}
    looked = reception.post(url, typed | {"look": "1", "session": who["session"]})
    assert looked.context["form"]["time"].value() == "10:15"
    booked = reception.post(url, typed | who)

    visit = Appointment.objects.get()
    assert (visit.start, visit.who) == (TEN + HOUR / 4, "Phil Phone")
    assert booked.url == f"{WEEK}?who=all&day=2026-11-30#visit-{visit.pk}"


def test_it_is_closed_and_leads_back_to_the_diary(person, reception):
    close = reception.get(GAP, {"at": place(person), "back": "day"}).context["close_url"]

    page = reception.get(close)
    instance = page.context["form"].instance
    assert (instance.practitioner, instance.date_from) == (person, MONDAY)
    assert (instance.time_from, instance.time_until) == (dt.time(9), dt.time(12))
    action = f"{CLOSURES}add/?back=day"
    assert f'action="{action}"' in page.text
    closed = reception.post(
        action,
        {
            "kind": "closed",
            "practitioner": person.pk,
            "date_from": "2026-11-30",
            "time_from": "09:00",
            "time_until": "12:00",
        },
    )

    assert closed.url == f"{DIARY_DAY}?who={person.pk}&day=2026-11-30"
    assert str(ScheduleException.objects.get()) == "Closed: Monday 30 November 2026, 9:00–12:00"
    gone = reception.get(GAP, {"at": place(person)})
    assert (gone.context["gap"], "no longer free" in gone.text) == (None, True)


def test_who_waits_for_such_a_time_is_named_for_who_may_see_requests(person, service, reception):
    wishes = {"fits": dt.time(9), "evening": dt.time(17)}
    for name, since in wishes.items():
        wish = Wish(date_from=MONDAY, date_until=MONDAY, time_from=since)
        make_request(service=service, name=f"Wanda {name}", wishes=(wish,))
    make_request(service=service, name="Wanda long", minutes=240)

    def wanting():
        found = reception.get(GAP, {"at": place(person)}).context["wanting"]
        return [request.name for request, _url in found]

    assert wanting() == ["Wanda fits"]
    reception.user.groups.get().permissions.remove(
        Permission.objects.get(codename="view_bookingrequest")
    )
    assert wanting() == []


def test_what_somebody_may_not_do_is_not_offered(person):
    looker = logged_in(roles.EDITOR)
    looker.user.user_permissions.set(Permission.objects.filter(codename="view_scheduleexception"))

    response = looker.get(GAP, {"at": place(person)})

    assert (response.context["starts"], response.context["close_url"]) == ([], "")
    assert "Free 9:00–12:00</li>" in looker.get(WEEK, {"who": person.pk, "day": "2026-11-30"}).text


@pytest.mark.parametrize(
    "at",
    ["", "x", "\x00", "1@20261130T1000", "12345678901234567890@20261130T1000Z", "0@20261130T1000Z"],
)
def test_free_time_that_is_none_leads_to_the_diary(at, person, reception):
    response = reception.get(GAP, {"at": at})

    assert (response.status_code, response.url) == (302, f"{DIARY_DAY}?who=all")


@pytest.mark.parametrize("at", ["29991231T2359Z", "20000101T0000Z", "20261130T2359Z"])
def test_time_that_is_not_free_says_so(at, person, reception):
    assert "no longer free" in reception.get(GAP, {"at": place(person, at)}).text


@pytest.mark.parametrize("back", ["http://example.org/", "\x00", "week-7", "x" * 3000, ""])
def test_way_back_is_one_of_the_diarys_own_pages(back, person, service, reception):
    response = reception.get(GAP, {"at": place(person), "back": back})
    assert response.context["back_url"] == f"{DIARY_DAY}?who={person.pk}&day=2026-11-30"

    typed = {"day": "2026-11-30", "time": "10:15", "practitioner": person.pk}
    who = {"session": f"{service.pk}-60", "name": "Phil Phone"}
    booked = reception.post(f"{APPOINTMENTS}book/", typed | who, query_params={"back": back})
    assert booked.url == f"{APPOINTMENTS}{Appointment.objects.get().pk}/"


@pytest.mark.parametrize(
    "query",
    [
        {"practitioner": "12345678901234567890", "date_from": "0000-01-01"},
        {"practitioner": "\x00", "time_from": "25:00", "time_until": "\x00"},
        {"date_from": "9999-12-31", "back": "x"},
    ],
)
def test_closure_starts_empty_from_what_makes_no_sense(query, person, reception):
    instance = reception.get(f"{CLOSURES}add/", query).context["form"].instance

    assert (instance.practitioner_id, instance.date_from) == (None, None)
    assert (instance.time_from, instance.time_until) == (None, None)


@pytest.mark.parametrize("number", [1, 30])
def test_free_time_costs_the_same_whatever_is_around_it(
    number, person, service, reception, django_assert_num_queries
):
    for count in range(number):
        make_request(service=service)
        make_visit(person, TEN + 12 * HOUR + count * HOUR)
    reception.get(GAP, {"at": place(person)})

    with django_assert_num_queries(15):
        reception.get(GAP, {"at": place(person)})
