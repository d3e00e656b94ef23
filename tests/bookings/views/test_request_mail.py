"""The request form and the mail server have nothing to do with each other."""

import pytest

from bookings.domain.outbox import deliver_due
from bookings.models import BookingRequest, OutboxMessage
from tests.bookings.smtp import free_port, mailer_at, smtp_server

pytestmark = pytest.mark.django_db


def send(visitor, form_url, answers) -> None:
    visitor.open(form_url).send(**answers)
    visitor.send()
    visitor.open(visitor.response["Location"])


def test_request_is_sent_without_a_word_to_the_mail_server(visitor, form_url, answers):
    with smtp_server() as inbox:
        send(visitor, form_url, answers)
        assert (inbox.connections, inbox.messages) == (0, [])
        assert deliver_due() == 2

    assert (inbox.connections, len(inbox.messages)) == (1, 2)


def test_request_is_saved_and_shown_while_the_mail_server_is_dead(visitor, form_url, answers):
    with smtp_server():
        send(visitor, form_url, answers)
        alive = (visitor.response.status_code, visitor.title)
    with mailer_at(free_port()):
        send(visitor, form_url, answers)
        dead = (visitor.response.status_code, visitor.title)
        assert deliver_due() == 0

    assert dead == alive == (200, "Requested, not confirmed yet")
    assert BookingRequest.objects.count() == 2
    assert OutboxMessage.objects.filter(status="queued").count() == 4
