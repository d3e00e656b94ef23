import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.core.management import call_command
from django.db import close_old_connections

from .outbox import deliver_due

logger = logging.getLogger(__name__)


@dataclass
class Ticked:
    """What a round did: how many mails it sent, and which of its parts failed."""

    sent: int = 0
    failed: list[str] = field(default_factory=list)


def publish_due() -> int:
    """Publish and unpublish the pages whose time has come; Wagtail does not count them."""
    call_command("publish_scheduled")
    return 0


# In this order; each gives the number of mails it sent.
PARTS: Mapping[str, Callable[[], int]] = {"mail": deliver_due, "publishing": publish_due}


def tick(parts: Mapping[str, Callable[[], int]] = PARTS) -> Ticked:
    """All that is due now; for the worker every few seconds, for cron every few minutes.

    A part that fails is logged and leaves the others alone: the next round tries it again.
    """
    ticked = Ticked()
    for name, part in parts.items():
        close_old_connections()
        try:
            ticked.sent += part()
        except Exception:
            logger.exception("This part of the round failed: %s. The next round follows.", name)
            ticked.failed.append(name)
    return ticked
