"""What the write path refuses, and why. Views turn these into words; none is ever a 500."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import BookingRequest


class Refused(Exception):
    """A change that was not made. `message` is for the person who asked for it."""

    message: str | Promise = _("This could not be done.")

    def __init__(self, message: str | None = None):
        if message is not None:
            self.message = message
        super().__init__(str(self.message))


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


class TimeNotPossible(Refused):
    """The time can't be booked by anybody: it has passed, or the clocks skip it."""


class PractitionerUnavailable(Refused):
    """The practitioner is inactive or does not offer the service."""

    message = _("This person does not offer this service. Choose somebody else.")
