"""Private notes about a request: for colleagues, encrypted, and only ever added.

Who may add one (whoever answers requests) and who may read them (whoever sees requests) is for
the views to ask. They go with the request when it is deleted, and with nothing else.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..characters import LAYOUT, has_control_characters
from ..models import BookingRequest, RequestNote
from ..models.encrypted import readable
from . import audit
from .changes import lock_request
from .errors import NotUsable, TransitionRefused
from .transaction import diary_write

ADDED: Final = "note added"
LONGEST: Final = 2000


class UnusableNote(NotUsable):
    message = _("Enter a note of up to 2000 characters, without hidden characters.")


@dataclass(frozen=True)
class Note:
    """`by` is None where the account is gone."""

    pk: int
    at: dt.datetime
    by: User | None
    text: str


@dataclass(frozen=True)
class Notes:
    """The newest first; `unreadable` counts those that none of settings.HEALTH_KEYS opens."""

    readable: list[Note]
    unreadable: int


@diary_write
def add_note(*, request_id: int, by: User, text: str) -> RequestNote:
    """Keep what `by` noted about a request, from 1 to LONGEST characters.

    It needs no version and raises none: whatever state the request is in, a note fits. The audit
    trail says that there is one, not what it says. Raises UnusableNote, NotSaved, and
    TransitionRefused for a request that is nobody's any more.
    """
    text = text.strip()
    if not 1 <= len(text) <= LONGEST or has_control_characters(text, LAYOUT):
        raise UnusableNote
    request = lock_request(request_id)
    if request.erased_at:
        raise TransitionRefused
    note = RequestNote.objects.create(
        request=request, by=by, at=timezone.now(), text={"text": text}
    )
    audit.record(ADDED, request=request, by=by)
    return note


def read_notes(request: BookingRequest) -> Notes:
    """The notes about a request; two queries, however many there are."""
    rows = RequestNote.objects.filter(request=request)
    texts = readable(rows, key="pk", field="text")
    kept = list(rows.select_related("by").defer("text"))
    notes = [Note(row.pk, row.at, row.by, texts[row.pk]["text"]) for row in kept if row.pk in texts]
    return Notes(notes, unreadable=len(kept) - len(notes))
