"""What the write path refuses, and why. Views turn these into words; none is ever a 500."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import BookingRequest
from .availability import Problem


class Refused(Exception):
    """A change that was not made. `message` is for the person who asked for it.

    `which` of several times it is about, counted from 0, where more than one was given.
    """

    message: str | Promise = _("This could not be done.")
    which: int | None = None

    def __init__(self, message: str | Promise | None = None):
        if message is not None:
            self.message = message
        super().__init__(str(self.message))


class NotUsable(Refused):
    """What was typed can't be used, whoever is first; others say that somebody was faster."""


class ServiceClosed(Refused):
    """The service takes no requests, or is no longer published."""

    message = _("This service does not take requests at the moment.")


class AlreadySent(Refused):
    """The check page's token was used for another content. `existing` is what it made."""

    message = _("This page was already sent, with other answers.")

    def __init__(self, existing: BookingRequest):
        self.existing = existing
        super().__init__()


class StaleVersion(Refused):
    """Somebody else changed the row since this person saw it."""

    message = _(
        "Somebody else has changed this request in the meantime. This is how it stands now."
    )


class TransitionRefused(Refused):
    """The table of transitions does not have this pair."""

    message = _("That is not possible in the state this request is in.")


class TimeTaken(Refused):
    """The practitioner is occupied for part of that time."""

    message = _("That time is already taken. Choose another.")


class TimeNotPossible(NotUsable):
    """The time can't be booked by anybody: it has passed, or the clocks skip it."""


class PolicyRefused(NotUsable):
    """Possible, but against the practice's own rules: staff may insist, and say why.

    `problems` are the rules in the way (availability.Problem).
    """

    WORDS: Final[Mapping[Problem, Promise]] = {
        Problem.CLOSED: _("It is outside the opening hours."),
        Problem.TURNAROUND: _("It leaves no time to tidy up before or after another visit."),
        Problem.TOO_SOON: _("It is sooner than the notice that visitors must give."),
        Problem.TOO_FAR: _("It is further ahead than visitors can ask for."),
    }

    def __init__(self, problems: Iterable[Problem]):
        self.problems = frozenset(problems)
        super().__init__(" ".join(str(self.WORDS[problem]) for problem in sorted(self.problems)))


class LengthUnavailable(Refused):
    """The service is gone, or has no session of that length."""

    message = _("This service has no session of that length. Choose another.")


class MoveRefused(Refused):
    """The practice's rules leave it to the desk to move this visit: the message says which."""

    message = _("This appointment can’t be moved here.")


class UndoLapsed(Refused):
    """The cancellation stands: the time in which it could be undone is over."""

    message = _("The time to undo this has passed, and the visit stays cancelled. Ask for another.")


class NotSaved(Refused):
    """The database was too busy, or would not have it. Logged; nothing was changed."""

    message = _("This could not be saved just now. Try again.")


class OfferLapsed(Refused):
    """The offered time is no longer held for this client."""

    message = _("This time is no longer held. The practice has been told, and will answer again.")


class NotAcknowledged(Refused):
    """The visitor ticked a safety question, and nobody has read it yet."""

    message = _("Something in the safety questions applies. Read it before giving a time.")


class AskAgain(NotAcknowledged):
    """Consent was withdrawn, and nobody has noted yet that the client is asked again."""

    message = _(
        "Consent was withdrawn, and what was said about health is deleted. Note that you ask "
        "again before giving a time."
    )


class ConsentMissing(Refused):
    """Something that may be about health, without a consent to keep it."""

    message = _("Without your consent your answer may not be stored. Tick the box, or ring us.")


class PractitionerUnavailable(Refused):
    """The practitioner is inactive or does not offer the service."""

    message = _("This person does not offer this service. Choose somebody else.")


class HasClient(Refused):
    """The request belongs to somebody's record already."""

    message = _("This request belongs to a client already. Is it somebody else? Undo that first.")


class ClientGone(Refused):
    """The record is not there any more: folded into another one of the same person, or erased."""

    message = _("This client is no longer in the list. Choose another.")


class NoContact(Refused):
    """Nothing to block: neither an email address nor enough of a phone number."""

    message = _("Enter an email address, or a phone number of at least five digits.")


class NewerWording(Refused):
    """Somebody else has published a version since this person started to write."""

    message = _(
        "Somebody else has published a newer version in the meantime. Open it, and make your "
        "changes there."
    )


class CannotSendAgain(Refused):
    """The mail is no longer true, or on its way."""

    message = _("This mail can’t be sent again.")


class BadAddress(NotUsable):
    """Nothing that a mail could go to."""

    message = _("Enter an email address like name@example.org")


class UnusableWording(NotUsable):
    """Words for a mail that can't be sent. `problems` are lists of words, by `subject`, `body`."""

    message = _("These words can’t be used yet.")

    def __init__(self, problems: Mapping[str, list[str]]):
        self.problems = problems
        super().__init__()


class StaleWording(Refused):
    """Somebody else has changed the words since this person opened them."""

    message = _("Somebody else has changed these words in the meantime.")


class NoOwnAddress(NotUsable):
    """The account has no email address to send a test to."""

    message = _("Your account has no email address. Add one to it, then send the test.")
