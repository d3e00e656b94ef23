"""What visitors may ask for: the rows of the database, and who and what is offered at all."""

import datetime as dt
import time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connections
from django.utils import timezone

from bookings.domain.availability import Diary, Problem
from bookings.domain.session import Session
from bookings.models import Appointment, Client, ExceptionKind, ScheduleException
from bookings.statuses import BLOCKING, AppointmentStatus
from bookings.times import join
from tests.factories.bookings import make_practitioner, make_service

pytestmark = pytest.mark.django_db

NEW_YORK = ZoneInfo("America/New_York")
NOW = dt.datetime(2027, 6, 4, 12, tzinfo=dt.UTC)
MONDAY = dt.date(2027, 6, 7)
MORNINGS = tuple((weekday, "09:00", "12:00") for weekday in range(5))


@pytest.fixture(autouse=True)
def _now(practice):
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def service(practice):
    return make_service(turnaround_minutes=0, start_step_minutes=60, horizon_days=10)


@pytest.fixture
def practitioner(service):
    return make_practitioner(services=[service], hours=MORNINGS)


def at(hour: int, day: dt.date = MONDAY) -> dt.datetime:
    return join(day, dt.time(hour), NEW_YORK)


def make_visit(practitioner, start: dt.datetime, **fields) -> Appointment:
    end = start + dt.timedelta(hours=1)
    values = {
        "client": Client.objects.create(name="Vera Visitor", created_at=NOW),
        "service_name": "Massage",
        "price": 60,
        "currency": "USD",
        "end": end,
        "occupied_from": start,
        "occupied_until": end,
        "time_zone": NEW_YORK.key,
        "status": AppointmentStatus.CONFIRMED,
    }
    return Appointment.objects.create(practitioner=practitioner, start=start, **values | fields)


def listed(service, minutes=60, **options) -> list[str]:
    diary = Diary.for_service(service, minutes, **options)
    return [
        f"{slot.start.astimezone(NEW_YORK):%a %d %H} {slot.practitioner.name}"
        for _day, slots in diary.days()
        for slot in slots
    ]


def test_everything_from_the_notice_to_the_horizon_is_listed(service, practitioner):
    found = listed(service, 90)

    # Friday, 8:00 in the practice: a day's notice is over on Saturday.
    days = ["Mon 07", "Tue 08", "Wed 09", "Thu 10", "Fri 11"]
    assert found == [f"{day} {hour} Thea Therapist" for day in days for hour in ("09", "10")]


def test_first_and_last_day_limit_what_is_listed(service, practitioner):
    tuesday, wednesday = MONDAY + dt.timedelta(days=1), MONDAY + dt.timedelta(days=2)

    found = listed(service, 90, first=tuesday, last=wednesday)

    assert [words[:9] for words in found] == ["Tue 08 09", "Tue 08 10", "Wed 09 09", "Wed 09 10"]


def test_dates_beyond_notice_and_horizon_add_nothing(service, practitioner):
    everything = listed(service)

    assert listed(service, first=dt.date.min, last=dt.date.max) == everything
    assert listed(service, first=dt.date.max) == []
    assert listed(service, last=dt.date(2027, 6, 3)) == []


def test_several_practitioners_are_listed_by_time_and_then_by_name(service):
    make_practitioner(name="Zoe", services=[service], hours=[(0, "09:00", "11:00")])
    make_practitioner(name="Ada", services=[service], hours=[(0, "10:00", "12:00")])

    assert listed(service) == ["Mon 07 09 Zoe", "Mon 07 10 Ada", "Mon 07 10 Zoe", "Mon 07 11 Ada"]


def test_one_practitioner_can_be_asked_for(service):
    zoe = make_practitioner(name="Zoe", services=[service], hours=[(0, "09:00", "11:00")])
    make_practitioner(name="Ada", services=[service], hours=[(0, "10:00", "12:00")])

    assert listed(service, practitioner=zoe) == ["Mon 07 09 Zoe", "Mon 07 10 Zoe"]


@pytest.mark.parametrize("field", ["live", "accepts_requests"])
def test_nothing_is_listed_of_a_service_that_takes_no_requests(service, practitioner, field):
    assert listed(service) != []

    setattr(service, field, False)

    assert listed(service) == []


def test_nothing_is_listed_of_a_length_that_the_service_does_not_have(service, practitioner):
    assert listed(service, 90) != []
    assert listed(service, 45) == []


def test_nothing_is_listed_with_somebody_who_has_left(service, practitioner):
    practitioner.active = False
    practitioner.save()

    assert listed(service) == []
    assert listed(service, practitioner=practitioner) == []


def test_nothing_is_listed_with_somebody_who_does_not_offer_the_service(service, practitioner):
    practitioner.services.set([make_service()])

    diary = Diary.for_service(service, 60, practitioner=practitioner)

    assert list(diary.days()) == []
    assert diary.problems(practitioner, at(9)) == {Problem.CLOSED, Problem.UNALIGNED}


@pytest.mark.parametrize("status", AppointmentStatus)
def test_appointments_that_block_are_in_the_way_and_others_are_not(service, practitioner, status):
    extra = {
        AppointmentStatus.HELD: {"hold_expires_at": NOW + dt.timedelta(minutes=1)},
        AppointmentStatus.CANCEL_PENDING: {"undo_until": NOW + dt.timedelta(minutes=1)},
        AppointmentStatus.CANCELLED: {"cancelled_at": NOW, "cancelled_by": "staff"},
    }
    make_visit(practitioner, at(10), status=status, **extra.get(status, {}))

    hours = ["09", "11"] if status in BLOCKING else ["09", "10", "11"]
    assert listed(service, last=MONDAY) == [f"Mon 07 {hour} Thea Therapist" for hour in hours]


@pytest.mark.parametrize(
    ("status", "until"),
    [
        (AppointmentStatus.HELD, "hold_expires_at"),
        (AppointmentStatus.CANCEL_PENDING, "undo_until"),
    ],
)
@pytest.mark.parametrize("seconds", [0, 1])
def test_what_is_kept_for_a_while_is_free_when_that_is_over(
    service, practitioner, status, until, seconds
):
    make_visit(practitioner, at(10), status=status, **{until: NOW + dt.timedelta(seconds=seconds)})

    assert ("Mon 07 10 Thea Therapist" in listed(service)) == (seconds == 0)


def test_another_practitioners_visit_is_not_in_the_way(service, practitioner):
    make_visit(make_practitioner(name="Ada"), at(10))

    assert len(listed(service, last=MONDAY)) == 3


def test_a_visit_that_is_moved_is_not_in_its_own_way(service, practitioner):
    visit = make_visit(practitioner, at(10))
    session = Session.of(service, 60)

    def problems(moving):
        diary = Diary.load(
            practitioners=[practitioner], session=session, first=MONDAY, last=MONDAY, moving=moving
        )
        return diary.problems(practitioner, at(10))

    assert problems(None) == {Problem.TAKEN}
    assert problems(visit) == set()


def test_the_visit_after_the_last_day_is_seen(service):
    """A turnaround that runs into the next morning, of which no day was loaded."""
    service.turnaround_minutes = 240
    late = make_practitioner(services=[service], hours=[(0, "20:00", "23:00")])
    make_visit(late, join(dt.date(2027, 6, 8), dt.time(1), NEW_YORK))

    found = listed(service, first=MONDAY, last=MONDAY)

    assert found == ["Mon 07 20 Thea Therapist"]


def test_the_visit_that_began_before_the_first_day_is_seen(service):
    early = make_practitioner(services=[service], hours=[(0, "00:00", "03:00")])
    before = join(dt.date(2027, 6, 6), dt.time(23, 30), NEW_YORK)
    make_visit(early, before)

    found = listed(service, last=MONDAY)

    assert found == ["Mon 07 01 Thea Therapist", "Mon 07 02 Thea Therapist"]


def test_exceptions_are_for_one_or_for_all(service, practitioner):
    ada = make_practitioner(name="Ada", services=[service], hours=[(0, "09:00", "10:00")])
    monday = {"date_from": MONDAY, "date_until": MONDAY}
    ScheduleException.objects.create(practitioner=practitioner, **monday)
    assert listed(service, last=MONDAY) == ["Mon 07 09 Ada"]

    ScheduleException.objects.create(**monday)
    assert listed(service, last=MONDAY) == []

    ScheduleException.objects.all().delete()
    ScheduleException.objects.create(
        practitioner=ada,
        kind=ExceptionKind.EXTRA,
        time_from=dt.time(19),
        time_until=dt.time(20),
        **monday,
    )
    assert listed(service, last=MONDAY)[-1] == "Mon 07 19 Ada"


def test_a_yearly_closure_of_years_ago_is_loaded(service, practitioner):
    day = dt.date(2020, MONDAY.month, MONDAY.day)
    ScheduleException.objects.create(date_from=day, date_until=day, yearly=True)

    assert listed(service, last=MONDAY) == []


def test_changing_a_service_changes_no_visit(service, practitioner):
    visit = make_visit(practitioner, at(10))
    service.turnaround_minutes = 120
    service.save()

    before = visit.occupied_until
    visit.refresh_from_db()
    assert visit.occupied_until == before


@pytest.fixture(params=["Asia/Tokyo", "Pacific/Kiritimati", "America/Santiago"])
def elsewhere(request, monkeypatch):
    """The server stands, and whoever is logged in sits, in another zone."""
    with monkeypatch.context() as patch, timezone.override(request.param):
        patch.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


def test_the_practices_zone_is_the_only_one(service, practitioner, elsewhere):
    make_visit(practitioner, at(10))

    assert listed(service, last=MONDAY) == ["Mon 07 09 Thea Therapist", "Mon 07 11 Thea Therapist"]


@pytest.fixture
def database_elsewhere(db):
    """The database keeps its times in another zone."""

    def use(zone: str | None) -> None:
        database = connections["default"]
        database.settings_dict["TIME_ZONE"] = zone
        for name in ("timezone", "timezone_name"):
            database.__dict__.pop(name, None)
        database.ensure_timezone()

    before = connections["default"].settings_dict["TIME_ZONE"]
    use("Asia/Tokyo")
    yield
    use(before)


def test_the_zone_of_the_database_changes_nothing(database_elsewhere, service, practitioner):
    make_visit(practitioner, at(10))

    assert listed(service, last=MONDAY) == ["Mon 07 09 Thea Therapist", "Mon 07 11 Thea Therapist"]
