"""Reminders: when they are written, for which visits, how often. The practice is in New York."""

import datetime as dt

import pytest
import time_machine

from bookings.domain import appointments, cancellation, reminders
from bookings.domain.errors import NotSaved
from bookings.domain.outbox import deliver_due
from bookings.models import Appointment, BookingSettings, Client, OutboxMessage
from bookings.statuses import AppointmentStatus
from tests.bookings.smtp import smtp_server
from tests.factories.bookings import book_visit, make_request
from tests.factories.visits import make_visit

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
START = dt.datetime(2026, 12, 1, 15, tzinfo=dt.UTC)  # ten in New York
SECOND, HOUR, DAY = dt.timedelta(seconds=1), dt.timedelta(hours=1), dt.timedelta(days=1)
AHEAD = 48 * HOUR


@pytest.fixture(autouse=True)
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def book(practitioner, service):
    """Books an hour at START on the phone, for Vera."""

    def book(start=START, email="vera@example.org", **options):
        return book_visit(practitioner, service=service, start=start, email=email, **options)

    return book


@pytest.fixture
def move(staff):
    def move(visit, start, **options):
        return appointments.move(
            appointment_id=visit.pk,
            version=visit.version,
            by=staff,
            practitioner_id=visit.practitioner_id,
            start=start,
            **options,
        )

    return move


def written():
    """Write what is due; all reminders there are, by visit and sequence."""
    assert reminders.write_due() == 0
    mails = OutboxMessage.objects.filter(template="reminder").order_by("pk")
    return list(mails.values_list("appointment", "expected_sequence"))


def set_hours(hours, cutoff=0):
    rules = BookingSettings.current()
    rules.reminder_hours, rules.cancel_cutoff_hours = hours, cutoff
    rules.save()


def test_reminder_is_written_to_the_second_and_once(clock, book):
    visit = book()

    clock.move_to(START - AHEAD - SECOND)
    assert written() == []
    clock.shift(SECOND)
    assert written() == [(visit.pk, 0)]
    clock.shift(HOUR)
    assert written() == [(visit.pk, 0)]


def test_reminder_says_which_day_and_until_when_to_cancel(clock, practice, service, confirm):
    practice.street_address = "1 High Street\nLondon"
    practice.save()
    visit = confirm(make_request(service=service, name="Vera <i>V</i>"))
    clock.move_to(visit.start - AHEAD)
    written()

    mail = OutboxMessage.objects.get(template="reminder")
    assert mail.recipient == "vera@example.org"
    assert mail.subject == (
        "Reminder: Massage for the neck, Tuesday 1 December 2026, 9:00 (America/New_York)"
    )
    assert (mail.calendar, mail.request, mail.reply_to) == ("", visit.request, practice.email)
    for part in (mail.text, mail.html):
        assert "Tuesday 1 December 2026, 9:00 (America/New_York)" in part
        assert "1 High Street" in part
        late = "After Monday 30 November 2026, 9:00 (America/New_York) it counts as a late"
        assert late in part
        assert "cancel or move it by the link below" in part
        assert "Vera" not in part
        assert "tomorrow" not in part.lower()


def test_client_without_an_own_page_is_told_to_answer_or_ring(clock, book):
    book()
    clock.move_to(START - AHEAD)
    written()

    text = OutboxMessage.objects.get(template="reminder").text
    assert "If you cannot come, answer this mail or ring us" in text
    assert "my-request" not in text


@pytest.mark.parametrize(
    ("booked_at", "expected"),
    [(START - AHEAD - SECOND, 1), (START - AHEAD, 0), (START - HOUR, 0)],
)
def test_visit_booked_inside_the_window_gets_none(clock, book, booked_at, expected):
    clock.move_to(booked_at)
    book()
    clock.move_to(max(booked_at, START - AHEAD))

    assert len(written()) == expected


@pytest.mark.parametrize(("to", "expected"), [(START + HOUR, 1), (START - HOUR, 0)])
def test_visit_moved_inside_its_new_window_gets_none(clock, book, move, to, expected):
    visit = book()
    clock.move_to(START - AHEAD - SECOND)

    move(visit, to)
    clock.move_to(max(to - AHEAD, START - AHEAD))

    assert len(written()) == expected


def test_minutes_kept_free_after_are_no_news_to_the_client(clock, book, move):
    visit = book()
    clock.move_to(START - AHEAD)

    move(visit, START, turnaround_minutes=45)

    assert written() == [(visit.pk, 0)]


def test_moved_visit_is_reminded_of_again(clock, book, move):
    visit = book()
    clock.move_to(START - AHEAD)
    assert written() == [(visit.pk, 0)]

    moved = move(visit, START + 5 * DAY)
    assert written() == [(visit.pk, 0)]
    clock.move_to(START + 5 * DAY - AHEAD)

    assert written() == [(visit.pk, 0), (visit.pk, moved.calendar_sequence)]
    first, second = OutboxMessage.objects.filter(template="reminder").order_by("pk")
    assert first.dedupe_key != second.dedupe_key


@pytest.mark.parametrize("status", AppointmentStatus)
def test_only_confirmed_visits_are_reminded_of(clock, practitioner, service, status):
    fields = {"undo_until": START} if status == AppointmentStatus.CANCEL_PENDING else {}
    visit = make_visit(practitioner, START)
    visit.client.email = "clara@example.org"
    visit.client.save()
    times = {
        AppointmentStatus.HELD: {"hold_expires_at": START},
        AppointmentStatus.CANCELLED: {"cancelled_at": NOW, "cancelled_by": "staff"},
    }
    Appointment.objects.filter(pk=visit.pk).update(status=status, **fields, **times.get(status, {}))
    clock.move_to(START - AHEAD)

    assert len(written()) == (status == AppointmentStatus.CONFIRMED)


def test_client_without_an_address_is_skipped_until_there_is_one(clock, book):
    visit = book(email="", phone="+44 1632 960 002")
    clock.move_to(START - AHEAD)
    assert written() == []

    Client.objects.filter(pk=visit.client.pk).update(email="vera@example.org")

    assert written() == [(visit.pk, 0)]


def test_practice_without_reminders_sends_none(clock, book):
    set_hours(0)
    book()
    clock.move_to(START - HOUR)

    assert written() == []


@pytest.mark.parametrize(
    ("hours", "left", "expected"),
    [
        (48, 2 * HOUR + SECOND, 1),
        (48, 2 * HOUR, 0),
        (48, -HOUR, 0),
        (2, HOUR + SECOND, 1),
        (2, HOUR, 0),
    ],
)
def test_worker_that_was_down_sends_no_pointless_ones(clock, book, hours, left, expected):
    set_hours(hours)
    book()
    clock.move_to(START - left)

    assert len(written()) == expected


@pytest.mark.parametrize("change", ["cancelled", "moved", "begun", "nothing"])
def test_reminder_is_decided_again_when_it_is_sent(clock, book, move, staff, change):
    visit = book()
    clock.move_to(START - AHEAD)
    written()
    OutboxMessage.objects.exclude(template="reminder").delete()

    if change == "cancelled":
        cancellation.cancel_by_client(appointment_id=visit.pk, version=visit.version)
    elif change == "moved":
        move(visit, START + DAY)
    elif change == "begun":
        clock.move_to(START)
    with smtp_server():
        deliver_due()

    expected = "sent" if change == "nothing" else "dropped"
    assert OutboxMessage.objects.get(template="reminder").status == expected


@pytest.mark.parametrize(
    "start",
    [
        dt.datetime(2026, 11, 1, 15, tzinfo=dt.UTC),  # hours after clocks went back in New York
        dt.datetime(2027, 3, 14, 15, tzinfo=dt.UTC),  # and forward
    ],
)
def test_hours_are_elapsed_time_over_a_change_of_the_clocks(clock, book, start):
    clock.move_to(start - 20 * DAY)
    visit = book(start)

    clock.move_to(start - AHEAD - SECOND)
    assert written() == []
    clock.shift(SECOND)
    assert written() == [(visit.pk, 0)]


IDLE, EACH = 2, 9


@pytest.mark.parametrize(("hours", "due"), [(47, 0), (48, 1), (48 + 58, 30)])
def test_queries_while_nothing_is_due_and_for_each_that_is(
    clock, book, django_assert_num_queries, hours, due
):
    set_hours(hours)
    for number in range(30):
        book(START + 2 * number * HOUR)
    clock.move_to(START - AHEAD)

    with django_assert_num_queries(IDLE + due * EACH):
        reminders.write_due()

    assert OutboxMessage.objects.filter(template="reminder").count() == due


def test_visit_that_can_not_be_reminded_of_keeps_no_other_from_it(clock, book):
    stuck, other = book(), book(START + 2 * HOUR)
    # Its mail can't be written, because there is another one by that name.
    OutboxMessage.objects.create(
        dedupe_key=f"reminder:visit:{stuck.pk}:0",
        template="appointment_booked",
        message_id="<stuck@example.org>",
        created_at=START,
        not_before=START,
    )
    clock.move_to(START + 2 * HOUR - AHEAD)

    with pytest.raises(ExceptionGroup) as raised:
        reminders.write_due()

    assert [type(error) for error in raised.value.exceptions] == [NotSaved]
    reminded = OutboxMessage.objects.filter(template="reminder")
    assert list(reminded.values_list("appointment", flat=True)) == [other.pk]
