"""Booking on the phone and at the door, and standing side by side."""

import datetime as dt

import pytest

from bookings.domain.errors import (
    LengthUnavailable,
    PolicyRefused,
    PractitionerUnavailable,
    Refused,
    TimeNotPossible,
    TimeTaken,
)
from bookings.models import AuditEvent, Client, OutboxMessage
from tests.bookings.domain.visits.desk import HOUR, MINUTE, NOW, TEN, mails, stored
from tests.factories.bookings import make_practitioner


def test_visit_booked_on_the_phone_is_in_the_diary(book, staff, service, thea):
    visit = book(phone="+1 202 555 0143")

    visit.refresh_from_db()
    assert (visit.status, visit.practitioner, visit.request) == ("confirmed", thea, None)
    assert (visit.start, visit.end) == (TEN, TEN + HOUR)
    assert (visit.occupied_from, visit.occupied_until) == (TEN, TEN + 75 * MINUTE)
    assert (visit.service, visit.service_name, visit.price) == (service, "Neck", 60)
    assert (visit.time_zone, visit.local_start) == ("America/New_York", "2026-12-01T10:00")
    assert (visit.turnaround_minutes, visit.override_reason) == (15, "")
    client = Client.objects.get()
    assert (visit.client, client.name, client.phone) == (client, "Vera", "+1 202 555 0143")
    event = AuditEvent.objects.get()
    assert (event.action, event.user, event.appointment) == ("appointment made", staff, visit)


def test_visit_booked_on_the_phone_is_mailed(book):
    book()

    mail = OutboxMessage.objects.get()
    assert (mail.template, mail.recipient) == ("appointment_booked", "vera@example.org")
    assert mail.subject == "Booked: Neck, Tuesday 1 December 2026, 10:00 (America/New_York)"
    for part in (mail.text, mail.html):
        assert "Tuesday 1 December 2026, 10:00 (America/New_York)" in part
        assert "with Thea" in part
        assert "reference" not in part


def test_visit_of_a_known_client_makes_no_other(book):
    vera = Client.objects.create(name="Vera", created_at=NOW)

    visit = book(client_id=vera.pk)

    assert (visit.client, Client.objects.count()) == (vera, 1)
    assert mails() == []  # there is no address


def test_visit_is_booked_without_the_notice_that_visitors_give(book):
    visit = book(start=NOW + 5 * MINUTE)

    assert visit.override_reason == "too soon"


def test_walk_in_may_have_begun_and_is_not_mailed(book):
    visit = book(start=NOW - 40 * MINUTE, walk_in=True)

    assert (visit.status, visit.start) == ("confirmed", NOW - 40 * MINUTE)
    assert mails() == []


def test_walk_in_came_today(book):
    # Midnight in New York is five hours after that in UTC.
    midnight = dt.datetime(2026, 11, 22, 5, tzinfo=dt.UTC)
    with pytest.raises(TimeNotPossible):
        book(start=midnight - MINUTE, walk_in=True)

    assert book(start=midnight, walk_in=True).start == midnight


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"start": NOW - MINUTE}, TimeNotPossible),
        ({"minutes": 61}, LengthUnavailable),
        ({"service_id": 0}, LengthUnavailable),
        ({"practitioner_id": 0}, PractitionerUnavailable),
        ({"client_id": 0}, Refused),
    ],
)
def test_what_cannot_be_booked_leaves_nothing(book, changes, refusal):
    before = stored()

    with pytest.raises(refusal):
        book(**changes)

    assert stored() == before


def test_visit_on_a_taken_time_is_refused(book):
    book()

    with pytest.raises(TimeTaken):
        book(start=TEN + 59 * MINUTE, override_reason="It must be.")


def test_visit_outside_the_hours_takes_a_reason(book, service):
    nobody_there = make_practitioner(services=[service], hours=[])
    with pytest.raises(PolicyRefused) as refused:
        book(practitioner_id=nobody_there.pk)

    visit = book(practitioner_id=nobody_there.pk, override_reason="A favour.")

    assert str(refused.value) == "It is outside the opening hours."
    assert visit.override_reason == "closed: A favour."


def test_new_client_has_a_name(book):
    with pytest.raises(ValueError, match="name"):
        book(name=" ")


# --- Side by side ------------------------------------------------------------------------


def test_visit_squeezed_in_shortens_the_turnaround_before_and_says_so(book):
    first = book()
    with pytest.raises(PolicyRefused):
        book(start=TEN + HOUR)

    book(start=TEN + HOUR, override_reason="In a hurry.")

    first.refresh_from_db()
    assert (first.occupied_until, first.turnaround_minutes) == (TEN + HOUR, 15)
    assert first.version == 1  # nothing changes for its client, whose page must still work
    assert "turnaround shortened" in first.events.values_list("action", flat=True)


def test_visit_squeezed_in_gives_up_its_own_turnaround(book):
    book(start=TEN + HOUR)

    early = book(override_reason="In a hurry.")

    assert early.occupied_until == TEN + HOUR
