"""What becomes of what allauth reports: a line in the history of the account, and a mail to it.

These are signals because allauth has no other way to tell.
"""

from typing import Any

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractUser
from django.dispatch import receiver
from django.http import HttpRequest
from wagtail.log_actions import log

from . import mails
from .second_factor import FACTORS, note_shown

Type = Authenticator.Type
# Each with what is recorded of it. Recovery codes come and go with the factor that they stand in
# for, which is worth one mail.
ADDED = {
    Type.WEBAUTHN: "accounts.passkey_added",
    Type.TOTP: "accounts.app_added",
    Type.RECOVERY_CODES: "accounts.codes_made",
}
REMOVED = {
    Type.WEBAUTHN: "accounts.passkey_removed",
    Type.TOTP: "accounts.app_removed",
    Type.RECOVERY_CODES: "accounts.codes_removed",
}


def note(action: str, user: AbstractUser, *, by: AbstractUser | None = None) -> None:
    """Record `action` (see actions.py) in the history of the account; `by` nobody known."""
    log(instance=user, action=action, user=by)


def tell(action: str, user: AbstractUser, *, by: AbstractUser | None = None) -> None:
    """The same, and mail it to the owner of the account."""
    note(action, user, by=by)
    mails.tell_of(action, user)


@receiver(signals.authenticator_added, dispatch_uid="accounts.added")
def on_added(user: AbstractUser, authenticator: Authenticator, **kwargs: Any) -> None:
    record = tell if authenticator.type in FACTORS else note
    record(ADDED[authenticator.type], user, by=user)


@receiver(signals.authenticator_removed, dispatch_uid="accounts.removed")
def on_removed(user: AbstractUser, authenticator: Authenticator, **kwargs: Any) -> None:
    record = tell if authenticator.type in FACTORS else note
    record(REMOVED[authenticator.type], user, by=user)


@receiver(signals.authenticator_reset, dispatch_uid="accounts.reset")
def on_reset(user: AbstractUser, authenticator: Authenticator, **kwargs: Any) -> None:
    tell(ADDED[authenticator.type], user, by=user)


@receiver(signals.authenticator_used, dispatch_uid="accounts.used")
def on_used(request: HttpRequest, user: AbstractUser, authenticator: Authenticator, **kw: Any):
    note_shown(request, user)
    if authenticator.type == Type.RECOVERY_CODES:
        tell("accounts.code_used", user, by=user)
