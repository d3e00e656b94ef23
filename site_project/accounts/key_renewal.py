"""Bringing the secrets of second factors under the newest key, as bookings.domain.key_renewal."""

from typing import Any, Final

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.db import transaction

from home.key_renewal import BATCH, Renewed, renewed_token

from .encryption import keys

# Where allauth keeps what its adapter encrypted: of an app, of recovery codes, and of codes that
# came from elsewhere, which are a list. Passkeys hold nothing secret.
SECRETS: Final = ("secret", "seed", "migrated_codes")


def renew_second_factors(*, dry_run: bool = False, batch: int = BATCH) -> Renewed:
    """Encrypt them with the newest of settings.HEALTH_KEYS; `dry_run` writes nothing.

    Rows are locked: a code that is spent at the same moment stays spent.
    """
    found, last = Renewed(), 0
    while True:
        with transaction.atomic():
            rows = Authenticator.objects.filter(pk__gt=last).order_by("pk")
            part = list(rows.select_for_update()[:batch])
            for row in part:
                _renew(row, found, dry_run=dry_run)
        if not part:
            return found
        last = part[-1].pk


def _renew(row: Authenticator, found: Renewed, *, dry_run: bool) -> None:
    secrets = {name: row.data[name] for name in SECRETS if name in row.data}
    if not secrets:
        return
    try:
        newer = {name: _newer(secret) for name, secret in secrets.items()}
    except InvalidToken:
        found.unreadable.append(row.pk)
        return
    if newer == secrets:
        found.current += 1
        return
    found.renewed += 1
    if not dry_run:
        row.data |= newer
        row.save(update_fields=["data"])


def _newer(secret: Any) -> Any:
    if isinstance(secret, list):
        return [_newer(one) for one in secret]
    token = renewed_token(secret.encode(), keys())
    return secret if token is None else token.decode()
