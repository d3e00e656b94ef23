"""Moving by the client: which visits, how often, until when, and to which times."""

import datetime as dt

import pytest
import time_machine

from bookings.domain import appointments, cancellation
from bookings.domain.client_moves import MOVED_BY_CLIENT, free_times, move_by_client, why_not
from bookings.domain.errors import MoveRefused, StaleVersion, TimeTaken, TransitionRefused
from bookings.domain.soundness import findings
from bookings.models import (
    Appointment,
    BookingSettings,
    Client,
    ExceptionKind,
    OutboxMessage,
    Practitioner,
    ScheduleException,
)
from services.models import ServicePage
from tests.bookings.domain.visits.desk import HOUR, MINUTE, NOW, TEN, mails, seen, stored
from tests.factories.bookings import make_practitioner, make_service
from tests.factories.people import make_user

SECOND, DAY = dt.timedelta(seconds=1), dt.timedelta(days=1)
UNTIL = "You could move it here until Monday 30 November 2026, 10:00."
NOT_OFFERED = "Neck with Thea can’t be booked here at the moment."


@pytest.fixture(autouse=True)
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def staff(practice):
    return make_user()


@pytest.fixture
def service(practice):
    return make_service(title="Neck", turnaround_minutes=15)


@pytest.fixture
def thea(service):
    return make_practitioner(name="Thea", services=[service])


@pytest.fixture
def book(staff, service, thea):
    vera = Client.objects.create(name="Vera", email="vera@example.org", created_at=NOW)

    def book(start=TEN, **changes):
        visit = {"service_id": service.pk, "practitioner_id": thea.pk, "minutes": 60}
        return appointments.book(by=staff, client_id=vera.pk, start=start, **visit | changes)

    return book


def move(visit, start=TEN + 2 * HOUR, **changes):
    seen = {"appointment_id": visit.pk, "version": visit.version}
    return move_by_client(**seen | changes, start=start)


def starts(visit):
    return [slot.start for _day, slots in free_times(visit).days() for slot in slots]


def test_moved_visit_is_the_same_row_at_another_time(book):
    visit = book()

    moved = move(visit)

    moved.refresh_from_db()
    assert Appointment.objects.get() == visit == moved
    assert (moved.start, moved.end) == (TEN + 2 * HOUR, TEN + 3 * HOUR)
    assert (moved.occupied_from, moved.occupied_until) == (moved.start, moved.end + 15 * MINUTE)
    assert (moved.local_start, moved.status) == ("2026-12-01T12:00", "confirmed")
    assert (moved.version, moved.calendar_sequence, moved.moves_by_client) == (2, 1, 1)
    assert (moved.uid, moved.practitioner, moved.changed_at) == (visit.uid, visit.practitioner, NOW)
    assert list(moved.events.values_list("action", "actor")) == [
        ("appointment made", "staff"),
        (MOVED_BY_CLIENT, "client"),
    ]
    assert findings() == []


def test_old_time_is_free_for_others(book):
    move(book())

    assert book().start == TEN


def test_it_may_overlap_its_own_old_time_and_turnaround(book):
    visit = book()

    assert TEN + 15 * MINUTE in starts(visit)
    assert move(visit, TEN + 15 * MINUTE).start == TEN + 15 * MINUTE


def test_her_own_time_is_neither_listed_nor_taken(book):
    visit = book()
    before = stored()

    assert TEN not in starts(visit)
    with pytest.raises(TimeTaken):
        move(visit, TEN)
    assert stored() == before


def test_visit_keeps_its_own_turnaround(book, staff):
    visit = book()
    book(start=TEN + 4 * HOUR)
    visit = appointments.move(
        **seen(visit, staff),
        practitioner_id=visit.practitioner_id,
        start=TEN,
        turnaround_minutes=60,
    )

    assert [start for start in starts(visit) if TEN + HOUR < start < TEN + 4 * HOUR] == [
        TEN + 75 * MINUTE,
        TEN + 90 * MINUTE,
        TEN + 105 * MINUTE,
        TEN + 2 * HOUR,
    ]
    moved = move(visit)
    assert (moved.turnaround_minutes, moved.occupied_until) == (60, TEN + 4 * HOUR)


@pytest.mark.parametrize("before", [24 * HOUR, 24 * HOUR + SECOND])
def test_until_the_last_moment_it_can_be_moved(book, clock, before):
    visit = book()
    clock.move_to(TEN - before)

    assert why_not(visit) is None
    assert move(visit, TEN + 3 * DAY).moves_by_client == 1


@pytest.mark.parametrize("before", [24 * HOUR - SECOND, MINUTE])
def test_within_the_cutoff_it_is_for_the_desk(book, clock, before):
    visit = book()
    clock.move_to(TEN - before)

    assert refusal(MoveRefused, visit, TEN + 3 * DAY) == UNTIL


def test_cutoff_is_elapsed_time_over_a_change_of_the_clocks(book, clock):
    # New York goes forward on 14 March 2027 at 2:00: from 10:00 to 10:00 are 23 hours.
    visit = book(start=dt.datetime(2027, 3, 14, 14, tzinfo=dt.UTC))
    clock.move_to(dt.datetime(2027, 3, 13, 14, tzinfo=dt.UTC))
    assert why_not(visit) is None

    clock.move_to(dt.datetime(2027, 3, 13, 14, 0, 1, tzinfo=dt.UTC))
    assert why_not(visit) == ("You could move it here until Saturday 13 March 2027, 9:00.")


def test_times_that_come_twice_are_two_times(book, clock):
    # New York goes back on 7 November 2027 at 2:00.
    clock.move_to(dt.datetime(2027, 10, 20, 12, tzinfo=dt.UTC))
    visit = book(start=dt.datetime(2027, 11, 6, 15, tzinfo=dt.UTC))
    first = dt.datetime(2027, 11, 7, 5, 30, tzinfo=dt.UTC)
    assert {first, first + HOUR} <= set(starts(visit))

    moved = move(visit, first + HOUR)

    assert (moved.start, moved.local_start) == (first + HOUR, "2027-11-07T01:30")
    assert first in starts(moved)


def test_without_a_cutoff_it_can_be_moved_until_it_begins(book, clock):
    BookingSettings.current()
    BookingSettings.objects.update(cancel_cutoff_hours=0)
    visit = book()
    clock.move_to(TEN - SECOND)
    assert why_not(visit) is None

    clock.move_to(TEN)
    begun = "This visit has begun, so it can’t be moved here any more. Call us."
    assert refusal(TransitionRefused, visit, TEN + DAY) == begun


def test_so_often_and_no_more(book):
    visit = move(move(book()), TEN)

    words = "You have moved it 2 times, which is as often as you can here."
    assert refusal(MoveRefused, visit) == words
    assert why_not(visit) == words


def test_moves_of_the_desk_do_not_count(book, staff):
    visit = book()
    for start in (TEN + HOUR, TEN + 3 * HOUR, TEN + 5 * HOUR):
        visit = appointments.move(
            **seen(visit, staff), practitioner_id=visit.practitioner_id, start=start
        )

    assert move(visit).moves_by_client == 1


@pytest.mark.parametrize(
    ("allowed", "words"),
    [
        (0, "Appointments can’t be moved on this page."),
        (1, "You have moved it once, which is as often as you can here."),
    ],
)
def test_practice_says_how_often(book, allowed, words):
    visit = move(book())
    BookingSettings.objects.update(client_moves=allowed)

    assert refusal(MoveRefused, visit, TEN) == words


def leaves(service, thea):
    thea.active = False
    thea.save()


def drops_the_service(service, thea):
    thea.services.clear()


def takes_no_requests(service, thea):
    ServicePage.objects.update(accepts_requests=False)


def is_unpublished(service, thea):
    ServicePage.objects.update(live=False)


def loses_the_length(service, thea):
    service.lengths.filter(minutes=60).delete()


def is_deleted(service, thea):
    service.delete()


@pytest.mark.parametrize(
    "happens",
    [leaves, drops_the_service, takes_no_requests, is_unpublished, loses_the_length, is_deleted],
)
def test_what_nobody_can_ask_for_is_for_the_desk(book, service, thea, happens):
    pk = book().pk
    happens(service, thea)

    assert refusal(MoveRefused, Appointment.objects.get(pk=pk)) == NOT_OFFERED


def is_another_visits(book):
    book(start=TEN + 2 * HOUR)


def is_before_another_turnaround(book):
    book(start=TEN + 3 * HOUR + 10 * MINUTE, override_reason="Must be.")


def is_closed(book):
    ScheduleException.objects.create(
        kind=ExceptionKind.CLOSED, date_from=TEN.date(), date_until=TEN.date()
    )


def is_too_soon(book):
    ServicePage.objects.update(minimum_notice_hours=14 * 24)


def is_too_far(book):
    ServicePage.objects.update(horizon_days=9)


@pytest.mark.parametrize(
    "happens",
    [is_another_visits, is_before_another_turnaround, is_closed, is_too_soon, is_too_far],
)
def test_time_that_visitors_can_not_ask_for_is_refused(book, happens):
    visit = book()
    assert TEN + 2 * HOUR in starts(visit)
    happens(book)

    visit = Appointment.objects.get(pk=visit.pk)
    assert TEN + 2 * HOUR not in starts(visit)
    refusal(TimeTaken, visit)


@pytest.mark.parametrize(
    "start",
    [
        TEN + 7 * MINUTE,
        NOW,
        NOW - DAY,
        dt.datetime(2999, 12, 31, 23, 59, 59, tzinfo=dt.UTC),
    ],
)
def test_time_that_is_no_start_is_refused(book, start):
    refusal(TimeTaken, book(), start)


def test_times_of_somebody_else_are_not_hers(book, service, thea):
    Practitioner.objects.get(pk=thea.pk).opening_hours.all().delete()
    make_practitioner(name="Theo", services=[service])
    visit = book(override_reason="Must be.")

    assert starts(visit) == []
    refusal(TimeTaken, visit)


def test_reason_to_insist_goes_with_the_time_it_was_for(book, thea):
    thea.opening_hours.filter(weekday=1).delete()  # TEN is a Tuesday
    visit = book(override_reason="Must be.")

    assert move(visit, TEN + DAY).override_reason == ""


def test_older_page_does_not_move(book, staff):
    visit = book()
    appointments.move(
        **seen(visit, staff), practitioner_id=visit.practitioner_id, start=TEN + 3 * HOUR
    )

    refusal(StaleVersion, visit)


@pytest.mark.parametrize("status", ["cancel_pending", "cancelled", "completed", "no_show"])
def test_only_a_confirmed_visit_is_moved(book, staff, clock, status):
    visit = book()
    if status in {"completed", "no_show"}:
        clock.move_to(TEN)
        ended = appointments.complete if status == "completed" else appointments.no_show
        visit = ended(**seen(visit, staff))
        clock.move_to(NOW)
    elif status == "cancelled":
        visit = appointments.cancel(**seen(visit, staff), reason="Ill")
    else:
        visit = cancellation.cancel_by_client(appointment_id=visit.pk, version=visit.version)

    assert visit.status == status
    assert refusal(TransitionRefused, visit) == (
        "That is not possible in the state this appointment is in."
    )
    assert why_not(visit) == "That is not possible in the state this appointment is in."


def test_client_and_practice_are_told_both_times(book):
    move(book())

    assert mails() == ["appointment_booked", "appointment_moved", "moved_by_client_notice"]
    to_client, notice = OutboxMessage.objects.order_by("pk")[1:]
    new, old = (f"Tuesday 1 December 2026, {t} (America/New_York)" for t in ("12:00", "10:00"))
    assert (to_client.recipient, notice.recipient) == (
        "vera@example.org",
        "desk@practice.example.org",
    )
    assert notice.reply_to == "vera@example.org"
    assert notice.subject == f"Client has moved: Neck, now {new}"
    for part in (notice.text, notice.html):
        assert f"Vera has moved Neck to {new}, with Thea." in part
        assert f"It was to be on {old}." in part
        assert "/admin/bookings/appointments/" in part
    for part in (to_client.text, to_client.html):
        assert new in part
        assert f"It was to be on {old}." in part
        assert "Vera" not in part


def refusal(kind, visit, start=TEN + 2 * HOUR):
    """The words of a refusal of this kind, which has changed nothing."""
    before = stored()
    with pytest.raises(kind) as refused:
        move(visit, start)
    assert stored() == before
    return str(refused.value)
