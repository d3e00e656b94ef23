"""Health answers are encrypted in the database, with a key of their own.

Fernet by way of `cryptography`; the key is not SECRET_KEY, so that sessions can be reset
without losing answers, and so that a stolen backup is of no use. settings.HEALTH_KEYS lists
the newest key first; the others still decrypt.
"""

import json
from base64 import b64decode, b64encode
from contextlib import suppress
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models
from django.db.models.functions import Cast


def keys() -> list[Fernet]:
    """The newest first."""
    return [Fernet(key) for key in settings.HEALTH_KEYS]


def _fernet() -> MultiFernet:
    return MultiFernet(keys())


def _decrypt(token: Any) -> Any:
    return json.loads(_fernet().decrypt(bytes(token)))


class EncryptedJSONField(models.BinaryField):
    """A JSON object, stored as a Fernet token. It can't be searched or filtered, on purpose.

    Reading raises cryptography.fernet.InvalidToken when none of the keys fits.
    """

    # What django-stubs reads the field's types from.
    _pyi_private_get_type: dict[str, Any]
    _pyi_private_set_type: dict[str, Any]

    def get_prep_value(self, value: dict | None) -> bytes | None:
        if value is None:
            return None
        return _fernet().encrypt(json.dumps(value, ensure_ascii=False).encode())

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if value is None:
            return None
        return _decrypt(value)

    def value_to_string(self, obj: models.Model) -> str:
        """What `dumpdata` writes: still encrypted."""
        token = self.get_prep_value(self.value_from_object(obj))
        return b64encode(token).decode() if token else ""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            return json.loads(_fernet().decrypt(b64decode(value))) if value else None
        return value


def readable(rows: models.QuerySet[Any], *, key: str, field: str) -> dict[Any, dict[str, Any]]:
    """What the EncryptedJSONField `field` of each row holds, by the row's `key` (“request_id”).

    Without the rows that none of the keys opens, where reading them one by one would raise
    InvalidToken. One query.
    """
    tokens = rows.annotate(token=Cast(field, models.BinaryField())).values_list(key, "token")
    found = {}
    for row, token in tokens:
        with suppress(InvalidToken):
            found[row] = _decrypt(token)
    return found
