from django.db import close_old_connections

from .outbox import deliver_due


def tick() -> int:
    """All that is due now; for the worker every few seconds, for cron every few minutes.

    How many mails were sent.
    """
    close_old_connections()
    return deliver_due()
