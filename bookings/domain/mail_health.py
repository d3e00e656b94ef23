"""What is wrong with the mail, for cron and for whoever watches the site."""

from collections.abc import Iterator

from django.utils import timezone

from ..models import OutboxMessage


def mail_findings() -> list[str]:
    """A line for each kind of trouble; none while all is well. No line names a client."""
    return list(_findings())


def _findings() -> Iterator[str]:
    now = timezone.now()
    rows = OutboxMessage.objects
    if failed := rows.failed().count():
        yield f"{failed} failed: staff can send them again, or put them aside."
    late = rows.late(now)
    oldest = late.order_by("created_at").values_list("created_at", flat=True).first()
    if oldest:
        yield f"{late.count()} wait for more than ten minutes, the oldest since {oldest:%F %R} UTC."
    if unreached := rows.waiting_for_server().count():
        yield f"{unreached} wait because the mail server could not be reached."
    # Only who sends mails tries them; nobody has tried these.
    if untried := late.due(now).filter(attempts=0).count():
        yield f"{untried} of them were never tried: no worker runs, or it can't keep up."
