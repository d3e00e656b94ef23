"""Time that is kept for somebody for a while: offered times, and undo times of cancellations.

It lapses by itself: in the transaction that needs the time, and by the tick.
"""

from collections.abc import Collection

from django.utils import timezone

from .. import notifications
from ..models import Appointment, Proposal, ProposalState
from ..statuses import AppointmentStatus, RequestStatus
from .changes import change_appointment, lock_request
from .one_by_one import one_by_one
from .rounds import end_round
from .transaction import diary_write, lock_practitioners


def lock_diaries(practitioner_ids: Collection[int]) -> None:
    """Lock these practitioners' diaries, and let lapse in them what has lapsed.

    The first thing that any change of the diary does, inside its transaction. Raises
    PractitionerUnavailable for one that is not there.
    """
    lock_practitioners(practitioner_ids)
    lapsed = Appointment.objects.lapsed(timezone.now()).filter(practitioner__in=practitioner_ids)
    # By request: whoever needs several of their rows takes them in this order.
    for appointment in lapsed.order_by("request", "pk"):
        _lapse(appointment)


def lock_diaries_for(request_id: int, *practitioner_ids: int) -> None:
    """The same, with every diary in which time is held for a request.

    An offer made between the look and the lock is not among them. That does no harm: giving a
    held time up or to the client it is held for can't overlap anything.
    """
    held = Appointment.objects.filter(request=request_id, status=AppointmentStatus.HELD)
    lock_diaries({*practitioner_ids, *held.values_list("practitioner_id", flat=True)})


def lock_diary_of(appointment_id: int) -> None:
    """The same, with the diary that an appointment is in. Compare its version afterwards."""
    lock_diaries({Appointment.objects.get(pk=appointment_id).practitioner_id})


def release_lapsed() -> int:
    """For the tick: let everything lapse that is due; no mail is sent by it directly.

    A transaction for each diary, so that none waits for another.
    """
    lapsed = Appointment.objects.lapsed(timezone.now())
    one_by_one(sorted(set(lapsed.values_list("practitioner_id", flat=True))), _release_in)
    return 0


@diary_write
def _release_in(practitioner_id: int) -> None:
    lock_diaries({practitioner_id})


def _lapse(appointment: Appointment) -> None:
    # The request's row first: the last of several held times sends it back, and two of them
    # may lapse at once in two diaries.
    request = lock_request(appointment.request_id) if appointment.request_id else None
    if not Appointment.objects.lapsed(timezone.now()).filter(pk=appointment.pk).exists():
        return
    if appointment.status == AppointmentStatus.CANCEL_PENDING:
        change_appointment(appointment.pk, AppointmentStatus.CANCELLED, version=None)
        return
    change_appointment(appointment.pk, AppointmentStatus.RELEASED, version=None)
    Proposal.objects.filter(appointment=appointment).update(state=ProposalState.EXPIRED)
    if request is None or request.status != RequestStatus.PROPOSED:
        return
    if not request.proposals.filter(state=ProposalState.OPEN).exists():
        ended = end_round(request.pk, ProposalState.EXPIRED, action="offer lapsed")
        notifications.offer_lapsed(ended.request, automatic=ended.automatic)
