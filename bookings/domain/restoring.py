"""What must be done in a restored database before a worker runs on it.

A backup of last night holds mails that have gone out since, and the clock would write others
that have, too: of what lapsed this morning, reminders of today's visits. So all that is due is
done here once, but for the sending; then nothing waits any more, and staff decide of each mail.
"""

from dataclasses import dataclass, field

from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from home.languages import practice_language

from ..models import OutboxMessage
from ..statuses import MessageStatus
from .tick import PARTS, Parts, tick

SENDS = "mail"


@dataclass
class Restored:
    """How many mails were stopped, and the parts of the round that `failed`: what they would
    have written is not stopped.
    """

    stopped: int
    failed: list[str] = field(default_factory=list)


def after_restore(parts: Parts = PARTS) -> Restored:
    """Stop every mail that waits or would be written now; staff see them as failed.

    No worker may run meanwhile. Doing it again is safe, and stops what was written since.
    """
    others = {name: part for name, part in parts.items() if name != SENDS}
    restored = Restored(stopped=0)
    while True:
        restored.failed = tick(others).failed
        stopped = _stop_waiting()
        restored.stopped += stopped
        # Some parts do a bounded number a round: on, until they have no more to write.
        if restored.failed or not stopped:
            return restored


def _stop_waiting() -> int:
    with translation.override(practice_language()):
        reason = _("Restored from a backup: it may have gone out before. Send it again?")
    return OutboxMessage.objects.waiting().update(
        status=MessageStatus.FAILED,
        last_error=reason,
        version=F("version") + 1,
        leased_until=None,
        unreached_at=None,
    )
