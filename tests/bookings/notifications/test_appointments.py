"""Mails about a visit: to whom, in which words, with which link, and for how long they are true."""

import datetime as dt

import pytest
import time_machine

from bookings import notifications
from bookings.domain import appointments, cancellation, client_moves, transitions
from bookings.models import BookingSettings, Client, OutboxMessage
from bookings.notifications import MANAGE_LINK
from bookings.notifications.kinds import KINDS
from bookings.statuses import AppointmentStatus
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.people import make_user

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
VISIT_KINDS = {name: kind for name, kind in KINDS.items() if kind.while_visit}
WHEN = "Tuesday 1 December 2026, 10:00 (America/New_York)"


@pytest.fixture(autouse=True)
def now(practice):
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def staff(practice):
    return make_user()


@pytest.fixture
def confirm(staff):
    """Confirms a request of Vera's for ten o'clock; `contact` is how she can be reached."""

    def confirm(**contact):
        request = make_request(service=make_service(title="Neck"), name="Vera <i>V</i>", **contact)
        return transitions.confirm(
            request_id=request.pk,
            version=1,
            by=staff,
            practitioner_id=make_practitioner(services=[request.service]).pk,
            day=dt.date(2026, 12, 1),
            time=dt.time(10),
        )

    return confirm


def cancel(visit):
    return cancellation.cancel_by_client(appointment_id=visit.pk, version=visit.version)


def mail(template):
    return OutboxMessage.objects.get(template=template)


def written_for(visit):
    return set(visit.messages.values_list("template", flat=True))


def test_client_finds_the_own_link_in_the_mail_of_the_cancellation(confirm):
    visit = cancel(confirm())

    told = mail("cancelled_by_client")
    assert (told.request, told.appointment) == (visit.request, visit)
    assert told.subject == f"Cancelled: Neck, {WHEN}"
    for part in (told.text, told.html):
        assert f"You have cancelled your appointment for Neck on {WHEN}." in part
        assert MANAGE_LINK in part
        assert visit.request.reference in part
        assert "Vera" not in part  # nothing that a stranger typed


def test_practice_finds_the_request_in_the_notice(confirm):
    visit = cancel(confirm())

    notice = mail("cancellation_notice")
    assert notice.recipient == "desk@practice.example.org"
    assert notice.reply_to == "vera@example.org"
    assert f"/admin/bookings/requests/{visit.request_id}/" in notice.text
    assert f"Vera <i>V</i> has cancelled Neck on {WHEN}." in notice.text
    assert f"Vera &lt;i&gt;V&lt;/i&gt; has cancelled Neck on {WHEN}." in notice.html
    assert MANAGE_LINK not in notice.text + notice.html


def test_client_without_an_address_is_not_mailed_and_the_practice_still_is(confirm):
    visit = cancel(confirm(email="", phone="+1 202 555 0143"))

    assert written_for(visit) == {"cancellation_notice"}


def test_client_is_mailed_where_the_practice_knows_the_address(confirm):
    visit = confirm(email="", phone="+1 202 555 0143")
    client = Client.objects.create(name="Vera", email="known@example.org", created_at=NOW)
    visit.client = client
    visit.save(update_fields=["client"])

    cancel(visit)

    assert mail("cancelled_by_client").recipient == "known@example.org"


@pytest.mark.parametrize(
    ("allowed", "words"),
    [(2, "cancel or move it by the link below"), (0, "cancel it by the link below")],
)
def test_mail_says_what_the_link_is_good_for(confirm, allowed, words):
    BookingSettings.current()
    BookingSettings.objects.update(client_moves=allowed)

    confirm()

    told = mail("request_confirmed")
    for part in (told.text, told.html):
        assert f"If you cannot come, {words}" in part


def test_mails_of_a_visit_carry_no_word_about_health(confirm, staff):
    visit = confirm(health="a canary")
    moved = appointments.move(
        appointment_id=visit.pk,
        version=1,
        by=staff,
        practitioner_id=visit.practitioner_id,
        start=visit.start + HOUR,
    )
    moved = client_moves.move_by_client(
        appointment_id=visit.pk, version=moved.version, start=moved.start + HOUR
    )
    kept = cancellation.undo_cancellation(appointment_id=visit.pk, version=cancel(moved).version)
    notifications.reminder(kept)
    notifications.after_care(kept)
    appointments.cancel(appointment_id=visit.pk, version=kept.version, by=staff, reason="canary")

    otherwise = {"appointment_booked", "times_offered", "confirmed_at_once"}
    otherwise |= {"waitlist_offer", "waitlist_taken"}
    assert written_for(visit) == VISIT_KINDS.keys() - otherwise
    for message in visit.messages.all():
        assert "canary" not in message.subject + message.text + message.html


@pytest.mark.parametrize("template", VISIT_KINDS)
@pytest.mark.parametrize("status", AppointmentStatus)
def test_mail_is_true_while_its_visit_is_as_it_says(confirm, template, status):
    visit = confirm()
    message = OutboxMessage(
        template=template,
        request=visit.request,
        appointment=visit,
        expected_sequence=visit.calendar_sequence,
    )
    offers = {"times_offered", "waitlist_offer"}
    visit.request.status = "proposed" if template in offers else "confirmed"
    visit.status = status

    assert notifications.is_still_true(message) is (status in VISIT_KINDS[template].while_visit)

    visit.calendar_sequence += 1
    assert not notifications.is_still_true(message)
