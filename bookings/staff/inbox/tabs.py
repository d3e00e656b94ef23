"""The tabs of the inbox: every state of a request is in one of them."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...statuses import AWAITING_REPLY, RequestStatus

R = RequestStatus

# Whoever has more than these open has no use for the exact number.
MOST_COUNTED: Final = 99


@dataclass(frozen=True, kw_only=True)
class Tab:
    """`about` says what is in it, `nothing` that there is nothing; `name` stands in the address.

    `is_work` is a tab that somebody should empty: it is counted, and who has waited longest comes
    first. In the others the newest come first.
    """

    name: str
    label: Promise
    about: Promise
    nothing: Promise
    statuses: Set[RequestStatus]
    is_work: bool = True


TABS: Final = (
    Tab(
        name="to_answer",
        label=_("To answer"),
        about=_("The practice has the next move. Who has waited longest comes first."),
        nothing=_("Nothing to answer. Everybody who wrote has heard from you."),
        statuses=AWAITING_REPLY,
    ),
    Tab(
        name="offered",
        label=_("Offered or asked"),
        about=_("The client has the next move: times are offered, or a question is asked."),
        nothing=_("Nobody owes you an answer. Times you offer and questions you ask wait here."),
        statuses=frozenset({R.PROPOSED, R.NEEDS_INFO}),
    ),
    Tab(
        name="confirmed",
        label=_("Confirmed"),
        about=_("These have their visit. The newest come first."),
        nothing=_("No request is confirmed yet. Those you give a time are kept here."),
        statuses=frozenset({R.CONFIRMED}),
        is_work=False,
    ),
    Tab(
        name="waiting_list",
        label=_("Waiting list"),
        about=_("They wait for a time to come free. Who has waited longest comes first."),
        nothing=_("Nobody is on the waiting list."),
        statuses=frozenset({R.WAITLISTED}),
    ),
    Tab(
        name="quarantine",
        label=_("Quarantine"),
        about=_("Held back because they may be spam. Their senders have been told nothing."),
        nothing=_("Nothing is held back. What looks like spam would wait here to be looked at."),
        statuses=frozenset({R.QUARANTINED}),
    ),
    Tab(
        name="closed",
        label=pgettext_lazy("requests", "Closed"),
        about=_("Declined, taken back, lapsed, sent twice or spam. The newest come first."),
        nothing=_("Nothing is closed yet."),
        statuses=frozenset({R.DECLINED, R.WITHDRAWN, R.EXPIRED, R.DUPLICATE, R.SPAM}),
        is_work=False,
    ),
)
BY_NAME: Final = {tab.name: tab for tab in TABS}
FIRST: Final = TABS[0]


def tab_named(name: str) -> Tab:
    """The first one for a name that there is not."""
    return BY_NAME.get(name, FIRST)


def count_words(count: int) -> str:
    """“7”, “99+”."""
    return str(count) if count <= MOST_COUNTED else f"{MOST_COUNTED}+"
