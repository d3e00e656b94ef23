"""The week: hours, closures, visits and what is free, of one practitioner or of all."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from wagtail.users.models import UserProfile

from bookings.domain.availability import Diary
from bookings.domain.submission import Wish
from bookings.models import ScheduleException
from bookings.statuses import AppointmentStatus
from site_project import roles
from tests.bookings.staff.desk import APPOINTMENTS, NOW, WEEK, logged_in
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.diaries import closure, extra
from tests.factories.visits import make_visit

MONDAY = dt.date(2026, 11, 30)
TEN = dt.datetime(2026, 11, 30, 10, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
HOURS = [*((day, "09:00", "12:00") for day in range(5)), (0, "14:00", "16:00")]


@pytest.fixture
def service(db):
    return make_service(title="Neck massage", turnaround_minutes=0, start_step_minutes=60)


@pytest.fixture
def person(service, now):
    return make_practitioner(name="Thea", services=[service], hours=HOURS)


def look(client, person, **query):
    response = client.get(WEEK, {"who": person.pk, "day": MONDAY.isoformat()} | query)
    assert response.status_code == 200
    return response


def shown(client, person, **query):
    """The columns of the only band."""
    (band,) = look(client, person, **query).context["bands"]
    return band.columns


def in_words(shown_column):
    return [(entry.kind, entry.words) for entry in shown_column.column.entries]


def test_week_shows_hours_closures_visits_and_what_is_free(person, reception):
    closure(MONDAY + dt.timedelta(days=1), public_note="Training").save()
    extra(MONDAY + dt.timedelta(days=5), times="09:00-10:00", private_note="Instead").save()
    closure(MONDAY, times="15:00-16:00", public_note="Dentist").save()
    make_visit(person, TEN)

    monday, tuesday, *_others, saturday, sunday = shown(reception, person)

    assert [one.column.day.isoformat() for one in (monday, sunday)] == ["2026-11-30", "2026-12-06"]
    assert monday.column.hours == ["9:00–12:00", "14:00–15:00"]
    assert in_words(monday) == [
        ("free", "9:00–10:00"),
        ("visit", "10:00–11:00"),
        ("free", "11:00–12:00"),
        ("free", "14:00–15:00"),
        ("closed", "15:00–16:00"),
    ]
    assert (tuesday.column.hours, in_words(tuesday)) == ([], [])
    assert (saturday.column.hours, in_words(saturday)) == (["9:00–10:00"], [("free", "9:00–10:00")])
    page = look(reception, person).text
    for words in ["30 November – 6 December 2026", "Training", "Instead", "Dentist"]:
        assert words in page
    assert "Clara Client</bdi></b></a><span>Neck massage" in page
    assert "Free 9:00–10:00" in page


def test_what_is_shown_stands_between_its_lines_of_the_grid(person, reception):
    visit = make_visit(person, TEN, minutes=45)
    visit.occupied_until += dt.timedelta(minutes=15)
    visit.save()

    response = look(reception, person)

    # From nine on, in rows of five minutes; the turnaround is three of them.
    assert 'style="grid-row:13/25;--after:3"' in response.text
    assert response.context["bands"][0].axis.hours == [f"{hour}:00" for hour in range(9, 16)]


def test_starts_are_those_of_the_length_that_is_chosen(person, service, reception):
    assert look(reception, person).context["starts"] == []

    (monday, starts), *_others = look(reception, person, **{"for": f"{service.pk}-90"}).context[
        "starts"
    ]

    assert (monday, starts) == (MONDAY, ["9:00", "10:00", "14:00"])
    slots = Diary.for_service(service, 90, first=MONDAY, last=MONDAY).on(MONDAY)
    assert len(slots) == len(starts)


def test_times_are_the_practices_for_a_user_in_tokyo(person, reception, practice):
    practice.time_zone = "America/New_York"
    practice.save()
    profile = UserProfile.get_for_user(reception.user)
    profile.current_time_zone = "Asia/Tokyo"
    profile.save()
    make_visit(person, dt.datetime(2026, 12, 1, 1, 0, tzinfo=dt.UTC))

    monday, tuesday, *_others = shown(reception, person)

    assert monday.column.hours == ["9:00–12:00", "14:00–16:00"]
    assert in_words(monday)[-1] == ("visit", "20:00–21:00")
    assert [entry.is_outside for entry in monday.column.entries if entry.visit] == [True]
    assert in_words(tuesday) == [("free", "9:00–12:00")]
    page = look(reception, person).text
    assert "outside the opening hours" in page
    assert "All times are in the zone America/New_York." in page


def test_names_take_the_permission_to_see_appointments(person, service):
    request = make_request(service=service, name="Vera Visitor")
    visit = make_visit(person, TEN, request=request)
    make_visit(person, TEN + HOUR, name="Clara Client")
    make_practitioner(name="Ann")
    looker = logged_in(roles.EDITOR)
    looker.user.user_permissions.set(Permission.objects.filter(codename="view_scheduleexception"))

    for who in (person.pk, "all"):
        page = looker.get(WEEK, {"who": who, "day": MONDAY.isoformat()}).text

        assert "10:00–11:00 taken" in page
        found = [name for name in ("Vera", "Clara", "</bdi>") if name in page]
        assert found == []
        assert "book or close" not in page
        page = logged_in(roles.RECEPTION).get(WEEK, {"who": who, "day": MONDAY.isoformat()}).text
        assert "Vera Visitor" in page
        assert "Clara Client" in page
    page = look(logged_in(roles.RECEPTION), person).text
    address = f"{APPOINTMENTS}{visit.pk}/"
    assert f'<a href="{address}">10:00 <span class="until">–11:00 </span><b>' in page


def test_wishes_take_the_permission_to_see_requests(person, service, reception):
    tuesday = MONDAY + dt.timedelta(days=1)
    wishes = (Wish(date_from=MONDAY, date_until=MONDAY, time_from=dt.time(12)), Wish())
    make_request(service=service, wishes=wishes[:1])
    make_request(service=service, wishes=(Wish(date_from=MONDAY, date_until=tuesday),) * 2)

    monday, second, third, *_others = shown(reception, person)

    assert [one.wishes for one in (monday, second, third)] == [2, 1, 0]
    waiting = [entry.wishes for entry in monday.column.entries]
    assert waiting == [1, 2]
    assert "2 wait" in look(reception, person).text
    reception.user.groups.get().permissions.remove(
        Permission.objects.get(codename="view_bookingrequest")
    )
    assert [one.wishes for one in shown(reception, person)] == [0] * 7


def test_held_times_are_shown_until_they_lapse_and_say_until_when(person, reception):
    held = make_visit(person, TEN, status=AppointmentStatus.HELD)
    lapsed = make_visit(person, TEN + HOUR, status=AppointmentStatus.HELD)
    lapsed.hold_expires_at = NOW
    lapsed.save()

    monday, *_others = shown(reception, person)

    assert in_words(monday)[:3] == [
        ("free", "9:00–10:00"),
        ("visit", "10:00–11:00"),
        ("free", "11:00–12:00"),
    ]
    assert "held until 10:00" in look(reception, person).text
    held.hold_expires_at = TEN - 14 * HOUR
    held.save()
    assert "held until Sunday 29 November, 20:00" in look(reception, person).text


def test_cancellation_that_can_be_undone_says_until_when(person, reception):
    visit = make_visit(person, TEN)
    visit.status, visit.undo_until = AppointmentStatus.CANCEL_PENDING, NOW + HOUR
    visit.save()

    page = look(reception, person).text

    assert "cancelled, can be undone until Sunday 22 November, 11:00" in page
    assert 'class="visit cancel_pending"' in page


def test_what_is_past_cannot_be_booked(person, reception):
    """It is a Sunday at ten, on which nine to half past eleven is open."""
    extra(NOW.date(), times="09:00-11:30").save()

    *_others, sunday = shown(reception, person, day=NOW.date().isoformat())

    assert in_words(sunday) == [
        ("past", "9:00–10:00"),
        ("now", "Now, 10:00"),
        ("free", "10:00–11:30"),
    ]
    assert sunday.is_today
    assert [entry.place for entry in sunday.column.entries] == [
        "",
        "",
        f"{person.pk}@20261122T1000Z",
    ]


def test_everybody_has_a_band_and_who_left_has_one_with_visits_only(person, service, reception):
    gone = make_practitioner(name="Gone", services=[service], active=False, hours=[])

    def names():
        response = reception.get(WEEK, {"who": "all", "day": MONDAY.isoformat()})
        return [band.title for band in response.context["bands"]]

    make_practitioner(name="Ann", services=[service])
    assert names() == ["Ann", "Thea"]
    make_visit(gone, TEN)
    assert names() == ["Ann", "Gone", "Thea"]


def test_links_lead_to_other_weeks_people_and_pages(person, service, reception):
    other = make_practitioner(name="Ann", services=[service])

    page = look(reception, person).text

    who = f"who={person.pk}"
    for link in [
        f"{WEEK}?{who}&amp;day=2026-11-23",
        f"{WEEK}?{who}&amp;day=2026-12-07",
        f"{WEEK}?{who}&amp;day=2026-11-22",
        f"{WEEK}?who={other.pk}&amp;day=2026-11-30",
        f"{WEEK}?who=all&amp;day=2026-11-30",
        f"/admin/bookings/day/?{who}&amp;day=2026-12-02",
        f"/admin/bookings/today/?{who}",
    ]:
        assert f'href="{link}"' in page


def test_own_week_is_that_of_the_account_or_else_everybodys(person, service, reception):
    make_practitioner(name="Ann", services=[service])
    assert reception.get(WEEK).context["person"] is None

    person.user = reception.user
    person.save()

    assert reception.get(WEEK).context["person"] == person
    assert reception.get(WEEK).context["monday"] == dt.date(2026, 11, 16)
    assert reception.get(WEEK, {"who": "all"}).context["person"] is None


def test_somebody_inactive_has_a_week_without_starts(person, service, reception):
    person.active = False
    person.save()
    make_visit(person, TEN)

    response = look(reception, person, **{"for": f"{service.pk}-60"})

    assert response.context["starts"] == []
    assert "Not active" in response.text
    assert "Clara Client" in response.text


def test_a_practice_without_anybody_says_what_to_do(reception):
    assert "Nobody treats here yet" in reception.get(WEEK).text


def test_address_of_somebodys_week_stays_and_somebody_unknown_is_not_found(person, reception):
    assert reception.get(f"{WEEK}{person.pk}/").context["person"] == person
    assert reception.get(f"{WEEK}4711/").status_code == 404
    assert reception.get(f"{WEEK}12345678901234567890/").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        {"day": "soon"},
        {"day": "0001-01-01"},
        {"day": "0000-01-01"},
        {"day": "9999-12-31"},
        {"day": "\x00"},
        {"who": "12345678901234567890"},
        {"who": "\x00"},
        {"who": "-1"},
        {"for": "1-60"},
        {"for": "x" * 5000},
        {"other": "1"},
    ],
)
def test_parameters_that_make_no_sense_are_passed_over(query, person, service, reception):
    make_practitioner(name="Ann", services=[service])

    response = reception.get(WEEK, query)

    assert (response.status_code, response.context["monday"]) == (200, dt.date(2026, 11, 16))
    assert response.context["person"] is None


@pytest.mark.parametrize("number", [1, 30])
def test_week_costs_the_same_whatever_is_in_it(
    number, person, service, reception, django_assert_num_queries
):
    for count in range(number):
        request = make_request(service=service)
        make_visit(person, TEN + count * HOUR, request=request, minutes=30)
        make_visit(person, TEN + count * HOUR + HOUR / 2, minutes=30)
        ScheduleException.objects.create(date_from=MONDAY, date_until=MONDAY, practitioner=person)
        make_practitioner(name=f"Other {count}", services=[service])
    everybody = {"who": "all", "day": MONDAY.isoformat()}
    reception.get(WEEK, everybody)

    with django_assert_num_queries(15):
        reception.get(WEEK, everybody)
    with django_assert_num_queries(17):
        look(reception, person)


def test_full_week_of_five_people_is_small(person, therapist):
    hours = [(day, "09:00", "17:00") for day in range(7)]
    for count in range(5):
        one = make_practitioner(name=f"Practitioner {count}", hours=hours)
        for day in range(7):
            for hour in (0, 1, 2, 4, 5, 6):
                start = TEN + day * 24 * HOUR + hour * HOUR
                visit = make_visit(one, start, name="Anneliese Schmidt-Meyer", minutes=50)
                visit.occupied_until = start + HOUR
                visit.save()
    person.delete()

    response = therapist.get(WEEK, {"who": "all", "day": MONDAY.isoformat()})

    assert response.text.count("Anneliese Schmidt-Meyer") == 5 * 7 * 6
    assert len(response.content) < 60_000
