"""The answers that staff can give to a request: which there are, and when each is possible.

When is not decided here but in the table of transitions (bookings.statuses).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from ..domain.consent import living_consent
from ..domain.transitions import REOPENABLE
from ..models import BookingRequest, ScreeningOutcome
from ..statuses import OPEN_REQUESTS, REQUEST_TRANSITIONS, RequestStatus
from . import permissions
from .buttons import Action, Place

R = RequestStatus
NOT_SPAM: Final = frozenset(RequestStatus) - {R.SPAM}


def _always(request: BookingRequest) -> bool:
    return True


def _unread(request: BookingRequest) -> bool:
    is_to_ask = request.screening_outcome == ScreeningOutcome.ASK
    return request.needs_acknowledgement and not is_to_ask


def _to_ask(request: BookingRequest) -> bool:
    is_to_ask = request.screening_outcome == ScreeningOutcome.ASK
    return request.needs_acknowledgement and is_to_ask


def _has_consent(request: BookingRequest) -> bool:
    return living_consent(request) is not None


def _has_client(request: BookingRequest) -> bool:
    return request.client_id is not None


def _has_no_client(request: BookingRequest) -> bool:
    return request.client_id is None


@dataclass(frozen=True, kw_only=True)
class RequestAction(Action):
    """`to` is the state that it leads to, None if the request stays in its own."""

    to: RequestStatus | None
    among: frozenset[RequestStatus] = frozenset(RequestStatus)
    when: Callable[[BookingRequest], bool] = _always
    in_list: bool = False

    @property
    def url_name(self) -> str:
        return f"bookings_requests_modeladmin_{self.name}"

    def is_possible(self, row: BookingRequest) -> bool:
        """Whether the table of transitions allows it from the state that `row` is in."""
        if row.erased_at or row.status not in self.among or not self.when(row):
            return False
        return self.to is None or self.to in REQUEST_TRANSITIONS[RequestStatus(row.status)]


# Several ways lead to “in review”: which it is depends on where the request comes from.
ACTIONS: Final = (
    RequestAction(
        name="confirm",
        label=_("Confirm a time"),
        to=R.CONFIRMED,
        has_page=True,
        in_list=True,
        style="",
    ),
    RequestAction(name="offer", label=_("Offer times"), to=R.PROPOSED, has_page=True, in_list=True),
    RequestAction(
        name="ask",
        label=_("Ask a question"),
        to=R.NEEDS_INFO,
        has_page=True,
        place=Place.NEXT,
    ),
    RequestAction(
        name="answered",
        label=_("It is answered"),
        to=R.IN_REVIEW,
        among=frozenset({R.NEEDS_INFO}),
    ),
    RequestAction(
        name="take",
        label=_("I’m on it"),
        to=R.IN_REVIEW,
        among=OPEN_REQUESTS - {R.NEEDS_INFO, R.PROPOSED},
        place=Place.NEXT,
    ),
    RequestAction(name="decline", label=_("Decline"), to=R.DECLINED, has_page=True, in_list=True),
    RequestAction(name="reopen", label=_("Reopen"), to=R.IN_REVIEW, among=REOPENABLE),
    RequestAction(name="release", label=_("Release from quarantine"), to=R.RECEIVED, style=""),
    RequestAction(
        name="spam",
        label=_("Spam"),
        to=R.SPAM,
        has_page=True,
        in_list=True,
        style="no button-secondary",
    ),
    RequestAction(
        name="assign",
        label=_("Give to somebody"),
        to=None,
        among=OPEN_REQUESTS,
        has_page=True,
        place=Place.MORE,
    ),
    RequestAction(
        name="waitlist",
        label=_("Put on the waiting list"),
        to=R.WAITLISTED,
        has_page=True,
        place=Place.MORE,
    ),
    RequestAction(
        name="duplicate",
        label=_("It is a duplicate"),
        to=R.DUPLICATE,
        has_page=True,
        place=Place.MORE,
    ),
    RequestAction(
        name="withdraw",
        label=_("The client takes it back"),
        to=R.WITHDRAWN,
        has_page=True,
        place=Place.MORE,
    ),
    RequestAction(
        name="withdraw_consent",
        label=_("Withdraw consent"),
        to=None,
        when=_has_consent,
        has_page=True,
        place=Place.MORE,
    ),
    RequestAction(
        name="quarantine",
        label=_("Put into quarantine"),
        to=R.QUARANTINED,
        place=Place.MORE,
    ),
    RequestAction(
        name="export",
        label=_("What is kept of this person"),
        to=None,
        when=_has_no_client,
        has_page=True,
        place=Place.MORE,
        permissions=permissions.EXPORT,
    ),
    RequestAction(
        name="erase",
        label=_("Erase this person"),
        to=None,
        when=_has_no_client,
        has_page=True,
        place=Place.MORE,
        permissions=(permissions.ERASE_CLIENTS,),
    ),
    RequestAction(
        name="accept",
        label=_("The client takes this"),
        to=R.CONFIRMED,
        among=frozenset({R.PROPOSED}),
        place=Place.THERE,
    ),
    RequestAction(
        name="none_fit",
        label=_("None of them fits"),
        to=R.IN_REVIEW,
        among=frozenset({R.PROPOSED}),
        place=Place.THERE,
    ),
    RequestAction(
        name="withdraw_offer",
        label=_("Take the offer back"),
        to=R.IN_REVIEW,
        among=frozenset({R.PROPOSED}),
        place=Place.THERE,
    ),
    RequestAction(
        name="acknowledge",
        label=_("I have read the safety questions"),
        to=None,
        when=_unread,
        place=Place.THERE,
        permissions=(permissions.VIEW_HEALTH,),
        style="",
    ),
    RequestAction(
        name="ask_again",
        label=_("Noted: we ask again"),
        to=None,
        when=_to_ask,
        place=Place.THERE,
        permissions=(permissions.VIEW_HEALTH,),
        style="",
    ),
    RequestAction(
        name="match",
        label=_("Choose a client"),
        to=None,
        among=NOT_SPAM,
        when=_has_no_client,
        has_page=True,
        place=Place.THERE,
        permissions=(permissions.VIEW_CLIENTS, permissions.CHANGE_CLIENTS),
    ),
    RequestAction(
        name="new_client",
        label=_("Make a new client"),
        to=None,
        among=NOT_SPAM,
        when=_has_no_client,
        place=Place.THERE,
        permissions=(permissions.VIEW_CLIENTS, permissions.ADD_CLIENTS),
    ),
    RequestAction(
        name="unmatch",
        label=_("Not this person"),
        to=None,
        among=NOT_SPAM,
        when=_has_client,
        place=Place.THERE,
        permissions=(permissions.VIEW_CLIENTS, permissions.CHANGE_CLIENTS),
    ),
)


IN_LIST: Final = tuple(action for action in ACTIONS if action.in_list)


def possible_actions(
    request: BookingRequest, among: Iterable[RequestAction] = ACTIONS
) -> list[RequestAction]:
    return [action for action in among if action.is_possible(request)]
