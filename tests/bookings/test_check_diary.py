"""`manage.py check_diary`: each kind of damage, done behind the product's back, is named."""

import datetime as dt
from contextlib import contextmanager
from io import StringIO

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bookings.domain import appointments, cancellation, offers, transitions
from bookings.domain.rounds import OfferedTime
from bookings.models import Appointment, WaitlistEntry
from tests.factories.bookings import make_practitioner, make_request, make_service

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
TEN = dt.datetime(2026, 12, 1, 15, tzinfo=dt.UTC)  # in New York
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def staff(practice):
    return get_user_model().objects.create_user("desk")


@pytest.fixture
def service(practice):
    return make_service(turnaround_minutes=15)


@pytest.fixture
def thea(service):
    return make_practitioner(services=[service])


@pytest.fixture
def book(staff, service, thea):
    def book(start=TEN, **changes):
        return appointments.book(
            by=staff,
            practitioner_id=thea.pk,
            service_id=service.pk,
            minutes=60,
            start=start,
            name="Vera",
            **changes,
        )

    return book


@pytest.fixture
def offered(staff, service, thea):
    """A request with two times offered."""
    request = make_request(service=service)
    offers.offer(
        request_id=request.pk,
        version=1,
        by=staff,
        times=[OfferedTime(start=TEN + n * 2 * HOUR, practitioner_id=thea.pk) for n in (0, 1)],
    )
    request.refresh_from_db()
    return request


@pytest.fixture
def confirmed(staff, service, thea):
    request = make_request(service=service)
    return transitions.confirm(
        request_id=request.pk,
        version=1,
        by=staff,
        practitioner_id=thea.pk,
        day=dt.date(2026, 12, 2),
        time=dt.time(10),
    ).request


def found():
    """The lines that the command prints; that it fails if there are any."""
    out, failure = StringIO(), ""
    try:
        call_command("check_diary", stdout=out)
    except CommandError as error:
        failure = str(error)
    lines = out.getvalue().splitlines()
    if lines == ["The diary is sound."]:
        lines = []
    assert failure == (f"{len(lines)} found." if lines else "")
    return lines


def change(row, **changes):
    """Straight into the row, past everything."""
    type(row).objects.filter(pk=row.pk).update(**changes)


@contextmanager
def without_checks():
    """Constraints off, as in a database that was mended by hand."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            yield
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
            return
        # What waits for the end of the transaction would be in the way.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT conname FROM pg_constraint "
            "WHERE conrelid = 'bookings_appointment'::regclass AND contype IN ('c', 'x')"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE bookings_appointment DROP CONSTRAINT "{name}"')
        yield


def test_diary_in_use_is_sound(book, staff, offered, confirmed, clock):
    pending = cancellation.cancel_by_client(appointment_id=book(TEN - 3 * HOUR).pk, version=1)
    book(TEN + 5 * HOUR)
    assert found() == []

    clock.move_to(pending.undo_until)
    assert found() == []


def test_empty_diary_is_sound():
    assert found() == []


def test_overlap_is_named(book, thea):
    first, second = book(), book(TEN + 3 * HOUR)
    with without_checks():
        change(
            second,
            start=TEN + HOUR,
            end=TEN + 2 * HOUR,
            occupied_from=TEN + HOUR,
            local_start="2026-12-01T11:00",
        )

    assert found() == [
        f"overlap: appointments {first.pk} and {second.pk} of practitioner {thea.pk} "
        "from 2026-12-01 16:00 UTC"
    ]


def test_overlap_with_a_long_visit_further_back_is_named(book):
    long, between, last = book(), book(TEN + 2 * HOUR), book(TEN + 4 * HOUR)
    with without_checks():
        change(long, occupied_until=TEN + 5 * HOUR)

    assert [line.partition(" of ")[0] for line in found()] == [
        f"overlap: appointments {long.pk} and {between.pk}",
        f"overlap: appointments {long.pk} and {last.pk}",
    ]


def test_visits_that_free_their_time_do_not_overlap(book, staff):
    first = book()
    appointments.cancel(appointment_id=first.pk, version=1, by=staff, reason="Ill")
    book()

    assert found() == []


def test_row_outside_a_constraint_is_named(book):
    visit = book()
    with without_checks():
        change(visit, end=visit.start)

    assert found() == [f"constraint: Appointment {visit.pk} breaks appointment_start_before_end"]


def test_two_visits_of_one_request_are_named(book, confirmed):
    other = book()
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX appointment_one_settled_a_request")
    change(other, request=confirmed)

    assert found() == [
        f"constraint: 2 Appointment rows with request {confirmed.pk} "
        "break appointment_one_settled_a_request"
    ]


def test_unknown_state_is_named(book):
    visit = book()
    change(visit, status="lost")

    assert found() == [f"state: Appointment {visit.pk} is 'lost', which is no state"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": "completed"}, "has ended before it began"),
        ({"status": "no_show"}, "has ended before it began"),
        (
            {"status": "cancel_pending", "undo_until": TEN, "cancelled_at": NOW},
            "is cancelled, but not when or by whom",
        ),
        ({"cancelled_by": "client"}, "says who cancelled it, and is not cancelled"),
        (
            {
                "status": "cancel_pending",
                "cancelled_at": NOW,
                "cancelled_by": "client",
                "undo_until": TEN + HOUR,
            },
            "can be undone beyond its start",
        ),
    ],
)
def test_impossible_visit_is_named(book, changes, words):
    visit = book()
    change(visit, **changes)

    assert found() == [f"state: appointment {visit.pk} {words}"]


def test_hold_beyond_its_start_is_named(offered):
    held = offered.appointments.first()
    change(held, hold_expires_at=held.start + HOUR)

    assert found() == [f"state: appointment {held.pk} is held beyond its start"]


def test_held_time_of_nobody_is_named(offered):
    offer = offered.proposals.first()
    offer.delete()

    assert found() == [f"orphan: appointment {offer.appointment_id} is held, but offered to nobody"]


def test_open_offer_without_its_time_is_named(offered):
    offer = offered.proposals.first()
    change(offer.appointment, status="released", hold_expires_at=None)

    assert found() == [f"orphan: offer {offer.pk} is open, but its time is not held"]


def test_offer_that_ended_while_its_time_is_held_is_named(offered):
    offer = offered.proposals.first()
    change(offer, state="refused")

    assert found() == [
        f"orphan: appointment {offer.appointment_id} is held, but offered to nobody",
        f"orphan: offer {offer.pk} is over, but its time was not given up",
    ]


def test_accepted_offer_without_a_visit_is_named(offered):
    offer = offered.proposals.first()
    change(offer, state="accepted")
    change(offer.appointment, status="released", hold_expires_at=None)

    assert found() == [f"orphan: offer {offer.pk} was accepted, but its time was not given"]


def test_request_with_nothing_left_of_its_offer_is_named(offered):
    for offer in offered.proposals.all():
        change(offer, state="expired")
        change(offer.appointment, status="released", hold_expires_at=None)

    assert found() == [f"orphan: request {offered.pk} has times offered, but none is open"]


def test_open_offer_of_a_request_that_does_not_wait_is_named(offered):
    change(offered, status="in_review")

    assert found() == [
        f"orphan: offer {offer.pk} is open, but its request waits for no answer"
        for offer in offered.proposals.order_by("pk")
    ]


def test_confirmed_request_without_a_visit_is_named(service):
    request = make_request(service=service, status="confirmed")

    assert found() == [f"orphan: request {request.pk} is confirmed, but has no appointment"]


def test_visit_of_a_request_that_is_not_confirmed_is_named(confirmed):
    change(confirmed, status="declined")

    visit = confirmed.appointments.get()
    assert found() == [
        f"orphan: appointment {visit.pk} was given to a request that is not confirmed"
    ]


@pytest.mark.parametrize("state", ["waiting", "offered", "taken"])
def test_place_on_the_waiting_list_of_who_does_not_wait_is_named(service, state):
    request = make_request(service=service)
    entry = WaitlistEntry.objects.create(request=request, state=state, since=NOW)

    assert found() == [
        f"orphan: entry {entry.pk} of the waiting list does not say what its request says"
    ]


def test_freed_time_held_for_who_is_not_on_the_list_is_named(offered):
    proposals = list(offered.proposals.all())
    change(proposals[0], automatic=True)

    assert found() == [
        f"orphan: offer {proposals[0].pk} is one of the waiting list, but its request has no "
        "place there"
    ]


def test_who_waits_without_a_place_on_the_list_is_named(service):
    request = make_request(service=service, status="waitlisted")

    assert found() == [f"orphan: request {request.pk} waits, but is not on the waiting list"]


@pytest.mark.only_on("sqlite")
def test_row_that_points_nowhere_is_named(service):
    wish = make_request(service=service).preferences.get()
    change(wish, request=0)

    assert found() == [
        f"orphan: row {wish.pk} of bookings_requestpreference "
        "points at no row of bookings_bookingrequest"
    ]
    wish.delete()  # or the end of the transaction would find it too


def test_holds_that_nobody_releases_are_named(offered, book, clock):
    pending = cancellation.cancel_by_client(appointment_id=book(TEN - 3 * HOUR).pk, version=1)
    expiry = offered.appointments.latest("hold_expires_at").hold_expires_at
    clock.move_to(expiry + HOUR - dt.timedelta(seconds=1))
    assert found() == [
        f"lapsed: appointment {pending.pk} is still cancel_pending; does `manage.py tick` run?"
    ]

    clock.move_to(expiry + HOUR)
    assert [line.partition(";")[0] for line in found()] == [
        f"lapsed: appointment {pk} is still {status}"
        for pk, status in [
            (pending.pk, "cancel_pending"),
            *((held.pk, "held") for held in offered.appointments.order_by("start")),
        ]
    ]


def test_visit_whose_wall_time_has_moved_is_named(book, clock):
    visit = book()
    change(visit, local_start="2026-12-01T09:00")  # before the country changed its rules

    assert found() == [
        f"clock: appointment {visit.pk} was agreed for 2026-12-01T09:00 in America/New_York, "
        "where clocks will show 2026-12-01T10:00"
    ]
    clock.move_to(visit.end)
    assert found() == []


def test_visit_in_a_zone_that_is_gone_is_named(book):
    visit = book()
    change(visit, time_zone="Atlantis/Capital")

    assert found() == [
        f"clock: appointment {visit.pk} is in 'Atlantis/Capital', "
        "a time zone that is not known here"
    ]


def test_check_changes_nothing(book, offered, confirmed):
    before = list(Appointment.objects.order_by("pk").values())

    found()

    assert list(Appointment.objects.order_by("pk").values()) == before


def test_check_asks_the_same_of_any_diary(book, offered, confirmed):
    with CaptureQueriesContext(connection) as few:
        found()
    for day in range(1, 21):
        book(TEN + dt.timedelta(days=day, hours=5))

    with CaptureQueriesContext(connection) as many:
        found()

    assert len(many) == len(few)
