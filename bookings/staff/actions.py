"""The answers that staff can give to a request: which there are, and when each is possible.

When is not decided here but in the table of transitions (bookings.statuses).
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import BookingRequest
from ..statuses import OPEN_REQUESTS, REQUEST_TRANSITIONS, RequestStatus


@dataclass(frozen=True, kw_only=True)
class Action:
    """`name` is the last part of its address; one without a page is a single button."""

    name: str
    label: Promise
    to: RequestStatus
    among: frozenset[RequestStatus] = frozenset(RequestStatus)
    has_page: bool = False
    icon: str = ""
    style: str = "button-secondary"

    @property
    def url_name(self) -> str:
        return f"bookings_requests_modeladmin_{self.name}"

    def is_possible(self, status: str) -> bool:
        """Whether the table of transitions allows it from `status`."""
        return status in self.among and self.to in REQUEST_TRANSITIONS[RequestStatus(status)]


# Two ways lead to “in review”: a request that is open is taken, a closed one is reopened.
ACTIONS: Final = (
    Action(
        name="confirm",
        label=_("Confirm a time"),
        to=RequestStatus.CONFIRMED,
        has_page=True,
        icon="check",
        style="",
    ),
    Action(
        name="take",
        label=_("I’m on it"),
        to=RequestStatus.IN_REVIEW,
        among=OPEN_REQUESTS,
        icon="user",
    ),
    Action(
        name="decline",
        label=_("Decline"),
        to=RequestStatus.DECLINED,
        has_page=True,
        icon="cross",
    ),
    Action(
        name="reopen",
        label=_("Reopen"),
        to=RequestStatus.IN_REVIEW,
        among=frozenset(RequestStatus) - OPEN_REQUESTS,
        icon="rotate",
    ),
    Action(
        name="release",
        label=_("Release from quarantine"),
        to=RequestStatus.RECEIVED,
        icon="check",
        style="",
    ),
    Action(
        name="spam",
        label=_("Spam"),
        to=RequestStatus.SPAM,
        has_page=True,
        icon="bin",
        style="no button-secondary",
    ),
)


def possible_actions(request: BookingRequest) -> list[Action]:
    return [action for action in ACTIONS if action.is_possible(request.status)]
