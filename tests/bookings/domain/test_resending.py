"""Sending a mail again, to the same address or a corrected one, and leaving it."""

import pytest

from bookings.domain.clients import create_client
from bookings.domain.errors import BadAddress, CannotSendAgain, StaleVersion
from bookings.domain.manage import find_by_token, manage_token
from bookings.domain.outbox import deliver_due
from bookings.domain.resending import going_along, put_aside, send_again
from bookings.domain.transitions import ask, decline
from bookings.models import AuditEvent, BookingRequest, Client, OutboxMessage
from tests.bookings.calendars.reading import read
from tests.bookings.smtp import smtp_server
from tests.factories.bookings import (
    book_visit,
    make_practitioner,
    make_request,
    make_service,
)
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("practice")]

OLD, NEW = "vera@exmaple.org", "vera@example.org"
NOT_TRUE = "It can’t be sent any more, because what it says is no longer true."


@pytest.fixture
def staff():
    return make_user()


@pytest.fixture
def request_():
    return make_request(email=OLD)


@pytest.fixture
def failed(request_):
    """The acknowledgement went to an address that does not exist; the notice got there."""
    with smtp_server() as inbox:
        inbox.unknown = {OLD}
        deliver_due()
    mail = request_.messages.get(template="request_received")
    assert mail.status == "failed"
    return mail


def again(mail, staff, to=NEW, **options):
    version = options.pop("version", mail.version)
    return send_again(message_id=mail.pk, version=version, by=staff, to=to, **options)


def delivered() -> list[tuple[str, str]]:
    """To whom, and which mail, when everything due is sent."""
    with smtp_server() as inbox:
        deliver_due()
    return [(to, message_id) for (to,), message_id in zip(inbox.recipients, inbox.ids, strict=True)]


def deeds(request) -> list[str]:
    return list(AuditEvent.objects.filter(request=request).values_list("action", flat=True))


def test_failed_mail_goes_to_the_corrected_address_with_its_own_message_id(failed, staff):
    assert again(failed, staff) == [failed]

    row = OutboxMessage.objects.get(pk=failed.pk)
    assert (row.status, row.attempts, row.last_error) == ("queued", 0, "")
    assert delivered() == [(NEW, failed.message_id)]
    assert deeds(failed.request) == ["submitted", "mail sent again"]
    assert AuditEvent.objects.last().user == staff
    assert BookingRequest.objects.get().email == OLD


def test_calendar_part_invites_the_corrected_address(staff):
    service = make_service()
    thea = make_practitioner(services=[service])
    mail = book_visit(thea, service=service, by=staff, email=OLD).messages.get()

    again(mail, staff)

    mail.refresh_from_db()
    _, event = read(mail.calendar)
    assert [str(guest.uri) for guest in event.attendees] == [f"mailto:{NEW}"]
    assert (event.uid, event.sequence) == (str(mail.appointment.uid), 0)


def test_from_now_on_corrects_the_request_and_ends_the_links_of_the_old_address(failed, staff):
    request = failed.request
    old_link = manage_token(request)

    again(failed, staff, from_now_on=True)

    request.refresh_from_db()
    assert (request.email, request.version) == (NEW, 2)
    assert find_by_token(old_link) is None
    assert find_by_token(manage_token(request)) == request
    assert deeds(request) == ["submitted", "address corrected", "mail sent again"]
    decline(request_id=request.pk, version=2, by=staff, reason="other", message="")
    assert request.messages.get(template="request_declined").recipient == NEW


def test_from_now_on_corrects_the_client_where_both_say_the_same(failed, staff):
    client = create_client(request_id=failed.request.pk, version=1, by=staff)

    again(failed, staff, from_now_on=True)

    client.refresh_from_db()
    assert (client.email, client.name) == (NEW, "Vera Visitor")


def test_client_who_has_another_address_keeps_it(failed, staff):
    client = create_client(request_id=failed.request.pk, version=1, by=staff)
    Client.objects.update(email="vera@work.example")

    again(failed, staff, from_now_on=True)

    client.refresh_from_db()
    assert client.email == "vera@work.example"


def test_client_of_a_visit_without_a_request_is_corrected(staff):
    service = make_service()
    visit = book_visit(
        make_practitioner(services=[service]), service=service, name="Ann", email=OLD
    )
    mail = visit.messages.get()

    again(mail, staff, from_now_on=True)

    visit.client.refresh_from_db()
    assert visit.client.email == NEW
    assert delivered() == [(NEW, mail.message_id)]


def test_same_address_from_now_on_changes_nothing_but_the_mail(failed, staff):
    again(failed, staff, to=OLD, from_now_on=True)

    request = BookingRequest.objects.get()
    assert (request.version, request.link_generation) == (1, 1)


def test_address_that_was_used_once_can_be_kept(failed, staff):
    again(failed, staff)
    failed.refresh_from_db()

    again(failed, staff, from_now_on=True)

    assert BookingRequest.objects.get().email == NEW


@pytest.fixture
def asked(failed, staff):
    """A question to the same address, which waits behind the acknowledgement that failed."""
    ask(request_id=failed.request.pk, version=1, by=staff, question="Which side?")
    return failed.request.messages.get(template="needs_info")


def test_other_mails_for_a_wrong_address_go_along_to_the_right_one(failed, asked, staff):
    other = make_request(email=OLD).messages.get(template="request_received")
    assert going_along(failed) == [asked]
    assert going_along(asked) == [failed]

    assert again(asked, staff) == [asked, failed]

    to_clients = [(to, mail) for to, mail in delivered() if not to.startswith("desk@")]
    assert sorted(to_clients) == sorted(
        [(NEW, asked.message_id), (NEW, failed.message_id), (OLD, other.message_id)]
    )


def test_at_the_same_address_it_goes_alone(failed, asked, staff):
    assert again(failed, staff, to=OLD.upper()) == [failed]


def test_what_is_no_longer_true_does_not_go_along(failed, asked, staff):
    decline(request_id=failed.request.pk, version=2, by=staff, reason="other", message="")
    declined = failed.request.messages.get(template="request_declined")

    assert going_along(declined) == []


def test_mail_that_was_sent_can_be_sent_once_more(request_, staff):
    assert len(delivered()) == 2
    mail = request_.messages.get(template="request_received")

    again(mail, staff, to=OLD)

    assert delivered() == [(OLD, mail.message_id)]


def test_mail_that_waits_can_be_sent_at_once(request_, staff):
    with smtp_server() as inbox:
        inbox.refuse = "451 later"
        deliver_due()
    mail = request_.messages.get(template="request_received")
    assert delivered() == []

    again(mail, staff, to=OLD)

    assert delivered() == [(OLD, mail.message_id)]


@pytest.mark.parametrize("status", ["failed", "sent", "queued", "dropped"])
def test_mail_that_is_no_longer_true_is_not_sent(request_, staff, status):
    mail = request_.messages.get(template="request_received")
    OutboxMessage.objects.update(status=status)
    decline(request_id=request_.pk, version=1, by=staff, reason="other", message="")

    with pytest.raises(CannotSendAgain, match=NOT_TRUE):
        again(mail, staff)

    mail.refresh_from_db()
    assert (mail.status, mail.recipient) == (status, OLD)


def test_mail_that_is_being_sent_is_left_alone(request_, staff):
    mail = request_.messages.get(template="request_received")
    OutboxMessage.objects.update(status="sending")

    with pytest.raises(CannotSendAgain, match="It is being sent at this moment"):
        again(mail, staff)


@pytest.mark.parametrize("to", ["", "vera", "a@b", "a@b.example, c@d.example", "a@b.example\nX: y"])
def test_bad_address_is_refused(failed, staff, to):
    with pytest.raises(BadAddress, match="Enter an email address like"):
        again(failed, staff, to=to)

    failed.refresh_from_db()
    assert (failed.status, failed.recipient) == ("failed", OLD)


def test_somebody_else_was_faster(failed, staff):
    again(failed, staff)

    with pytest.raises(StaleVersion, match="This mail was changed or tried again"):
        again(failed, staff, to="other@example.org")

    failed.refresh_from_db()
    assert failed.recipient == NEW


def test_worker_was_faster(request_, staff):
    mail = request_.messages.get(template="request_received")
    deliver_due()

    with pytest.raises(StaleVersion):
        again(mail, staff)


def test_notice_to_the_practice_corrects_nobody(request_, staff):
    notice = request_.messages.get(template="request_notice")

    again(notice, staff, to="new-desk@practice.example.org", from_now_on=True)

    request_.refresh_from_db()
    assert request_.email == OLD
    assert ("new-desk@practice.example.org", notice.message_id) in delivered()


def test_failed_mail_that_is_put_aside_is_no_trouble_any_more(failed, staff):
    put_aside(message_id=failed.pk, version=failed.version, by=staff)

    failed.refresh_from_db()
    assert (failed.status, failed.last_error) == ("dropped", "Staff decided not to send it.")
    assert not OutboxMessage.objects.failed().exists()
    assert deeds(failed.request) == ["submitted", "mail put aside"]
    assert delivered() == []


def test_only_what_has_failed_is_put_aside(request_, staff):
    mail = request_.messages.get(template="request_received")

    with pytest.raises(CannotSendAgain, match="Only a mail that has failed"):
        put_aside(message_id=mail.pk, version=mail.version, by=staff)
