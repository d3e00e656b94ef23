"""The week of a practitioner: hours, closures, visits and what visitors could pick."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from wagtail.users.models import UserProfile

from bookings.domain.availability import Diary
from bookings.models import ScheduleException
from bookings.statuses import AppointmentStatus
from site_project import roles
from tests.bookings.staff.desk import NOW, REQUESTS, WEEK, logged_in
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.diaries import closure, extra
from tests.factories.visits import make_visit

MONDAY = dt.date(2026, 11, 30)
TEN = dt.datetime(2026, 11, 30, 10, 0, tzinfo=dt.UTC)
HOURS = [*((day, "09:00", "12:00") for day in range(5)), (0, "14:00", "16:00")]


@pytest.fixture
def service(db):
    return make_service(title="Neck massage", turnaround_minutes=0, start_step_minutes=60)


@pytest.fixture
def person(service, now):
    return make_practitioner(name="Thea", services=[service], hours=HOURS)


def days(client, person, **query):
    response = client.get(f"{WEEK}{person.pk}/", {"day": MONDAY.isoformat()} | query)
    assert response.status_code == 200
    return response.context["days"]


def test_week_shows_hours_closures_visits_and_starts(person, service, reception):
    closure(MONDAY + dt.timedelta(days=1), public_note="Training").save()
    extra(MONDAY + dt.timedelta(days=5), times="09:00-10:00", private_note="Instead").save()
    make_visit(person, TEN)

    monday, tuesday, *_others, saturday, sunday = days(reception, person)

    assert [day.isoformat() for day in (monday.day, sunday.day)] == ["2026-11-30", "2026-12-06"]
    assert monday.hours == ["9:00–12:00", "14:00–16:00"]
    assert monday.starts == ["9:00", "11:00", "14:00", "15:00"]
    assert [visit.who for visit, _outside in monday.visits] == ["Clara Client"]
    assert (tuesday.hours, tuesday.starts) == ([], [])
    assert (saturday.hours, saturday.starts) == (["9:00–10:00"], ["9:00"])
    assert (sunday.hours, sunday.exceptions) == ([], [])
    page = reception.get(f"{WEEK}{person.pk}/", {"day": "2026-12-03"}).text
    for words in ["30 November – 6 December 2026", "Training", "Instead", "10:00–11:00"]:
        assert words in page


def test_starts_are_those_of_the_length_that_is_chosen(person, service, reception):
    chosen = days(reception, person, **{"for": f"{service.pk}-90"})

    assert chosen[0].starts == ["9:00", "10:00", "14:00"]
    slots = Diary.for_service(service, 90, first=MONDAY, last=MONDAY).on(MONDAY)
    assert len(slots) == len(chosen[0].starts)


def test_times_are_the_practices_for_a_user_in_tokyo(person, reception, practice):
    practice.time_zone = "America/New_York"
    practice.save()
    profile = UserProfile.get_for_user(reception.user)
    profile.current_time_zone = "Asia/Tokyo"
    profile.save()
    make_visit(person, dt.datetime(2026, 12, 1, 1, 0, tzinfo=dt.UTC))

    monday, tuesday, *_others = days(reception, person)

    assert monday.hours == ["9:00–12:00", "14:00–16:00"]
    assert [outside for _visit, outside in monday.visits] == [True]
    assert tuesday.visits == []
    page = reception.get(f"{WEEK}{person.pk}/", {"day": MONDAY.isoformat()}).text
    assert "20:00–21:00" in page
    assert "outside the opening hours" in page
    assert "All times are in the zone America/New_York." in page


def test_names_take_the_permission_to_see_appointments(person, service):
    request = make_request(service=service, name="Vera Visitor")
    make_visit(person, TEN, request=request)
    make_visit(person, TEN + dt.timedelta(hours=1), name="Clara Client")
    looker = logged_in(roles.EDITOR)
    looker.user.user_permissions.set(Permission.objects.filter(codename="view_scheduleexception"))
    url = f"{WEEK}{person.pk}/?day={MONDAY.isoformat()}"

    page = looker.get(url).text

    assert "10:00–11:00" in page
    assert "taken" in page
    assert [name for name in ("Vera", "Clara", f"{REQUESTS}{request.pk}/") if name in page] == []
    shown = logged_in(roles.RECEPTION).get(url).text
    assert f'<a href="{REQUESTS}{request.pk}/">10:00–11:00</a>' in shown
    assert "Clara Client" in shown


def test_held_times_are_shown_until_they_lapse(person, reception):
    make_visit(person, TEN, status=AppointmentStatus.HELD)
    lapsed = make_visit(person, TEN + dt.timedelta(hours=1), status=AppointmentStatus.HELD)
    lapsed.hold_expires_at = NOW
    lapsed.save()

    monday, *_others = days(reception, person)

    assert [visit.appointment.start for visit, _outside in monday.visits] == [TEN]
    assert monday.starts == ["9:00", "11:00", "14:00", "15:00"]


def test_links_lead_to_other_weeks_and_keep_what_is_chosen(person, service, reception):
    key = f"{service.pk}-90"
    page = reception.get(f"{WEEK}{person.pk}/", {"day": MONDAY.isoformat(), "for": key}).text

    own = f"{WEEK}{person.pk}/"
    for link in [f"?day=2026-11-23&amp;for={key}", f"?day=2026-12-07&amp;for={key}", f"?for={key}"]:
        assert f'href="{own}{link}"' in page
    assert f'<option value="{key}" selected>' in page


def test_own_week_is_that_of_the_account_or_else_the_first(person, service, reception):
    make_practitioner(name="Ann", services=[service])
    assert reception.get(WEEK).context["person"].name == "Ann"

    person.user = reception.user
    person.save()

    assert reception.get(WEEK).context["person"] == person
    assert reception.get(WEEK).context["monday"] == dt.date(2026, 11, 16)


def test_somebody_inactive_has_a_week_without_starts(person, reception):
    person.active = False
    person.save()
    make_visit(person, TEN)

    monday, *_others = days(reception, person)

    assert monday.starts == []
    assert len(monday.visits) == 1
    assert "Not active" in reception.get(f"{WEEK}{person.pk}/").text


def test_a_practice_without_anybody_says_what_to_do(reception):
    assert "Nobody treats here yet" in reception.get(WEEK).text


def test_somebody_unknown_is_not_found(person, reception):
    assert reception.get(f"{WEEK}4711/").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        {"day": "soon"},
        {"day": "0001-01-01"},
        {"day": "9999-12-31"},
        {"day": "\x00"},
        {"for": "1-60"},
        {"for": "x" * 5000},
        {"other": "1"},
    ],
)
def test_parameters_that_make_no_sense_are_passed_over(query, person, reception):
    response = reception.get(f"{WEEK}{person.pk}/", query)

    assert (response.status_code, response.context["monday"]) == (200, dt.date(2026, 11, 16))


@pytest.mark.parametrize("number", [1, 30])
def test_week_costs_the_same_whatever_is_in_it(
    number, person, service, reception, django_assert_num_queries
):
    for count in range(number):
        request = make_request(service=service)
        make_visit(person, TEN + dt.timedelta(hours=count), request=request, minutes=30)
        make_visit(person, TEN + dt.timedelta(hours=count, minutes=30), minutes=30)
        ScheduleException.objects.create(date_from=MONDAY, date_until=MONDAY, practitioner=person)
        make_practitioner(name=f"Other {count}", services=[service])
    reception.get(f"{WEEK}{person.pk}/")

    with django_assert_num_queries(22):
        days(reception, person)
