"""Another time, another person, other minutes to tidy up."""

import pytest

from bookings.domain.errors import (
    PolicyRefused,
    PractitionerUnavailable,
    TimeNotPossible,
    TimeTaken,
    TransitionRefused,
)
from bookings.models import Appointment, OutboxMessage
from tests.bookings.domain.visits.desk import HOUR, MINUTE, TEN, mails


def test_visit_moves_onto_its_own_old_time(book, move):
    visit = book()

    moved = move(visit, start=TEN + 30 * MINUTE)

    assert Appointment.objects.get() == visit
    assert (moved.start, moved.end) == (TEN + 30 * MINUTE, TEN + 90 * MINUTE)
    assert (moved.occupied_from, moved.occupied_until) == (moved.start, TEN + 105 * MINUTE)
    assert moved.local_start == "2026-12-01T10:30"
    assert (moved.version, moved.calendar_sequence) == (2, 1)
    assert (moved.uid, moved.status) == (visit.uid, "confirmed")


def test_moved_visit_is_mailed_with_both_times(book, move):
    move(book(), start=TEN + HOUR)

    mail = OutboxMessage.objects.get(template="appointment_moved")
    assert mail.subject == "Moved: Neck, now Tuesday 1 December 2026, 11:00 (America/New_York)"
    for part in (mail.text, mail.html):
        assert "It was to be on Tuesday 1 December 2026, 10:00 (America/New_York)" in part


def test_client_hears_who_comes_instead(book, move, theo):
    move(book(), practitioner_id=theo.pk)

    mail = OutboxMessage.objects.get(template="appointment_moved")
    for part in (mail.text, mail.html):
        assert "with Theo" in part
        assert "It was to be with Thea." in part
        assert "It was to be on" not in part


def test_visit_moves_to_another_practitioner(book, move, theo):
    visit = book()

    moved = move(visit, practitioner_id=theo.pk)

    assert (moved.practitioner, moved.start, moved.calendar_sequence) == (theo, TEN, 1)
    assert book().practitioner_id == visit.practitioner_id  # whose time is free again


def test_visit_does_not_move_onto_another(book, move, theo):
    visit, _other = book(), book(start=TEN + 2 * HOUR)
    with pytest.raises(TimeTaken):
        move(visit, start=TEN + 90 * MINUTE, override_reason="Must be.")

    book(practitioner_id=theo.pk)
    with pytest.raises(TimeTaken):
        move(visit, practitioner_id=theo.pk, override_reason="Must be.")

    visit.refresh_from_db()
    assert (visit.start, visit.version) == (TEN, 1)


def test_visit_keeps_its_own_turnaround_when_it_moves(book, move):
    visit = move(book(), turnaround_minutes=40)

    moved = move(visit, start=TEN + HOUR)

    assert moved.occupied_until == TEN + 160 * MINUTE


def test_only_the_turnaround_changes_without_a_mail(book, move):
    visit = book()

    changed = move(visit, turnaround_minutes=0)

    assert (changed.occupied_until, changed.turnaround_minutes) == (TEN + HOUR, 0)
    assert (changed.version, changed.calendar_sequence) == (2, 0)
    assert mails() == ["appointment_booked"]


def test_turnaround_of_a_running_visit_can_change(book, move, clock):
    visit = book()
    clock.move_to(TEN + 10 * MINUTE)

    assert move(visit, turnaround_minutes=30).turnaround_minutes == 30
    with pytest.raises(TimeNotPossible):
        move(book(start=TEN + 2 * HOUR), start=TEN + 5 * MINUTE)


def test_visit_that_is_over_is_not_moved(book, move, clock):
    visit = book()
    clock.move_to(TEN + HOUR)

    with pytest.raises(TransitionRefused) as refused:
        move(visit, start=TEN + 5 * HOUR)

    assert str(refused.value) == "This visit is over. Say how it went, and book another one."


def test_visit_stays_with_who_no_longer_offers_the_service(book, move, thea, theo):
    visit = book()
    thea.services.clear()
    theo.services.clear()

    assert move(visit, start=TEN + HOUR).start == TEN + HOUR
    visit.refresh_from_db()
    with pytest.raises(PractitionerUnavailable):
        move(visit, practitioner_id=theo.pk)


def test_visit_moved_outside_the_hours_takes_a_reason(book, move, theo):
    theo.opening_hours.all().delete()
    visit = book()
    with pytest.raises(PolicyRefused):
        move(visit, practitioner_id=theo.pk)

    assert move(visit, practitioner_id=theo.pk, override_reason="Ill.").override_reason == (
        "closed: Ill."
    )
