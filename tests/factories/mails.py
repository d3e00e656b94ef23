"""Mails in the outbox, for whoever needs many."""

from bookings.models import OutboxMessage
from tests.factories.bookings import make_request


def make_mail(**changes: object) -> OutboxMessage:
    """The acknowledgement of a new request; `changes` are written straight into its row."""
    request = make_request(email="vera@example.org")
    mail = request.messages.get(template="request_received")
    OutboxMessage.objects.filter(pk=mail.pk).update(**changes)
    mail.refresh_from_db()
    return mail


def queue_mails(number: int) -> list[str]:
    """So many acknowledgements wait, to client-1@… and so on; their Message-IDs, in order."""
    first = make_mail()
    OutboxMessage.objects.all().delete()
    mails = []
    for index in range(1, number + 1):
        first.pk = None
        mail = OutboxMessage(
            **{
                field.attname: getattr(first, field.attname)
                for field in OutboxMessage._meta.concrete_fields
            }
        )
        mail.dedupe_key = f"request_received:copy:{index}"
        mail.recipient = f"client-{index}@example.org"
        mail.message_id = f"<{index}@practice.example.org>"
        mails.append(mail)
    OutboxMessage.objects.bulk_create(mails)
    return [mail.message_id for mail in mails]
