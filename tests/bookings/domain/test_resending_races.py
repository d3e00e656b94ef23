"""Several people at the desk, and a worker, with the same mail in hand."""

import pytest

from bookings.domain.outbox import deliver_due
from bookings.domain.resending import send_again
from bookings.models import AuditEvent, OutboxMessage
from tests.bookings.racing import at_once
from tests.bookings.smtp import smtp_server
from tests.factories.mails import make_mail
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database")]


def test_of_four_who_press_at_once_one_is_heard():
    mail, staff = make_mail(status="failed"), make_user()

    outcomes = at_once(
        4,
        lambda index: send_again(
            message_id=mail.pk, version=1, by=staff, to=f"client-{index}@example.org"
        ),
    )

    assert outcomes == {"done": 1, "StaleVersion": 3}
    assert AuditEvent.objects.filter(action="mail sent again").count() == 1


def test_worker_and_desk_never_send_it_twice_for_one_press():
    mail, staff = make_mail(), make_user()
    OutboxMessage.objects.exclude(pk=mail.pk).delete()

    def work(index: int) -> None:
        if index:
            deliver_due()
        else:
            send_again(message_id=mail.pk, version=1, by=staff, to="other@example.org")

    with smtp_server() as inbox:
        outcomes = at_once(3, work)
        deliver_due()

    pressed_in_time = outcomes["done"] == 3
    assert inbox.recipients == [["other@example.org" if pressed_in_time else mail.recipient]]
