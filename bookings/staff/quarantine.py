from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..domain import spam
from ..models import BookingRequest

SIGNAL_WORDS: Final[dict[str, Promise]] = {
    spam.HONEYPOT: _("a field that people don’t see was filled in"),
    spam.TOO_FAST: _("it was sent faster than anybody reads"),
    spam.MANY_FROM_CLIENT: _("many requests came from the same connection"),
    spam.MANY_FROM_ADDRESS: _("many requests gave the same email address"),
    spam.BLOCKED: _("this contact is blocked"),
    spam.BY_STAFF: _("somebody at the practice put it here"),
}


def held_back_because(request: BookingRequest) -> list[str]:
    """Why a request is in quarantine, in words; empty when it is not."""
    signals = filter(None, request.quarantine_reasons.split(", "))
    return [str(SIGNAL_WORDS.get(signal, signal)) for signal in signals]
