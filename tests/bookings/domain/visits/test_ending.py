"""Cancelled by staff, completed, not come, and put right afterwards."""

import datetime as dt

import pytest

from bookings.domain import appointments, cancellation
from bookings.domain.errors import (
    StaleVersion,
    TimeTaken,
    TransitionRefused,
)
from bookings.models import Appointment, OutboxMessage
from bookings.statuses import AppointmentStatus
from tests.bookings.domain.visits.desk import HOUR, MINUTE, NOW, TEN, seen, stored


def test_visit_cancelled_by_staff_is_free(book, staff):
    visit = book()

    cancelled = appointments.cancel(**seen(visit, staff), reason="Ill", message="I am so sorry.")

    cancelled.refresh_from_db()
    assert (cancelled.status, cancelled.cancelled_by) == ("cancelled", "staff")
    assert (cancelled.cancelled_at, cancelled.cancel_reason) == (NOW, "Ill")
    assert (cancelled.cancelled_late, cancelled.calendar_sequence) == (False, 1)
    mail = OutboxMessage.objects.get(template="appointment_cancelled")
    for part in (mail.text, mail.html):
        assert "I am so sorry." in part
        assert "Ill" not in part
    assert book().status == "confirmed"


def test_cancellation_by_staff_ends_the_clients_undo_time(book, staff):
    pending = cancellation.cancel_by_client(appointment_id=book().pk, version=1)

    cancelled = appointments.cancel(**seen(pending, staff), reason="Time is needed")

    assert (cancelled.status, cancelled.cancelled_by) == ("cancelled", "client")
    assert (cancelled.undo_until, cancelled.calendar_sequence) == (None, 2)


def test_cancellation_by_staff_has_a_reason(book, staff):
    with pytest.raises(ValueError, match="reason"):
        appointments.cancel(**seen(book(), staff), reason=" ")


# --- How it went -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deed", "status"),
    [(appointments.complete, "completed"), (appointments.no_show, "no_show")],
)
def test_how_it_went_is_said_from_the_start_on(book, staff, clock, deed, status):
    visit = book()
    clock.move_to(TEN - dt.timedelta(seconds=1))
    with pytest.raises(TransitionRefused) as refused:
        deed(**seen(visit, staff))

    clock.move_to(TEN)

    assert deed(**seen(visit, staff)).status == status
    assert str(refused.value) == "This visit has not begun yet."


def test_time_of_who_did_not_come_is_free(book, staff, clock):
    visit = book()
    clock.move_to(TEN + 15 * MINUTE)

    appointments.no_show(**seen(visit, staff))

    assert book(walk_in=True, start=TEN + 15 * MINUTE).status == "confirmed"


def test_correction_goes_both_ways_with_a_reason(book, staff, clock):
    visit = book()
    clock.move_to(TEN + HOUR)
    visit = appointments.complete(**seen(visit, staff))

    visit = appointments.correct(
        **seen(visit, staff), to=AppointmentStatus.NO_SHOW, reason="Mixed up"
    )
    assert (visit.status, visit.correction_reason) == ("no_show", "Mixed up")
    visit = appointments.correct(
        **seen(visit, staff), to=AppointmentStatus.COMPLETED, reason="She came"
    )
    assert (visit.status, visit.correction_reason, visit.version) == ("completed", "She came", 4)

    with pytest.raises(ValueError, match="reason"):
        appointments.correct(**seen(visit, staff), to=AppointmentStatus.NO_SHOW, reason="")


def test_correction_is_refused_when_the_time_was_given_away(book, staff, clock):
    visit = book()
    clock.move_to(TEN + 15 * MINUTE)
    visit = appointments.no_show(**seen(visit, staff))
    book(walk_in=True, start=TEN + 15 * MINUTE)

    with pytest.raises(TimeTaken) as refused:
        appointments.correct(**seen(visit, staff), to=AppointmentStatus.COMPLETED, reason="Came")

    assert str(refused.value) == (
        "This time was given to somebody else. Correct that visit first, or leave both."
    )


def test_correction_makes_room_among_turnarounds(book, staff, clock):
    before, visit = book(start=TEN - 75 * MINUTE), book()
    clock.move_to(TEN + 15 * MINUTE)
    visit = appointments.no_show(**seen(visit, staff))
    # What is left behind after the one before reaches into the time that had come free.
    Appointment.objects.filter(pk=before.pk).update(occupied_until=TEN + 10 * MINUTE)
    after = book(start=TEN + HOUR)

    visit = appointments.correct(
        **seen(visit, staff), to=AppointmentStatus.COMPLETED, reason="She came"
    )

    before.refresh_from_db()
    assert (before.occupied_until, visit.occupied_until) == (TEN, TEN + HOUR)
    assert after.occupied_from == TEN + HOUR


# --- For all of them ---------------------------------------------------------------------


def test_who_saw_an_older_visit_is_told(book, move, staff):
    visit = book()
    move(visit, start=TEN + HOUR)
    before = stored()

    with pytest.raises(StaleVersion) as refused:
        appointments.cancel(**seen(visit, staff), reason="Ill")

    assert "this appointment" in str(refused.value)
    assert stored() == before
