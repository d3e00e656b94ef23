"""Who has a second factor, who has to, and whether this session has shown it.

A passkey is two factors in one: the device, and the finger, face or PIN that it asks for.
Recovery codes only stand in for one of the others.
"""

from typing import Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

FACTORS: Final = (Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP)
# In the session, with the key of the account: it signed in with a second factor, or has set the
# first one up itself.
SHOWN: Final = "second_factor_shown"


def is_required() -> bool:
    return settings.STAFF_SECOND_FACTOR


def has_one(user: AbstractBaseUser) -> bool:
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()


def note_shown(request: HttpRequest, user: AbstractBaseUser) -> None:
    request.session[SHOWN] = user.pk


def is_shown(request: HttpRequest) -> bool:
    return request.session.get(SHOWN) == request.user.pk


def is_to_be_shown(request: HttpRequest) -> bool:
    """This session was begun with the password alone, though the account now has more."""
    return is_required() and not is_shown(request) and has_one(request.user)


def is_last_that_is_required(authenticator: Authenticator) -> bool:
    """Without it, the account would lack a second factor that it has to have."""
    if not is_required() or authenticator.type not in FACTORS:
        return False
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS)
    return not others.exclude(pk=authenticator.pk).exists()
