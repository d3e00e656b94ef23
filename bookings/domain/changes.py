"""Changing the state of a row: lock, compare the version, ask the table, write, audit.

Called inside a transaction in which the practitioners whose time is touched are locked
already (holds.lock_diaries_for, for a request whose times may be held). Nothing else writes a
status, so what a new state brings with it happens here: an offer that is left gives its times
back, the waiting list follows, the day on which the request lapses moves, and time that comes
free is written down for who waits for it.

The order of locks is practitioners, request, appointments. A locked row still lets others
insert what points at it.
"""

import datetime as dt
from collections.abc import Container, Mapping
from typing import Any, Final, NamedTuple

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import (
    Actor,
    Appointment,
    BookingRequest,
    BookingSettings,
    FreedTime,
    Proposal,
    ProposalState,
    WaitlistEntry,
    WaitlistState,
)
from ..statuses import (
    ANSWERS,
    APPOINTMENT_TRANSITIONS,
    BLOCKING,
    OPEN_REQUESTS,
    REQUEST_TRANSITIONS,
    AppointmentStatus,
    RequestStatus,
)
from . import audit
from .errors import StaleVersion, TransitionRefused

VISIT_CHANGED: Final = _(
    "Somebody else has changed this appointment in the meantime. This is how it stands now."
)
VISIT_NOT_SO: Final = _("That is not possible in the state this appointment is in.")

# What a place on the waiting list is while its request is in these states; else it is left.
_WAITING_AS: Final[Mapping[RequestStatus, WaitlistState]] = {
    RequestStatus.WAITLISTED: WaitlistState.WAITING,
    RequestStatus.PROPOSED: WaitlistState.OFFERED,
    RequestStatus.CONFIRMED: WaitlistState.TAKEN,
}


def lock_request(
    request_id: int,
    *,
    version: int | None = None,
    among: Container[str] = frozenset(RequestStatus),
) -> BookingRequest:
    """The request's row, locked until the transaction ends; `version` as in change_request.

    Raises StaleVersion, and TransitionRefused for a state that is not `among` these, and to
    whoever saw one that is nobody's any more.
    """
    request = BookingRequest.objects.select_for_update(of=("self",), no_key=True).get(pk=request_id)
    if version is not None and request.version != version:
        raise StaleVersion
    if request.status not in among or (version is not None and request.erased_at):
        raise TransitionRefused
    return request


def change_request(
    request_id: int,
    to: RequestStatus,
    *,
    version: int | None,
    by: User | None = None,
    actor: Actor | None = None,
    action: str = "",
    offer_ends: ProposalState = ProposalState.WITHDRAWN,
    **changes: Any,
) -> BookingRequest:
    """Bring a request into the state `to`; `changes` are fields that change with it.

    `version` is the one that the person saw, None where the system acts on what is there.
    `by` is staff, else `actor` says who; `action` is the audit's word where the state says
    too little. Times that are still offered are given up, as `offer_ends`. Raises
    StaleVersion, TransitionRefused.
    """
    request = lock_request(request_id, version=version)
    before = RequestStatus(request.status)
    if to not in REQUEST_TRANSITIONS[before]:
        raise TransitionRefused
    moved = {"version": request.version + 1, "expires_at": expiry(to)}
    if to in ANSWERS and actor != Actor.CLIENT and request.first_answered_at is None:
        moved["first_answered_at"] = timezone.now()
    _write(request, status=to, **moved | changes)
    audit.record(
        action or to.value, request=request, by=by, actor=actor, from_status=before, to_status=to
    )
    if before == RequestStatus.PROPOSED:
        _give_up_offer(request, offer_ends, by=by, actor=actor)
    entries = WaitlistEntry.objects.filter(request=request)
    entries.exclude(state__in=[WaitlistState.TAKEN, WaitlistState.LEFT]).update(
        state=_WAITING_AS.get(to, WaitlistState.LEFT)
    )
    return request


def amend_request(
    request_id: int,
    *,
    version: int | None,
    by: User | None = None,
    actor: Actor | None = None,
    action: str,
    **changes: Any,
) -> BookingRequest:
    """Change fields of a request that stays in its state. Raises StaleVersion."""
    request = lock_request(request_id, version=version)
    _write(request, version=request.version + 1, **changes)
    audit.record(action, request=request, by=by, actor=actor)
    return request


def expiry(status: RequestStatus) -> dt.datetime | None:
    """When a request that comes into this state now lapses; None where it does not."""
    if status not in OPEN_REQUESTS:
        return None
    return timezone.now() + BookingSettings.current().request_expiry


def change_appointment(
    appointment_id: int,
    to: AppointmentStatus,
    *,
    version: int | None,
    by: User | None = None,
    actor: Actor | None = None,
    action: str = "",
    **changes: Any,
) -> Appointment:
    """The same for an appointment. One that is confirmed on and on is moved."""
    appointment = lock_appointment(appointment_id, version=version)
    before, took = AppointmentStatus(appointment.status), _Taken.of(appointment)
    if to not in APPOINTMENT_TRANSITIONS[before]:
        raise TransitionRefused(VISIT_NOT_SO)
    # A hold ends with the state, an undo time too; whoever starts one says until when.
    ends = {"hold_expires_at": None, "undo_until": None} | changes
    changed = {"version": appointment.version + 1, "changed_at": timezone.now()}
    _write(appointment, status=to, **changed | ends)
    audit.record(
        action or to.value,
        request=appointment.request,
        appointment=appointment,
        by=by,
        actor=actor,
        from_status=before,
        to_status=to,
    )
    if before in BLOCKING and not (to in BLOCKING and _Taken.of(appointment).encloses(took)):
        _write_down(took)
    return appointment


def amend_appointment(
    appointment_id: int, *, version: int | None, by: User | None = None, action: str, **changes: Any
) -> Appointment:
    """Something about an appointment changed but neither its state nor what it takes of a diary:
    `changes` of its row, or something that is kept elsewhere. Raises StaleVersion.
    """
    appointment = lock_appointment(appointment_id, version=version)
    _write(appointment, version=appointment.version + 1, **changes)
    audit.record(action, request=appointment.request, appointment=appointment, by=by)
    return appointment


def lock_appointment(appointment_id: int, *, version: int | None) -> Appointment:
    """The same for an appointment. Raises StaleVersion."""
    rows = Appointment.objects.select_for_update(of=("self",), no_key=True)
    appointment = rows.get(pk=appointment_id)
    if version is not None and appointment.version != version:
        raise StaleVersion(VISIT_CHANGED)
    return appointment


def _give_up_offer(
    request: BookingRequest, ends: ProposalState, *, by: User | None, actor: Actor | None
) -> None:
    open_ones = Proposal.objects.filter(request=request, state=ProposalState.OPEN)
    for proposal in open_ones.order_by("pk"):
        change_appointment(
            proposal.appointment_id, AppointmentStatus.RELEASED, version=None, by=by, actor=actor
        )
    open_ones.update(state=ends)


class _Taken(NamedTuple):
    """What a visit takes of a diary while it blocks."""

    practitioner_id: int
    start: dt.datetime
    end: dt.datetime

    @classmethod
    def of(cls, visit: Appointment) -> "_Taken":
        return cls(visit.practitioner_id, visit.occupied_from, visit.occupied_until)

    def encloses(self, other: "_Taken") -> bool:
        same_diary = self.practitioner_id == other.practitioner_id
        return same_diary and self.start <= other.start and other.end <= self.end


def _write_down(freed: _Taken) -> None:
    """For the tick, which asks the waiting list about it (waiting_list.offer_freed)."""
    now = timezone.now()
    if freed.end > now:
        FreedTime.objects.create(**freed._asdict(), freed_at=now)


def _write(row: BookingRequest | Appointment, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))
