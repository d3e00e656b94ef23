"""Mails about visits whose time comes by itself; each is written once.

A visit that is due is looked for without a lock, then locked and looked at again: of two workers
one writes, and a visit that has just changed is decided as it stands. What becomes of it before
the mail is sent is for notifications.truth.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..models import Appointment, OutboxMessage
from ..notifications.kinds import MailKind
from .changes import lock_appointment
from .one_by_one import one_by_one
from .transaction import diary_write

Visits = QuerySet[Appointment]


@dataclass(frozen=True, kw_only=True)
class ScheduledMail:
    """`kind` has one mail for each calendar sequence. `due` are the visits that it is time for,
    whoever had it already; `chosen` those of them that get it; `write` puts it in the outbox.
    """

    kind: MailKind
    due: Callable[[], Visits]
    write: Callable[[Appointment], None]
    chosen: Callable[[Visits], Iterable[Appointment]] = iter

    def write_due(self) -> int:
        """Write all that are due, a transaction for each; none is sent by it directly, so 0."""
        visits = [visit.pk for visit in self.chosen(self._waiting())]
        one_by_one(visits, self._write_one)
        return 0

    def _waiting(self) -> Visits:
        """Those that are due, have an address to write to, and have not got it."""
        written = OutboxMessage.objects.filter(
            template=self.kind.name,
            appointment=OuterRef("pk"),
            expected_sequence=OuterRef("calendar_sequence"),
        )
        has_address = Q(request__email__gt="") | Q(client__email__gt="")
        visits = self.due().filter(has_address, ~Exists(written))
        return visits.select_related("request", "client", "practitioner").order_by("start", "pk")

    @diary_write
    def _write_one(self, visit_id: int) -> None:
        lock_appointment(visit_id, version=None)
        for visit in self.chosen(self._waiting().filter(pk=visit_id)):
            self.write(visit)
