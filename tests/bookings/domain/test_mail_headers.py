"""What a mail looks like to other people's programs: RFC 5322, RFC 3834."""

import datetime as dt
from email.utils import parsedate_to_datetime

import pytest
import time_machine

from bookings.domain.outbox import deliver_due
from bookings.models import OutboxMessage
from tests.bookings.smtp import smtp_server
from tests.factories.bookings import make_request
from tests.factories.mails import make_mail

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
HEADERS = {
    *("Subject", "From", "To", "Reply-To", "Date", "Message-ID", "Auto-Submitted"),
    *("Content-Type", "MIME-Version"),
}
# Added by the server of the tests.
TRACES = {"X-Peer", "X-MailFrom", "X-RcptTo"}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("practice")]


@pytest.fixture
def inbox():
    with time_machine.travel(NOW, tick=False), smtp_server() as inbox:
        yield inbox


def only(inbox):
    (message,) = inbox.messages
    return message


def alone(mail):
    OutboxMessage.objects.exclude(pk=mail.pk).delete()
    return mail


def test_mail_has_each_header_once_and_no_other(inbox, settings):
    settings.DEFAULT_FROM_EMAIL = "Praxis “Süd” 🙂 <desk@practice.example.org>"
    mail = alone(make_mail())

    deliver_due()

    received = only(inbox)
    assert sorted(set(received.keys()) - TRACES) == sorted(HEADERS)
    assert len(received.keys()) == len(set(received.keys()))
    assert received["Message-ID"] == mail.message_id
    assert parsedate_to_datetime(received["Date"]) == NOW
    assert received["Auto-Submitted"] == "auto-generated"
    sender, recipient = received["From"].addresses[0], received["To"].addresses[0]
    assert (sender.addr_spec, sender.display_name) == (
        "desk@practice.example.org",
        "Praxis “Süd” 🙂",
    )
    assert (recipient.addr_spec, len(received["To"].addresses)) == ("vera@example.org", 1)
    assert received["Reply-To"].addresses[0].addr_spec == "hello@practice.example.org"


@pytest.mark.parametrize(
    "subject",
    ["Zoë 🧘‍♀️ O’Neill: “yes”", "מ" * 120, "=?utf-8?q?x?=", "a, b <c@d.example>", "x" * 255],
)
def test_any_subject_arrives_as_it_is_and_in_no_other_header(inbox, subject):
    alone(make_mail(subject=subject))

    deliver_due()

    received = only(inbox)
    assert sorted(set(received.keys()) - TRACES) == sorted(HEADERS)
    assert inbox.recipients == [["vera@example.org"]]
    assert len(received["To"].addresses) == 1
    if not subject.startswith("=?"):
        assert received["Subject"] == subject


@pytest.mark.parametrize("field", ["subject", "recipient", "reply_to", "message_id"])
@pytest.mark.parametrize("line", ["\r\n", "\n", "\r"])
def test_line_break_in_a_header_is_never_sent(inbox, field, line):
    mail = alone(make_mail(**{field: f"a@b.example{line}Bcc: c@d.example"}))

    assert deliver_due() == 0

    mail.refresh_from_db()
    assert (mail.status, inbox.messages) == ("failed", [])


def test_address_with_letters_of_its_own_is_written_for_every_server(inbox):
    alone(make_mail(recipient="vera@bücher.example"))

    deliver_due()

    assert inbox.recipients == [["vera@xn--bcher-kva.example"]]
    assert only(inbox)["To"] == "vera@xn--bcher-kva.example"


def test_notice_to_the_practice_is_answered_to_the_client(inbox):
    request = make_request(email="o'brien+x@example.org", name="Zoë 🙂 O’Brien " + "ß" * 180)
    alone(request.messages.get(template="request_notice"))

    deliver_due()

    received = only(inbox)
    assert received["To"] == "desk@practice.example.org"
    assert received["Reply-To"].addresses[0].addr_spec == "o'brien+x@example.org"
    assert sorted(set(received.keys()) - TRACES) == sorted(HEADERS)
