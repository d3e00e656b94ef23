"""How a request stands, as its client is told, and what the client can answer now."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.models import PracticeSettings

from ..domain.consent import consent_of
from ..domain.deeds import Deed, possible_deeds
from ..models import Actor, Appointment, BookingRequest, Proposal, ProposalState
from ..statuses import AWAITING_REPLY, OPEN_REQUESTS, AppointmentStatus, RequestStatus
from ..times import moment_words

R, A = RequestStatus, AppointmentStatus


class State(TextChoices):
    """What a client can be told; the words are the page's heading.

    The rest of each is in templates/bookings/manage/, in the template of its name.
    """

    WAITING = "waiting", _("Requested, not confirmed yet")
    NONE_FITTED = "none_fitted", _("We look for other times")
    OFFERED = "offered", _("Choose a time")
    LAPSED = "lapsed", _("These times are no longer held")
    QUESTION = "question", _("We have a question")
    WAITLISTED = "waitlisted", _("You are on the waiting list")
    STILL_WAITLISTED = "still_waitlisted", _("You are still on the waiting list")
    DECLINED = "declined", _("We cannot give you an appointment this time")
    WITHDRAWN = "withdrawn", _("You have taken this request back")
    EXPIRED = "expired", _("This request has lapsed")
    DUPLICATE = "duplicate", _("This request came twice")
    CONFIRMED = "confirmed", _("Your appointment is confirmed")
    BEGUN = "begun", _("Your appointment has begun")
    OVER = "over", _("Your appointment is over")
    MISSED = "missed", _("This appointment did not take place")
    UNDOABLE = "undoable", _("You have cancelled, and can still come back")
    CANCELLED_BY_CLIENT = "cancelled_by_client", _("You have cancelled this appointment")
    CANCELLED = "cancelled", _("Your appointment is cancelled")


# Whoever is held back as spam is not told (bookings.md, 17).
_OF_REQUEST: Final[Mapping[RequestStatus, State]] = {
    R.QUARANTINED: State.WAITING,
    R.SPAM: State.WAITING,
    R.RECEIVED: State.WAITING,
    R.IN_REVIEW: State.WAITING,
    R.NEEDS_INFO: State.QUESTION,
    R.PROPOSED: State.LAPSED,
    R.WAITLISTED: State.WAITLISTED,
    R.CONFIRMED: State.CANCELLED,
    R.DECLINED: State.DECLINED,
    R.WITHDRAWN: State.WITHDRAWN,
    R.EXPIRED: State.EXPIRED,
    R.DUPLICATE: State.DUPLICATE,
}
_AFTER_OFFER: Final[Mapping[str, State]] = {
    ProposalState.REFUSED: State.NONE_FITTED,
    ProposalState.EXPIRED: State.LAPSED,
}
# The same of a time that came free: the place on the list is kept.
_AFTER_FREED: Final = frozenset({ProposalState.REFUSED, ProposalState.EXPIRED})
IN_LINE: Final = frozenset({State.WAITLISTED, State.STILL_WAITLISTED})
# Where nothing is offered and nothing asked: a client may wait for what comes free.
CAN_JOIN: Final = frozenset({State.WAITING, State.NONE_FITTED, State.LAPSED})
_UNDER_WAY: Final = frozenset({State.CONFIRMED, State.BEGUN, State.UNDOABLE})
_OF_VISIT: Final[Mapping[str, State]] = {
    A.CONFIRMED: State.OVER,
    A.COMPLETED: State.OVER,
    A.NO_SHOW: State.MISSED,
}


@dataclass(frozen=True, kw_only=True)
class Situation:
    """`visit` is the one that the request led to, whatever became of it; `offered` are those that
    can still be taken, by start, and `came_free` says that such a one is from the waiting list.
    `zone` is the practice's.
    """

    asked: BookingRequest
    state: State
    visit: Appointment | None
    offered: list[Appointment]
    came_free: bool
    zone: ZoneInfo

    @property
    def is_open(self) -> bool:
        """Whether there is still something to wait for, or so the client is told."""
        return self.asked.status in OPEN_REQUESTS or self.state == State.WAITING

    @property
    def is_over(self) -> bool:
        """Whether only another request leads on from here."""
        return not self.is_open and self.state not in _UNDER_WAY

    @property
    def has_just_lapsed(self) -> bool:
        """Whether nothing offered can be taken any more, and nobody has written that down yet."""
        return self.asked.status == R.PROPOSED and not self.offered

    @property
    def all_held_until(self) -> dt.datetime | None:
        """Until when all offered times are held, if that is the same for all."""
        ends = {visit.hold_expires_at for visit in self.offered}
        return ends.pop() if len(ends) == 1 else None

    @property
    def can_join(self) -> bool:
        """Whether the waiting list is something for this client now."""
        return self.state in CAN_JOIN

    @property
    def has_withdrawn_consent(self) -> bool:
        consent = consent_of(self.asked)
        return consent is not None and consent.withdrawn_at is not None

    def words(self, instant: dt.datetime) -> str:
        """For a page that says the zone of its times once (templates/bookings/zone.html)."""
        return moment_words(instant, self.zone)


def situation_of(asked: BookingRequest) -> Situation:
    """How it stands at this moment: what has lapsed has, whether or not it was tidied up.

    Two queries.
    """
    now, status = timezone.now(), RequestStatus(asked.status)
    visits = list(asked.appointments.select_related("practitioner", "proposal"))
    given = [visit for visit in visits if visit.status not in {A.HELD, A.RELEASED}]
    visit = max(given, key=lambda visit: visit.pk, default=None)
    offered = [v for v in visits if v.status == A.HELD and v.hold_expires_at > now]
    latest = _latest_offer(visits)
    if status == R.CONFIRMED and visit:
        state = _state_of_visit(visit, now)
    elif status == R.PROPOSED and offered:
        state = State.OFFERED
    elif status in AWAITING_REPLY:
        state = _AFTER_OFFER.get(latest.state if latest else "", State.WAITING)
    elif _is_still_in_line(status, latest):
        state = State.STILL_WAITLISTED
    else:
        state = _OF_REQUEST[status]
    return Situation(
        asked=asked,
        state=state,
        visit=visit,
        offered=offered,
        came_free=latest is not None and latest.automatic,
        zone=PracticeSettings.current().zone,
    )


def _is_still_in_line(status: RequestStatus, latest: Proposal | None) -> bool:
    """Whether a time that came free was held in vain; what has lapsed may still be open."""
    if latest is None or not latest.automatic:
        return False
    return status == R.PROPOSED or (status == R.WAITLISTED and latest.state in _AFTER_FREED)


def _state_of_visit(visit: Appointment, now: dt.datetime) -> State:
    deeds = possible_deeds(visit, now)
    if Deed.CANCEL_BY_CLIENT in deeds:
        return State.CONFIRMED
    if Deed.UNDO_CANCELLATION in deeds:
        return State.UNDOABLE
    if visit.status in {A.CANCEL_PENDING, A.CANCELLED}:
        by_client = visit.cancelled_by == Actor.CLIENT
        return State.CANCELLED_BY_CLIENT if by_client else State.CANCELLED
    if visit.status == A.CONFIRMED and visit.end > now:
        return State.BEGUN
    return _OF_VISIT[visit.status]


def _latest_offer(visits: list[Appointment]) -> Proposal | None:
    """One of the latest round of offered times; None where none was offered."""
    proposals = [visit.proposal for visit in visits if hasattr(visit, "proposal")]
    return max(proposals, key=lambda proposal: (proposal.round, proposal.pk), default=None)
