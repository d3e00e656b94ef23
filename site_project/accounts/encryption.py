"""Secrets of second factors are encrypted in the database: a stolen backup signs nobody in.

The keys are made from settings.HEALTH_KEYS, one from each, so that an installation has no
further key to keep, they are renewed together, and yet neither opens what the other closed.
"""

import hmac
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def encrypt(text: str) -> str:
    return _fernet().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Raises cryptography.fernet.InvalidToken when none of the keys fits."""
    return _fernet().decrypt(token.encode()).decode()


def keys() -> list[Fernet]:
    """The newest first."""
    return [Fernet(_derived(key)) for key in settings.HEALTH_KEYS]


def _fernet() -> MultiFernet:
    return MultiFernet(keys())


def _derived(key: str | bytes) -> bytes:
    key = key.encode() if isinstance(key, str) else key
    return urlsafe_b64encode(hmac.digest(key, b"site_project.accounts second factors", "sha256"))
