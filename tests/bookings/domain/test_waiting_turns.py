"""Whose turn it is when a time comes free, which time that is, and how long it is held."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine

from bookings.domain import appointments, cancellation
from bookings.domain.holds import release_lapsed
from bookings.domain.submission import Wish
from bookings.domain.waiting_list import by_day, offer_freed
from bookings.models import Appointment, BookingRequest, BookingSettings, Client, FreedTime
from bookings.statuses import AppointmentStatus
from tests.bookings.domain.offering import HOUR, NOW, TUESDAY
from tests.bookings.domain.waiting import DAY, free, freed, held, make_waiting
from tests.factories.bookings import book_visit, make_practitioner, make_service
from tests.factories.people import make_user
from tests.factories.visits import make_visit

pytestmark = pytest.mark.django_db

FIRST = dt.date(2026, 12, 1)  # TUESDAY, in New York
MINUTE = dt.timedelta(minutes=1)
NEW_YORK, BERLIN, SANTIAGO = map(
    ZoneInfo, ("America/New_York", "Europe/Berlin", "America/Santiago")
)


@pytest.fixture(autouse=True)
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def service(practice):
    return make_service(turnaround_minutes=0)


@pytest.fixture
def practitioner(service):
    return make_practitioner(services=[service], hours=[(1, "09:00", "10:00")])


def live(start, length=HOUR):
    return Wish(slot_start=start, slot_end=start + length)


def change(row, **fields):
    type(row).objects.filter(pk=row.pk).update(**fields)


# --- Who -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wish", "fits"),
    [
        (Wish(), True),
        (Wish(date_from=FIRST, date_until=FIRST), True),
        (Wish(date_from=FIRST + DAY, date_until=FIRST + 7 * DAY), False),
        (Wish(date_from=FIRST - 7 * DAY, date_until=FIRST - DAY), False),
        (Wish(weekdays=(1, 3)), True),
        (Wish(weekdays=(0, 2, 3, 4, 5, 6)), False),
        (Wish(time_until=dt.time(12)), True),
        (Wish(time_from=dt.time(12)), False),
        (live(TUESDAY + HOUR / 2), True),
        (live(TUESDAY + HOUR), False),
    ],
)
def test_time_goes_only_to_whom_a_wish_is_about_it(practitioner, service, wish, fits):
    request = make_waiting(service=service, wishes=(wish,))
    free(practitioner)

    offer_freed()

    assert held() == ({request.pk: TUESDAY} if fits else {})


EIGHT = Wish(time_until=dt.time(8, 15))
UNREAD = {"screening_outcome": "caution"}


@pytest.mark.parametrize(
    ("passed_over", "fields"),
    [
        (True, UNREAD),
        (False, UNREAD | {"screening_acknowledged_at": NOW}),
        (True, {"email": "", "phone": "01632 960 001"}),
        (True, {"minutes": 90}),
        (True, {"service": None}),
    ],
    ids=["caution", "caution read", "no email", "too long", "page gone"],
)
def test_who_cannot_have_it_is_passed_over_and_stays_first(
    practitioner, service, passed_over, fields, clock
):
    first = make_waiting(service=service)
    change(first, **fields)
    clock.shift(MINUTE)
    second = make_waiting(service=service)
    free(practitioner)

    offer_freed()

    assert list(held()) == [second.pk if passed_over else first.pk]
    first.refresh_from_db()
    assert first.status == ("waitlisted" if passed_over else "proposed")


def test_client_whom_the_practice_has_blocked_is_offered_nothing(practitioner, service):
    request = make_waiting(service=service)
    client = Client.objects.create(name="Vera", standing="blocked", created_at=NOW)
    change(request, client=client)
    free(practitioner)

    offer_freed()

    assert held() == {}


def test_time_of_somebody_who_does_not_give_the_service_is_none(service, practitioner):
    other = make_service()
    make_waiting(service=other)
    free(practitioner)

    offer_freed()

    assert held() == {}


@pytest.mark.parametrize(
    "fields", [{"live": False}, {"accepts_requests": False}, {"minimum_notice_hours": 24 * 14}]
)
def test_time_that_visitors_could_not_ask_for_is_not_offered(practitioner, service, fields):
    make_waiting(service=service)
    free(practitioner)
    change(service, **fields)

    offer_freed()

    assert held() == {}


def test_time_of_who_has_left_is_not_offered(practitioner, service):
    make_waiting(service=service)
    free(practitioner)
    change(practitioner, active=False)

    offer_freed()

    assert (held(), freed()) == ({}, [])


# --- Which ---------------------------------------------------------------------------------


def test_highest_wish_that_fits_comes_first(service):
    whole_day = make_practitioner(services=[service], hours=[(1, "08:00", "13:00")])
    late, early = Wish(time_from=dt.time(10)), Wish(time_until=dt.time(10))
    request = make_waiting(service=service, wishes=(late, early))
    free(whole_day, minutes=90)  # nine to half past ten

    offer_freed()

    assert held() == {request.pk: TUESDAY + HOUR}


def test_time_begins_as_near_to_the_freed_one_as_it_can(service):
    whole_day = make_practitioner(services=[service], hours=[(1, "08:00", "13:00")])
    request = make_waiting(service=service)
    free(whole_day)

    offer_freed()

    assert held() == {request.pk: TUESDAY}


def test_live_wish_gets_what_begins_nearest_to_it(service):
    whole_day = make_practitioner(services=[service], hours=[(1, "08:00", "13:00")])
    request = make_waiting(service=service, wishes=(live(TUESDAY + HOUR),))
    free(whole_day, minutes=90)

    offer_freed()

    assert held() == {request.pk: TUESDAY + HOUR}


def test_only_what_was_not_free_before_is_offered(service):
    """At eight and from ten on there was room all the time: nothing came free there."""
    whole_day = make_practitioner(services=[service], hours=[(1, "08:00", "13:00")])
    make_waiting(service=service, wishes=(Wish(time_from=dt.time(10)), EIGHT))
    free(whole_day)

    offer_freed()

    assert held() == {}


def test_time_that_was_too_near_to_the_visit_after_it_has_come_free_too(practice):
    tidy = make_service(turnaround_minutes=30)
    whole_day = make_practitioner(services=[tidy], hours=[(1, "08:00", "13:00")])
    request = make_waiting(service=tidy, wishes=(live(TUESDAY - HOUR),))
    free(whole_day)

    offer_freed()

    assert held() == {request.pk: TUESDAY - HOUR}


# --- What comes free -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "was_freed"),
    [(TUESDAY + 2 * HOUR, True), (TUESDAY + HOUR / 2, True), (TUESDAY, False)],
    ids=["elsewhere", "overlapping", "the same"],
)
def test_moved_visit_gives_up_its_old_time(service, start, was_freed, staff):
    whole_day = make_practitioner(services=[service], hours=[(1, "08:00", "13:00")])
    visit = book_visit(whole_day, service=service, start=TUESDAY)

    appointments.move(
        appointment_id=visit.pk,
        version=visit.version,
        by=staff,
        practitioner_id=whole_day.pk,
        start=start,
    )

    assert freed() == ([(TUESDAY, TUESDAY + HOUR)] if was_freed else [])


def test_visit_moved_to_somebody_else_gives_up_its_time(service, staff):
    ada, ben = (make_practitioner(name=name, services=[service]) for name in ("Ada", "Ben"))
    visit = book_visit(ada, service=service, start=TUESDAY)

    appointments.move(
        appointment_id=visit.pk,
        version=visit.version,
        by=staff,
        practitioner_id=ben.pk,
        start=TUESDAY,
    )

    assert FreedTime.objects.get().practitioner == ada


def test_shorter_time_to_tidy_up_and_longer(practice, staff):
    tidy = make_service(turnaround_minutes=30)
    whole_day = make_practitioner(services=[tidy])
    visit = book_visit(whole_day, service=tidy, start=TUESDAY)

    for minutes, expected in ((45, []), (15, [(TUESDAY, TUESDAY + 105 * MINUTE)])):
        visit = appointments.move(
            appointment_id=visit.pk,
            version=visit.version,
            by=staff,
            practitioner_id=whole_day.pk,
            start=TUESDAY,
            turnaround_minutes=minutes,
        )
        assert freed() == expected


def test_time_of_a_client_who_cancels_is_free_when_it_cannot_be_undone(
    practitioner, service, clock
):
    request = make_waiting(service=service)
    visit = book_visit(practitioner, service=service, start=TUESDAY)
    cancellation.cancel_by_client(appointment_id=visit.pk, version=visit.version)
    assert freed() == []

    clock.shift(BookingSettings.current().undo_time)
    release_lapsed()
    offer_freed()

    assert held() == {request.pk: TUESDAY}


@pytest.mark.parametrize(
    ("begun", "written"), [(-20 * MINUTE, True), (-HOUR, False)], ids=["half over", "over"]
)
def test_of_who_did_not_come_only_what_is_still_ahead_counts(practitioner, begun, written):
    visit = make_visit(practitioner, NOW + begun)

    appointments.no_show(appointment_id=visit.pk, version=visit.version, by=make_user())

    assert FreedTime.objects.exists() is written


def test_visit_that_completes_frees_nothing(practitioner):
    visit = make_visit(practitioner, NOW - 20 * MINUTE)

    appointments.complete(appointment_id=visit.pk, version=visit.version, by=make_user())

    assert freed() == []


# --- How long ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "zone", "held_until"),
    [
        ("2026-12-01T09:00", NEW_YORK, "2026-12-01T09:00"),
        ("2026-12-01T21:00", NEW_YORK, "2026-12-01T21:00"),
        ("2026-12-01T21:01", NEW_YORK, "2026-12-02T09:00"),
        ("2026-12-01T23:59", NEW_YORK, "2026-12-02T09:00"),
        ("2026-12-02T00:00", NEW_YORK, "2026-12-02T09:00"),
        ("2026-12-02T08:59", NEW_YORK, "2026-12-02T09:00"),
        # The clocks change in between: nine on the wall it is.
        ("2027-03-27T22:00", BERLIN, "2027-03-28T09:00"),
        ("2027-03-28T01:30", BERLIN, "2027-03-28T09:00"),
        ("2026-10-24T22:00", BERLIN, "2026-10-25T09:00"),
        # There is no midnight on this day.
        ("2026-09-05T23:30", SANTIAGO, "2026-09-06T09:00"),
    ],
)
def test_hold_does_not_end_in_the_night(until, zone, held_until):
    ends, expected = (
        dt.datetime.fromisoformat(wall).replace(tzinfo=zone) for wall in (until, held_until)
    )

    assert by_day(ends.astimezone(dt.UTC), zone) == expected.astimezone(dt.UTC)


def test_second_of_a_time_that_comes_twice_ends_in_the_morning():
    twice = dt.datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN)

    assert by_day(twice.astimezone(dt.UTC), BERLIN) == dt.datetime(2026, 10, 25, 8, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        (NOW, NOW + 4 * HOUR),  # seven in New York
        (NOW + 11 * HOUR, NOW + 26 * HOUR),  # six in the evening: nine in the morning
        (TUESDAY - 3 * HOUR, TUESDAY),  # it begins before
        (TUESDAY - 12 * HOUR, TUESDAY),  # so does the morning
    ],
)
def test_time_is_held_for_some_hours_of_the_day_and_not_beyond_its_start(
    practitioner, service, clock, now, ends
):
    change(service, minimum_notice_hours=0)
    make_waiting(service=service)
    clock.move_to(now)
    free(practitioner)

    offer_freed()

    visit = Appointment.objects.get(status=AppointmentStatus.HELD)
    assert visit.hold_expires_at == ends


def test_request_lives_as_long_as_its_time_is_held(practitioner, service):
    BookingSettings.objects.update_or_create(
        defaults={"request_expiry_days": 1, "waitlist_hold_hours": 7 * 24}
    )
    request = make_waiting(service=service)
    free(practitioner)

    offer_freed()

    ends = NOW + 7 * DAY + 2 * HOUR  # seven in New York: nine
    assert BookingRequest.objects.get(pk=request.pk).expires_at == ends
