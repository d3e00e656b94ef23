"""Cancelling by the client, and thinking better of it."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth import get_user_model

from bookings import notifications
from bookings.domain import appointments, cancellation, holds
from bookings.domain.errors import (
    PolicyRefused,
    StaleVersion,
    TimeTaken,
    TransitionRefused,
    UndoLapsed,
)
from bookings.models import BookingSettings, Client, OutboxMessage
from tests.factories.bookings import make_practitioner, make_service

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
TEN = dt.datetime(2026, 12, 1, 15, tzinfo=dt.UTC)
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def rules(practice):
    """24 hours, and 30 minutes to undo."""
    return BookingSettings.current()


@pytest.fixture
def book(practice):
    service = make_service(title="Neck", turnaround_minutes=15)
    thea = make_practitioner(name="Thea", services=[service])
    staff = get_user_model().objects.create_user("desk")
    vera = Client.objects.create(name="Vera", email="vera@example.org", created_at=NOW)

    def book(start=TEN):
        return appointments.book(
            by=staff,
            practitioner_id=thea.pk,
            service_id=service.pk,
            minutes=60,
            start=start,
            client_id=vera.pk,
        )

    return book


def cancel(visit):
    return cancellation.cancel_by_client(appointment_id=visit.pk, version=visit.version)


def undo(visit):
    return cancellation.undo_cancellation(appointment_id=visit.pk, version=visit.version)


def mail(template):
    return OutboxMessage.objects.filter(template=template).latest("pk")


def test_cancelled_visit_blocks_until_the_undo_time_is_over(book, rules, clock):
    visit = cancel(book())
    assert (visit.status, visit.undo_until) == ("cancel_pending", NOW + 30 * MINUTE)
    assert (visit.cancelled_at, visit.cancelled_by, visit.cancelled_late) == (NOW, "client", False)
    assert (visit.version, visit.calendar_sequence) == (2, 1)

    clock.move_to(NOW + 30 * MINUTE - dt.timedelta(seconds=1))
    with pytest.raises(TimeTaken):
        book()

    clock.move_to(NOW + 30 * MINUTE)
    assert book().status == "confirmed"
    visit.refresh_from_db()
    assert (visit.status, visit.undo_until, visit.calendar_sequence) == ("cancelled", None, 1)


def test_both_hear_of_a_cancellation_and_how_long_it_can_be_undone(book, rules):
    cancel(book())

    until = "Sunday 22 November 2026, 7:30 (America/New_York)"
    to_client, notice = mail("cancelled_by_client"), mail("cancellation_notice")
    assert to_client.recipient == "vera@example.org"
    assert notice.recipient == "desk@practice.example.org"
    assert notice.reply_to == "vera@example.org"
    assert notice.subject == (
        "Client has cancelled: Neck, Tuesday 1 December 2026, 10:00 (America/New_York)"
    )
    for part in (to_client.text, to_client.html):
        assert f"the time is kept for you until {until}" in part
    for part in (notice.text, notice.html):
        assert f"Until {until} they can take that back" in part
        assert "later than your rules ask for" not in part


# Elapsed time: the clocks play no part.
@pytest.mark.parametrize(
    ("before", "is_late"),
    [(24 * HOUR, False), (24 * HOUR - dt.timedelta(seconds=1), True), (MINUTE, True)],
)
def test_cancellation_within_the_cutoff_is_late(book, rules, clock, before, is_late):
    visit = book()
    clock.move_to(TEN - before)

    assert cancel(visit).cancelled_late is is_late
    assert ("later than your rules" in mail("cancellation_notice").text) is is_late


def test_late_is_elapsed_time_over_a_change_of_the_clocks(book, rules, clock):
    # New York goes forward on 14 March 2027 at 2:00: from 10:00 to 10:00 are 23 hours.
    clock.move_to(dt.datetime(2027, 3, 13, 15, tzinfo=dt.UTC))
    visit = book(start=dt.datetime(2027, 3, 14, 14, tzinfo=dt.UTC))

    assert visit.local_start == "2027-03-14T10:00"
    assert cancel(visit).cancelled_late is True


def test_undo_time_ends_with_the_start(book, rules, clock):
    visit = book()
    clock.move_to(TEN - 10 * MINUTE)

    assert cancel(visit).undo_until == TEN


def test_visit_that_has_begun_is_not_cancelled(book, rules, clock):
    visit = book()
    clock.move_to(TEN)

    with pytest.raises(TransitionRefused) as refused:
        cancel(visit)

    assert str(refused.value) == (
        "This visit has begun, so it can’t be cancelled here any more. Call us."
    )


def test_without_undo_time_a_cancellation_stands_at_once(book, rules):
    BookingSettings.objects.update(undo_minutes=0)

    visit = cancel(book())

    visit.refresh_from_db()
    assert (visit.status, visit.undo_until, visit.cancelled_by) == ("cancelled", None, "client")
    assert "until" not in mail("cancelled_by_client").text
    assert book().status == "confirmed"


def test_undone_cancellation_leaves_no_trace_in_the_visit(book, rules):
    visit = cancel(book())

    kept = undo(visit)

    kept.refresh_from_db()
    assert (kept.status, kept.undo_until) == ("confirmed", None)
    assert (kept.cancelled_at, kept.cancelled_by, kept.cancelled_late) == (None, "", False)
    assert (kept.version, kept.calendar_sequence) == (3, 2)
    assert mail("cancellation_undone").recipient == "vera@example.org"
    assert mail("undone_notice").recipient == "desk@practice.example.org"
    assert list(kept.events.values_list("action", "actor")) == [
        ("appointment made", "staff"),
        ("cancel_pending", "client"),
        ("kept", "client"),
    ]


def test_undo_comes_too_late(book, rules, clock):
    visit = cancel(book())
    clock.move_to(visit.undo_until)

    with pytest.raises(UndoLapsed) as refused:
        undo(visit)

    assert "stays cancelled" in str(refused.value)
    visit.refresh_from_db()
    assert visit.status == "cancelled"  # the refusal did not take that back


def test_cancelled_visit_does_not_come_back_onto_a_taken_time(book, rules, clock):
    visit = cancel(book())
    clock.move_to(visit.undo_until)
    other = book()

    with pytest.raises(UndoLapsed):
        undo(visit)

    other.refresh_from_db()
    assert other.status == "confirmed"


def test_older_page_neither_cancels_nor_undoes(book, rules):
    visit = book()
    seen_before = visit.version
    cancel(visit)

    with pytest.raises(StaleVersion):
        cancellation.cancel_by_client(appointment_id=visit.pk, version=seen_before)
    with pytest.raises(StaleVersion):
        cancellation.undo_cancellation(appointment_id=visit.pk, version=seen_before)


def test_tick_lets_cancellations_lapse(book, rules, clock):
    visits = [cancel(book()), book(start=TEN + 2 * HOUR)]
    clock.move_to(NOW + HOUR)

    holds.release_lapsed()

    for visit in visits:
        visit.refresh_from_db()
    assert [visit.status for visit in visits] == ["cancelled", "confirmed"]


def is_true(message):
    return notifications.is_still_true(OutboxMessage.objects.get(pk=message.pk))


def test_mail_that_a_later_change_overtook_is_not_true(book, rules, clock):
    visit = book()
    cancel(visit)
    cancelled = mail("cancelled_by_client")
    assert not is_true(mail("appointment_booked"))
    assert is_true(cancelled)

    visit.refresh_from_db()
    undo(visit)
    assert not is_true(cancelled)
    assert is_true(mail("cancellation_undone"))

    visit.refresh_from_db()
    cancel(visit)
    assert not is_true(cancelled)  # that was the first one
    assert is_true(mail("cancelled_by_client"))
    clock.move_to(NOW + HOUR)
    holds.release_lapsed()
    assert is_true(mail("cancelled_by_client"))


def test_policy_holds_while_a_cancellation_can_be_undone(book, rules):
    cancel(book())

    with pytest.raises(PolicyRefused):
        book(start=TEN + HOUR)
