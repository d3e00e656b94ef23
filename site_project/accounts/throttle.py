"""How often a secret may be guessed. Counted in the database, so that all processes share it.

An attempt is written down before it is looked at, and counted after: of any number at once, no
more get through than the limit says. One that succeeds is taken back.

No limit is on an account alone, from wherever: that would let anybody lock its owner out. The
exception is codes of the second factor, which are only asked of those who know the password;
a passkey is never counted, because there is nothing to guess.
"""

import datetime as dt
import math
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Min, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from bookings.views.client import client_network

from .models import Attempt

Kind = Attempt.Kind


@dataclass(frozen=True)
class Limits:
    """How many attempts within `window`; None where that is not limited."""

    window: dt.timedelta
    of_account_from_address: int
    from_address: int | None = None
    of_account: int | None = None


LIMITS: Final = {
    # A practice behind one address has several people; each may mistype.
    Kind.PASSWORD: Limits(dt.timedelta(minutes=15), of_account_from_address=10, from_address=60),
    # Six digits, three of which are right at any moment (TOTP_TOLERANCE): at this rate the chance
    # to guess one is below 1 in 300 a day.
    Kind.CODE: Limits(dt.timedelta(hours=1), of_account_from_address=10, of_account=40),
    Kind.RESET: Limits(dt.timedelta(hours=1), of_account_from_address=3, from_address=20),
}
LONGEST: Final = max(limits.window for limits in LIMITS.values())


class TooMany(Exception):
    """The limit is reached; `seconds` until the next attempt is counted again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    @property
    def minutes(self) -> int:
        return math.ceil(self.seconds / 60)


def begin(kind: Attempt.Kind, *, request: HttpRequest, who: str) -> Attempt:
    """Write an attempt down and return it; raises TooMany when there were enough.

    `who` is account_key() or another_key(). Not to be called inside a transaction, where those
    made at the same moment do not see each other.
    """
    now = timezone.now()
    attempt = Attempt(kind=kind, who=who, address=_hashed(client_network(request)), at=now)
    _refuse_if(attempt, room=1)
    Attempt.objects.filter(at__lt=now - LONGEST).delete()
    attempt.save()
    _refuse_if(attempt, room=0)
    return attempt


def succeeded(attempt: Attempt) -> None:
    """Take `attempt` back, and what failed before it for the same account from the same place."""
    Attempt.objects.filter(kind=attempt.kind, who=attempt.who, address=attempt.address).delete()


def forget(who: str) -> int:
    """Take back all attempts on an account, from wherever; how many there were."""
    return Attempt.objects.filter(who=who).delete()[0]


def account_key(pk: int) -> str:
    return _hashed(f"account {pk}")


def another_key(name: str) -> str:
    """Of a name that belongs to no account: counted just the same."""
    return _hashed(f"name {name.strip().casefold()}")


def _refuse_if(attempt: Attempt, *, room: int) -> None:
    limits = LIMITS[attempt.kind]
    start = attempt.at - limits.window
    here, mine = Q(address=attempt.address), Q(who=attempt.who)
    rules = {
        "both": (here & mine, limits.of_account_from_address),
        "here": (here, limits.from_address),
        "mine": (mine, limits.of_account),
    }
    counts = {name: Count("pk", filter=which) for name, (which, _limit) in rules.items()}
    oldest = {f"{name}_since": Min("at", filter=which) for name, (which, _limit) in rules.items()}
    recent = Attempt.objects.filter(here | mine, kind=attempt.kind, at__gt=start)
    found = recent.aggregate(**counts, **oldest)
    for name, (_which, limit) in rules.items():
        if limit is not None and found[name] + room > limit:
            free_again = found[f"{name}_since"] + limits.window
            raise TooMany(max(1, math.ceil((free_again - attempt.at).total_seconds())))


def _hashed(value: str) -> str:
    return salted_hmac("site_project.accounts.throttle", value, algorithm="sha256").hexdigest()[:32]
