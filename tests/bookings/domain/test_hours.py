"""Which rows of opening hours contradict each other, and saving them."""

import datetime as dt

import pytest

from bookings.domain.errors import PractitionerUnavailable
from bookings.domain.hours import overlapping, save_practitioner
from bookings.models import AuditEvent, OpeningHours, Practitioner
from tests.factories.bookings import make_practitioner, make_service
from tests.factories.diaries import hours
from tests.factories.people import make_user

MONDAY = 0
EARLY = dt.date(2026, 1, 5)
LATER = dt.date(2026, 1, 12)


def row(times: str, **fields) -> OpeningHours:
    return hours(*times.split("-"), weekday=fields.pop("weekday", MONDAY), **fields)


@pytest.mark.once
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (row("09:00-12:00"), row("11:00-13:00")),
        (row("09:00-12:00"), row("09:00-12:00")),
        (row("09:00-18:00"), row("12:00-13:00")),
        (row("09:00-12:00", valid_until=EARLY), row("11:00-13:00", valid_from=EARLY)),
        (
            row("09:00-12:00", valid_from=EARLY),
            row("11:00-13:00", valid_from=EARLY + dt.timedelta(weeks=10)),
        ),
        (row("09:00-12:00", every_n_weeks=2, anchor=EARLY), row("11:00-13:00")),
        (
            row("09:00-12:00", every_n_weeks=2, anchor=EARLY),
            row("11:00-13:00", every_n_weeks=3, anchor=LATER),
        ),
        # The only Monday that both hold on is years before the anchor.
        (
            row("09:00-12:00", every_n_weeks=2, anchor=EARLY),
            row("11:00-13:00", valid_until=EARLY - dt.timedelta(weeks=200)),
        ),
    ],
)
def test_rows_that_share_time_on_some_day_overlap(one, other):
    assert list(overlapping([one, row("09:00-18:00", weekday=1), other])) == [(0, 2)]
    assert list(overlapping([other, one])) == [(0, 1)]


@pytest.mark.once
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (row("09:00-12:00"), row("12:00-13:00")),
        (row("09:00-12:00"), row("09:00-12:00", weekday=1)),
        (row("09:00-12:00", valid_until=EARLY), row("11:00-13:00", valid_from=LATER)),
        (
            row("09:00-12:00", every_n_weeks=2, anchor=EARLY),
            row("11:00-13:00", every_n_weeks=2, anchor=LATER),
        ),
        # Both would meet in the second week, when one of them is over.
        (
            row("09:00-12:00", every_n_weeks=2, anchor=LATER),
            row("11:00-13:00", valid_from=EARLY, valid_until=EARLY + dt.timedelta(days=6)),
        ),
    ],
)
def test_rows_that_never_share_time_do_not_overlap(one, other):
    assert list(overlapping([one, other])) == []


@pytest.mark.django_db
def test_saving_a_practitioner_saves_hours_and_services_and_says_who_did_it():
    person, service, staff = make_practitioner(), make_service(), make_user()
    person.opening_hours = [row("09:00-12:00")]

    save_practitioner(practitioner=person, services=[service], by=staff)

    stored = Practitioner.objects.get()
    assert [str(hours) for hours in stored.opening_hours.all()] == ["Mondays, 9:00–12:00"]
    assert list(stored.services.all()) == [service]
    assert list(AuditEvent.objects.values_list("action", "user", "practitioner")) == [
        ("practitioner changed", staff.pk, person.pk)
    ]


@pytest.mark.django_db
def test_a_new_practitioner_is_saved_with_hours():
    person = Practitioner(name="Bo", slug="bo")
    person.opening_hours = [row("09:00-12:00")]

    save_practitioner(practitioner=person, services=[], by=make_user())

    assert OpeningHours.objects.get().practitioner == person
    assert AuditEvent.objects.get().action == "practitioner added"


@pytest.mark.django_db
def test_a_practitioner_who_is_gone_is_not_made_again():
    person = make_practitioner()
    Practitioner.objects.all().delete()

    with pytest.raises(PractitionerUnavailable):
        save_practitioner(practitioner=person, services=[], by=make_user())

    assert not Practitioner.objects.exists()
