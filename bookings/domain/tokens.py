"""The check page's token: signed, dated, for one service, and unique in the database once sent."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.utils import timezone

_signer = signing.TimestampSigner(salt="bookings.check-page")


@dataclass(frozen=True)
class CheckPageToken:
    key: uuid.UUID
    made_at: dt.datetime


class BadToken(ValueError):
    """Tampered with, of another service, or older than settings.REQUEST_TOKEN_HOURS."""


def make_token(*, service_id: int) -> str:
    """A new token for a check page of this service."""
    return _signer.sign_object([uuid.uuid4().hex, service_id])


def read_token(token: str, *, service_id: int) -> CheckPageToken:
    """What the token says. Raises BadToken."""
    max_age = dt.timedelta(hours=settings.REQUEST_TOKEN_HOURS)
    try:
        key, of_service = _signer.unsign_object(token, max_age=max_age)
        made_at = signing.b62_decode(token.rsplit(":", 2)[1])
        if of_service != service_id:
            raise BadToken(token)
        return CheckPageToken(uuid.UUID(key), dt.datetime.fromtimestamp(made_at, tz=dt.UTC))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise BadToken(token) from error


def age(token: CheckPageToken) -> dt.timedelta:
    """How long ago the check page was made; to the second below."""
    return timezone.now() - token.made_at
