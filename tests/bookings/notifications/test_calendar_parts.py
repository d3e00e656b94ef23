"""Which mails carry a calendar part, and what a calendar makes of one after the other."""

import datetime as dt

import pytest
import time_machine

from bookings.domain import appointments, cancellation, transitions
from bookings.models import OutboxMessage
from bookings.notifications.kinds import KINDS, Audience
from tests.bookings.calendars.reading import read
from tests.factories.bookings import book_visit, make_practitioner, make_request, make_service
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def now(practice):
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def staff():
    return make_user()


@pytest.fixture
def confirmed(staff):
    """A request that the desk has confirmed, for the first of December."""
    service = make_service(title="Neck")
    request = make_request(service=service, email="vera@example.org")
    return transitions.confirm(
        request_id=request.pk,
        version=1,
        by=staff,
        practitioner_id=make_practitioner(services=[service]).pk,
        day=dt.date(2026, 12, 1),
        time=dt.time(10),
    )


def move(visit, staff, *, by=HOUR):
    return appointments.move(
        appointment_id=visit.pk,
        version=visit.version,
        by=staff,
        practitioner_id=visit.practitioner_id,
        start=visit.start + by,
    )


def parts_of(visit):
    """The calendar parts that its client is sent, in order: kind of mail, calendar, event."""
    mails = visit.messages.exclude(calendar="").order_by("pk")
    return [(mail, *read(mail.calendar)) for mail in mails]


def test_one_event_lives_through_confirming_moving_cancelling_and_undoing(confirmed, staff):
    moved = move(confirmed, staff)
    left = cancellation.cancel_by_client(appointment_id=moved.pk, version=moved.version)
    kept = cancellation.undo_cancellation(appointment_id=left.pk, version=left.version)
    appointments.cancel(appointment_id=kept.pk, version=kept.version, by=staff, reason="Ill")

    parts = parts_of(confirmed)
    assert [mail.template for mail, _, _ in parts] == [
        "request_confirmed",
        "appointment_moved",
        "cancelled_by_client",
        "cancellation_undone",
        "appointment_cancelled",
    ]
    methods = ["REQUEST", "REQUEST", "CANCEL", "REQUEST", "CANCEL"]
    assert [mail.calendar_method for mail, _, _ in parts] == methods
    assert [calendar.method for _, calendar, _ in parts] == methods
    assert {event.uid for _, _, event in parts} == {str(confirmed.uid)}
    assert [event.sequence for _, _, event in parts] == [0, 1, 2, 3, 4]
    assert [event.status for _, _, event in parts] == [
        *["CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED", "CANCELLED"]
    ]
    assert [event.dtstart - confirmed.start for _, _, event in parts] == [0 * HOUR] + 4 * [HOUR]
    assert {str(event.attendees[0].uri) for _, _, event in parts} == {"mailto:vera@example.org"}


def test_visit_booked_on_the_phone_has_its_event_too(staff):
    service = make_service()
    thea = make_practitioner(services=[service])

    visit = book_visit(thea, service=service, by=staff, email="ann@example.org")

    ((mail, calendar, event),) = parts_of(visit)
    assert (mail.template, calendar.method) == ("appointment_booked", "REQUEST")
    assert event.description == "Phone: +44 1632 960 001"


def test_what_clients_need_not_know_leaves_their_calendar_alone(confirmed, staff):
    appointments.move(
        appointment_id=confirmed.pk,
        version=confirmed.version,
        by=staff,
        practitioner_id=confirmed.practitioner_id,
        start=confirmed.start,
        turnaround_minutes=30,
    )

    assert [mail.template for mail, _, _ in parts_of(confirmed)] == ["request_confirmed"]


def test_no_mail_but_of_a_settled_visit_carries_a_calendar(confirmed, staff):
    left = cancellation.cancel_by_client(appointment_id=confirmed.pk, version=confirmed.version)
    cancellation.undo_cancellation(appointment_id=left.pk, version=left.version)
    declined = make_request()
    transitions.decline(request_id=declined.pk, version=1, by=staff, reason="other", message="No.")

    without = OutboxMessage.objects.filter(calendar="", calendar_method="")
    assert set(without.values_list("template", flat=True)) == {
        *["request_received", "request_notice", "request_declined"],
        *["cancellation_notice", "undone_notice"],
    }


def test_only_mails_to_clients_about_a_visit_ask_calendars_for_something():
    asking = [kind for kind in KINDS.values() if kind.calendar]

    assert {kind.audience for kind in asking} == {Audience.CLIENT}
    assert all(kind.while_visit for kind in asking)


def test_mail_that_tells_of_health_or_name_has_neither_in_its_calendar(staff):
    service = make_service(title="Scars")
    request = make_request(service=service, name="Canary Name", health="canary-7719")
    transitions.confirm(
        request_id=request.pk,
        version=1,
        by=staff,
        practitioner_id=make_practitioner(services=[service]).pk,
        day=dt.date(2026, 12, 1),
        time=dt.time(10),
    )

    calendar = OutboxMessage.objects.get(template="request_confirmed").calendar
    said = calendar.replace("\r\n ", "")
    assert [word for word in ("anary", "7719", "Scars", "[[", "http") if word in said] == []
