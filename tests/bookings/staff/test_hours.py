"""Opening hours on a practitioner's page: what is typed, and errors that name the row."""

import datetime as dt

import pytest

from bookings.models import OpeningHours
from tests.bookings.staff.desk import PRACTITIONERS, hours_data
from tests.factories.bookings import make_practitioner

TUESDAY, SATURDAY, SUNDAY = 1, 5, 6


@pytest.fixture
def person(service):
    return make_practitioner(name="Thea", services=[service], hours=[(0, "09:00", "12:00")])


@pytest.fixture
def save(person, therapist):
    """Post rows; returns what was refused, above the rows and in them."""

    def save(*rows: dict, **data) -> tuple[list[str], list[str]]:
        about = {"name": "Thea", "slug": "thea", "user": "", "active": "on"}
        sent = about | hours_data(*rows) | data
        response = therapist.post(f"{PRACTITIONERS}{person.pk}/edit/", sent)
        if response.status_code == 302:
            return [], []
        formset = response.context["form"].formsets["opening_hours"]
        inside = [text for errors in formset.errors for one in errors.values() for text in one]
        assert all(text in response.text for text in formset.non_form_errors())
        return list(formset.non_form_errors()), inside

    return save


def stored() -> list[str]:
    return [str(row) for row in OpeningHours.objects.all()]


def existing(**fields) -> dict:
    return {"id": OpeningHours.objects.earliest("pk").pk} | fields


def test_several_ranges_of_a_day_are_saved(save):
    assert save(existing(), {"start": "14:00", "end": "18:00"}) == ([], [])

    assert stored() == ["Mondays, 9:00–12:00", "Mondays, 14:00–18:00"]


def test_a_row_is_saved_with_when_it_holds(save):
    fields = {"valid_from": "2026-12-01", "valid_until": "2027-03-31"}

    save({"weekday": 3, "every_n_weeks": 2, "anchor": "2026-12-03", **fields})

    (_monday, row) = OpeningHours.objects.all()
    assert (row.weekday, row.every_n_weeks, row.anchor) == (3, 2, dt.date(2026, 12, 3))
    assert (row.valid_from, row.valid_until) == (dt.date(2026, 12, 1), dt.date(2027, 3, 31))


def test_new_hours_are_copied_to_the_other_days_that_are_ticked(save):
    save(existing(), {"weekday": TUESDAY, "also_on": [TUESDAY, SATURDAY, SUNDAY]})

    assert stored() == [
        "Mondays, 9:00–12:00",
        "Tuesdays, 9:00–12:00",
        "Saturdays, 9:00–12:00",
        "Sundays, 9:00–12:00",
    ]


def test_a_row_that_is_deleted_goes(save):
    save(existing(DELETE="on"), {"weekday": TUESDAY})

    assert stored() == ["Tuesdays, 9:00–12:00"]


def test_a_day_that_counts_is_forgotten_where_it_is_every_week(save):
    save({"weekday": TUESDAY, "every_n_weeks": 1, "anchor": "2026-12-03"})

    assert OpeningHours.objects.get(weekday=TUESDAY).anchor is None


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"weekday": TUESDAY, "end": "08:00"}, "Tuesday ends before it starts"),
        ({"weekday": TUESDAY, "end": "09:00"}, "Tuesday ends before it starts"),
        ({"weekday": ""}, "Choose a day"),
        ({"start": ""}, "Enter a time"),
        ({"end": "noon"}, "Enter a time, such as 14:30"),
        ({"valid_from": "soon"}, "Enter a date, such as 2026-12-01"),
        ({"valid_from": "9999-12-31"}, "Enter a date between the years 2000 and 2100"),
        ({"anchor": "0001-01-01"}, "Enter a date between the years 2000 and 2100"),
        (
            {"valid_from": "2026-12-02", "valid_until": "2026-12-01"},
            "The last day is before the first day",
        ),
        ({"every_n_weeks": 2}, "Choose a day in a week in which you work"),
    ],
)
def test_errors_name_the_row_and_stand_in_it_too(row, problem, save):
    before = stored()
    fine = {"weekday": SUNDAY}

    assert save(existing(), fine, {"weekday": SATURDAY} | row) == ([f"Row 3: {problem}"], [problem])
    assert stored() == before


def test_overlapping_rows_are_named_with_their_times(save):
    before = stored()

    found = save(existing(), {"weekday": SUNDAY}, {"start": "11:00", "end": "13:00"})

    assert found == (["Rows 1 and 3: Monday 9:00–12:00 and 11:00–13:00 overlap"], [])
    assert stored() == before


def test_rows_are_counted_as_the_page_shows_them(save):
    """Deleted rows and those left empty are not there."""
    empty = {"weekday": "", "start": "", "end": ""}

    problems, _inside = save(
        existing(DELETE="on"), empty, {"weekday": TUESDAY}, {"weekday": TUESDAY, "start": "10:00"}
    )

    assert problems == ["Rows 1 and 2: Tuesday 9:00–12:00 and 10:00–12:00 overlap"]


def test_a_copy_that_overlaps_names_the_row_that_it_is_made_by(save):
    problems, _inside = save(existing(), {"weekday": TUESDAY, "also_on": [0]})

    assert problems == ["Rows 1 and 2: Monday 9:00–12:00 and 9:00–12:00 overlap"]


def test_rows_that_never_meet_may_share_times(save):
    weeks = {"weekday": TUESDAY, "every_n_weeks": 2}

    save(weeks | {"anchor": "2026-12-01"}, weeks | {"anchor": "2026-12-08"})

    assert stored() == ["Mondays, 9:00–12:00", *["Tuesdays, 9:00–12:00"] * 2]


@pytest.mark.parametrize(
    "data",
    [
        {"opening_hours-TOTAL_FORMS": "x"},
        {"opening_hours-TOTAL_FORMS": "99999999"},
        {"opening_hours-0-id": "4711"},
        {"opening_hours-0-id": "12345678901234567890"},
        {"opening_hours-0-weekday": "9"},
        {"opening_hours-0-weekday": "\x00"},
        {"opening_hours-0-every_n_weeks": "-1"},
        {"opening_hours-0-every_n_weeks": "9" * 5000},
    ],
)
def test_what_no_browser_sends_changes_nothing(data, save):
    before = stored()

    save(existing(), **data)

    assert stored() == before


def test_seldom_used_fields_are_open_where_something_is_in_them(person, therapist):
    page = f"{PRACTITIONERS}{person.pk}/edit/"
    assert '<details class="desk-seldom">' in therapist.get(page).text
    assert '<details class="desk-seldom" open>' not in therapist.get(page).text

    OpeningHours.objects.update(valid_until=dt.date(2027, 1, 1))

    assert '<details class="desk-seldom" open>' in therapist.get(page).text
