"""Closures and extra openings in the admin: what is typed, and the visits that stay."""

import datetime as dt

import pytest
from wagtail.models import ModelLogEntry

from bookings.models import Appointment, ScheduleException
from tests.bookings.staff.desk import CLOSURES, DAY, REQUESTS
from tests.factories.bookings import make_practitioner, make_request
from tests.factories.diaries import closure, extra
from tests.factories.visits import make_visit

TEN = dt.datetime(2026, 12, 1, 10, 0, tzinfo=dt.UTC)
GOOD = {"kind": "closed", "practitioner": "", "date_from": DAY.isoformat()}


def stored() -> list[tuple]:
    return [(str(row), str(row.practitioner or "all")) for row in ScheduleException.objects.all()]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Closed: Tuesday 1 December 2026"),
        (
            {"date_until": "2026-12-03"},
            "Closed: Tuesday 1 December 2026 – Thursday 3 December 2026",
        ),
        (
            {"time_from": "12:00", "time_until": "13:00"},
            "Closed: Tuesday 1 December 2026, 12:00–13:00",
        ),
        (
            {"kind": "extra", "time_from": "12:00", "time_until": "13:00"},
            "Open in addition: Tuesday 1 December 2026, 12:00–13:00",
        ),
    ],
)
def test_days_are_added(data, words, reception, now):
    response = reception.post(f"{CLOSURES}add/", GOOD | data)

    assert (response.status_code, response.url) == (302, CLOSURES)
    assert stored() == [(words, "all")]


def test_days_of_one_person_every_year_with_notes(practitioner, reception, now):
    notes = {"public_note": "On holiday", "private_note": "In the hills"}

    reception.post(
        f"{CLOSURES}add/", GOOD | notes | {"practitioner": practitioner.pk, "yearly": "on"}
    )

    row = ScheduleException.objects.get()
    assert (row.practitioner, row.yearly) == (practitioner, True)
    page = reception.get(CLOSURES).text
    for words in ["Tuesday 1 December 2026", "every year", "Thea", "On holiday", "In the hills"]:
        assert words in page


@pytest.mark.parametrize(
    ("data", "field", "problem"),
    [
        ({"date_from": ""}, "date_from", "Enter a date"),
        ({"date_from": "9999-12-31"}, "date_from", "Enter a date between the years 2000 and 2100"),
        ({"date_until": "2026-11-30"}, "date_until", "The last day is before the first day"),
        (
            {"date_until": "2027-12-01", "yearly": "on"},
            "date_until",
            "What comes every year must be shorter than a year",
        ),
        ({"time_from": "12:00"}, "time_until", "Enter until when, or leave both times empty"),
        ({"time_until": "12:00"}, "time_from", "Enter from when, or leave both times empty"),
        (
            {"time_from": "12:00", "time_until": "12:00"},
            "time_until",
            "It ends before it starts",
        ),
        ({"kind": "extra"}, "time_from", "Enter from when until when you are open"),
        ({"time_from": "noon"}, "time_from", "Enter a time, such as 14:30"),
    ],
)
def test_bad_input_is_refused_in_words(data, field, problem, reception, now):
    response = reception.post(f"{CLOSURES}add/", GOOD | data)

    assert response.context["form"].errors == {field: [problem]}
    assert problem in response.text
    assert stored() == []


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "holiday"},
        {"practitioner": "12345678901234567890"},
        {"practitioner": "abc"},
        {"public_note": "\x00"},
        {"private_note": "x" * 501},
    ],
)
def test_what_no_browser_sends_is_refused(data, reception, now):
    assert reception.post(f"{CLOSURES}add/", GOOD | data).status_code == 200
    assert stored() == []


def test_a_closure_leads_to_the_visits_that_stay(practitioner, service, reception, now):
    request = make_request(service=service, name="Vera Visitor")
    make_visit(practitioner, TEN, request=request)
    make_visit(practitioner, TEN + dt.timedelta(hours=2), name="Clara Client")
    make_visit(practitioner, TEN + dt.timedelta(days=1), name="Next Day")
    before = list(Appointment.objects.values())

    response = reception.post(f"{CLOSURES}add/", GOOD)

    row = ScheduleException.objects.get()
    assert (response.status_code, response.url) == (302, f"{CLOSURES}{row.pk}/edit/")
    page = reception.get(response.url).text
    assert "These 2 visits stay: move or cancel them" in page
    assert f'<a href="{REQUESTS}{request.pk}/">Tuesday 1 December 2026, 10:00–11:00</a>' in page
    assert "Vera Visitor" in page
    assert "Clara Client" in page
    assert "Next Day" not in page
    assert list(Appointment.objects.values()) == before


def test_changing_a_closure_looks_for_its_visits_anew(practitioner, reception, now):
    make_visit(practitioner, TEN)
    other = make_practitioner(name="Bo")
    row = closure(DAY)
    row.save()
    page = f"{CLOSURES}{row.pk}/edit/"
    assert "This visit stays: move or cancel it" in reception.get(page).text

    response = reception.post(page, GOOD | {"practitioner": other.pk})

    assert response.url == CLOSURES
    assert stored() == [("Closed: Tuesday 1 December 2026", "Bo")]
    assert "visit stays" not in reception.get(page).text


def test_therapist_deletes_a_closure_and_the_log_keeps_it(therapist, now):
    row = closure(DAY)
    row.save()

    assert "Yes, delete" in therapist.get(f"{CLOSURES}{row.pk}/delete/").text
    assert stored() != []
    response = therapist.post(f"{CLOSURES}{row.pk}/delete/")

    assert (response.status_code, response.url) == (302, CLOSURES)
    assert stored() == []
    logged = ModelLogEntry.objects.get()
    assert (logged.action, logged.label) == ("wagtail.delete", "Closed: Tuesday 1 December 2026")


def test_only_those_who_may_delete_are_offered_it(reception, therapist, now):
    row = closure(DAY)
    row.save()

    shown = {
        client: f"{CLOSURES}{row.pk}/delete/" in client.get(f"{CLOSURES}{row.pk}/edit/").text
        for client in (reception, therapist)
    }

    assert shown == {reception: False, therapist: True}


def test_list_begins_with_what_comes_next_and_ends_with_what_is_over(reception, now):
    for note, row in {
        "over": closure(dt.date(2026, 11, 1)),
        "long over": closure(dt.date(2025, 11, 1)),
        "later": extra(dt.date(2027, 1, 1), times="09:00-12:00"),
        "every year": closure(dt.date(2020, 12, 24), yearly=True),
        "next": closure(dt.date(2026, 11, 22)),
    }.items():
        row.public_note = note
        row.save()

    rows = reception.get(CLOSURES).context["object_list"]

    notes = [row.public_note for row in rows]
    assert notes == ["every year", "next", "later", "over", "long over"]


@pytest.mark.parametrize("number", [1, 15])
def test_list_costs_the_same_whatever_it_holds(
    number, practitioner, reception, now, django_assert_num_queries
):
    for count in range(number):
        closure(DAY + dt.timedelta(days=count), practitioner=practitioner).save()
    reception.get(CLOSURES)

    with django_assert_num_queries(10):
        reception.get(CLOSURES)
