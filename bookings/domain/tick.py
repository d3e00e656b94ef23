import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db import DatabaseError, close_old_connections
from django.utils import translation

from blog.importing.waiting import throw_away_old
from home.jobs import beat
from home.languages import practice_language
from home.outages import let_go
from home.publishing import publish_due
from home.renditions import make_sizes
from home.traces import traced

from . import aftercare, reminders
from .expiry import expire_due
from .holds import release_lapsed
from .outbox import deliver_due
from .people.retention import keep_to_periods
from .waiting_list import offer_freed

logger = logging.getLogger(__name__)


@dataclass
class Ticked:
    """What a round did: how many mails it sent, and which of its parts failed."""

    sent: int = 0
    failed: list[str] = field(default_factory=list)


# In this order: what lapses or is due writes mails, which go out in the same round. A part that
# sends mails gives their number.
Parts = Mapping[str, Callable[[], int | None]]
PARTS: Parts = {
    "holds": release_lapsed,
    "expiry": expire_due,
    # What came free in the two before goes to the next in the same round.
    "waiting list": offer_freed,
    "reminders": reminders.write_due,
    "after-care": aftercare.write_due,
    "mail": deliver_due,
    "publishing": publish_due,
    "pictures": make_sizes,
    "forgotten uploads": throw_away_old,
    "retention": keep_to_periods,
}


@traced()
def tick(parts: Parts = PARTS, *, stop: Callable[[], bool] = lambda: False) -> Ticked:
    """All that is due now; for the worker every few seconds, for cron every few minutes.

    A part that fails is logged and leaves the others alone: the next round tries it again.
    `stop` is asked before each part.
    """
    ticked = Ticked()
    close_old_connections()
    language = practice_language()
    for name, part in parts.items():
        if stop():
            break
        close_old_connections()
        try:
            # Notes and errors that stay are read at the desk; what a client gets, in hers.
            with translation.override(language):
                ticked.sent += part() or 0
        except Exception:
            logger.exception("This part of the round failed: %s. The next round follows.", name)
            ticked.failed.append(name)
            let_go()
    # A round that leaves something out, as after a restore, is no sign that a worker runs.
    if parts.keys() >= PARTS.keys():
        _write_down(ticked)
    return ticked


def _write_down(ticked: Ticked) -> None:
    try:
        beat("tick", failed=ticked.failed)
    except DatabaseError:
        logger.exception("That this round ended could not be written down.")
