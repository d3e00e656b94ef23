"""Letting somebody in again who has lost the password, the phone, or both."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractUser
from django.db import transaction

from bookings.notifications.accounts import password_url

from . import throttle
from .records import tell


@dataclass(frozen=True)
class Rescued:
    """What was done; `link` is where a new password can be chosen, empty unless asked for."""

    attempts_forgotten: int
    factors_removed: int
    link: str


@transaction.atomic
def rescue(
    *,
    account: AbstractUser,
    remove_factors: bool = False,
    password: str | None = None,
    with_link: bool = False,
) -> Rescued:
    """Open `account` to its owner again, record it, and mail it to the account's address.

    Waiting after wrong tries ends in any case. `password` must have passed the validators; it
    ends all sessions of the account. The account is made active if it was not.
    """
    forgotten = throttle.forget(throttle.account_key(account.pk))
    removed = 0
    if remove_factors:
        removed = Authenticator.objects.filter(user_id=account.pk).delete()[0]
    if password is not None:
        account.set_password(password)
    account.is_active = True
    account.save(update_fields=["password", "is_active"])
    tell("accounts.rescued", account)
    return Rescued(forgotten, removed, password_url(account) if with_link else "")
