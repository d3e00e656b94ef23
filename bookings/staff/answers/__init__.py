"""Answering a request: a page or a button for each row of staff.actions."""

from typing import Final

from .buttons import Acknowledge, Answered, Quarantine, Release, Reopen, Take
from .confirm import Confirm
from .matching import Match, NewClient, Unmatch
from .offer import Accept, NoneFit, Offer, WithdrawOffer
from .pages import Ask, Assign, Decline, Duplicate, Spam, Waitlist, Withdraw

ANSWERS: Final = (
    Confirm,
    Offer,
    Ask,
    Answered,
    Take,
    Decline,
    Reopen,
    Release,
    Spam,
    Assign,
    Waitlist,
    Duplicate,
    Withdraw,
    Quarantine,
    Accept,
    NoneFit,
    WithdrawOffer,
    Acknowledge,
    Match,
    NewClient,
    Unmatch,
)

__all__ = ["ANSWERS"]
