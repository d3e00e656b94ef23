from contextvars import ContextVar
from typing import Final

from django.contrib.auth.models import User
from django.utils import timezone

from ..models import Actor, Appointment, AuditEvent, BookingRequest, Client, Practitioner

# The shortened network of the request that is being answered (views/network.py); else empty.
acting_from: Final[ContextVar[str]] = ContextVar("acting_from", default="")


def record(
    action: str,
    *,
    request: BookingRequest | None = None,
    appointment: Appointment | None = None,
    client: Client | None = None,
    practitioner: Practitioner | None = None,
    by: User | None = None,
    actor: Actor | None = None,
    from_status: str = "",
    to_status: str = "",
) -> AuditEvent:
    """Append one event to the audit trail, in the caller's transaction.

    `by` is a member of staff; without one, `actor` says whether the client or the system
    acted. Never pass anything that a client wrote. Of staff the network is noted, shortened.
    """
    return AuditEvent.objects.create(
        at=timezone.now(),
        actor=Actor.STAFF if by else (actor or Actor.SYSTEM),
        user=by,
        action=action,
        from_status=from_status,
        to_status=to_status,
        request=request,
        appointment=appointment,
        client=client,
        practitioner=practitioner,
        network=acting_from.get() if by else "",
    )
