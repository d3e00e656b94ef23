"""Bringing all that is said about health, and all private notes, under the newest key.

Nothing of what is kept changes, so that the audit trail has nothing to say. Rows may be written
and read meanwhile: a row is replaced only where it still holds what was read. What has been
renewed is left alone the next time, so that a run that was ended is simply begun again.
"""

from collections.abc import Sequence
from typing import Any

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.db import models, transaction
from django.db.models import QuerySet, Value
from django.db.models.functions import Cast

from home.key_renewal import BATCH, Renewed, renewed_token

from ..models.encrypted import EncryptedJSONField, keys

# The key of a row, what it held, what it is to hold.
Change = tuple[int, bytes, bytes]


def encrypted_fields() -> list[EncryptedJSONField]:
    """Of every model, whoever adds one."""
    return [
        field
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedJSONField)
    ]


def renew_field(*, field: EncryptedJSONField, dry_run: bool = False, batch: int = BATCH) -> Renewed:
    """Encrypt `field` of all rows with the newest of settings.HEALTH_KEYS.

    Every process of the site must know that key already. `dry_run` counts and writes nothing.
    """
    found, newest_first = Renewed(), keys()
    rows, last = _rows(field), 0
    while part := list(rows.filter(pk__gt=last).values_list("pk", "token")[:batch]):
        last = part[-1][0]
        changes: list[Change] = []
        for pk, token in part:
            try:
                newer = renewed_token(bytes(token), newest_first)
            except InvalidToken:
                found.unreadable.append(pk)
                continue
            if newer is None:
                found.current += 1
            else:
                changes.append((pk, bytes(token), newer))
        written = len(changes) if dry_run else _write(field, changes)
        found.renewed += written
        found.changed += len(changes) - written
    return found


def _rows(field: EncryptedJSONField) -> QuerySet[Any]:
    """With `token`, which is what is stored: the field itself would be read in clear."""
    rows = field.model._base_manager.exclude(**{field.name: None}).order_by("pk")
    return rows.annotate(token=Cast(field.name, models.BinaryField()))


def _write(field: EncryptedJSONField, changes: Sequence[Change]) -> int:
    """Those that still hold what they held, in one transaction; how many."""
    if not changes:
        return 0
    with transaction.atomic():
        return sum(
            _rows(field)
            .filter(pk=pk, token=held)
            .update(**{field.name: Value(newer, output_field=models.BinaryField())})
            for pk, held, newer in changes
        )
