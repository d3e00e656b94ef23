"""Answering a request: a page or a button for each row of staff.actions."""

from typing import Final

from .buttons import Acknowledge, Answered, AskAgain, Quarantine, Release, Reopen, Take
from .confirm import Confirm
from .matching import Match, NewClient, Unmatch
from .note import AddNote
from .offer import Accept, NoneFit, Offer, WithdrawOffer
from .pages import (
    Ask,
    Assign,
    Decline,
    Duplicate,
    Spam,
    Waitlist,
    Withdraw,
    WithdrawConsent,
)

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
    WithdrawConsent,
    Quarantine,
    Accept,
    NoneFit,
    WithdrawOffer,
    Acknowledge,
    AskAgain,
    Match,
    NewClient,
    Unmatch,
    AddNote,
)

__all__ = ["ANSWERS"]
