"""The one durable link of a request, in every mail to its client.

It is not stored: an HMAC with a key of its own over the request's public id and a generation.
A higher generation (BookingRequest.link_generation) ends the links before it, and so does time,
once nothing has happened for long.
"""

import base64
import binascii
import datetime as dt
import hashlib
import hmac
import uuid
from typing import Final

from django.conf import settings
from django.core import signing
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from ..models import Appointment, AuditEvent, BookingRequest, Client
from ..statuses import OPEN_REQUESTS

# In bytes: the public id, the generation, and 144 bits of the code; 48 letters in all.
ID, GENERATION, CODE = 16, 2, 18
PURPOSE: Final = b"bookings.manage:"
# How long a link works after the last that happened to a request that is settled: long enough
# to book again from an old mail.
LIFE: Final = dt.timedelta(days=180)


def manage_token(request: BookingRequest) -> str:
    """The secret part of the link to `request`; whoever has it may act as the client."""
    said = request.public_id.bytes + request.link_generation.to_bytes(GENERATION)
    return base64.urlsafe_b64encode(said + _code(said)).decode()


def manage_path(request: BookingRequest) -> str:
    """The address of the client's page on this site."""
    return reverse("bookings:manage", args=[manage_token(request)])


def manage_url(request: BookingRequest) -> str:
    """The whole address, for a mail."""
    return settings.WAGTAILADMIN_BASE_URL + manage_path(request)


def find_by_token(token: str) -> BookingRequest | None:
    """The request of a link; None for one that is unknown, altered, ended or too old."""
    try:
        given = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
    said, code = given[: ID + GENERATION], given[ID + GENERATION :]
    if not hmac.compare_digest(code, _code(said)):
        return None
    return _living(uuid.UUID(bytes=said[:ID]), int.from_bytes(said[ID:]))


def make_proof(request: BookingRequest) -> str:
    """What a form carries from the client's page: who sends it has just had her link.

    For a hidden field, never for an address. Empty where staff have matched no client.
    """
    if request.client_id is None:
        return ""
    return _proofs().sign_object([request.public_id.hex, request.link_generation])


def read_proof(proof: str) -> Client | None:
    """The client who came by her own link; None without a proof, and once it is old or undone.

    It is believed for as long as a check page (settings.REQUEST_TOKEN_HOURS), and ends with
    the link.
    """
    max_age = dt.timedelta(hours=settings.REQUEST_TOKEN_HOURS)
    try:
        public_id, generation = _proofs().unsign_object(proof, max_age=max_age)
    except signing.BadSignature:
        return None
    request = _living(uuid.UUID(public_id), generation)
    return request.client if request else None


def _proofs() -> signing.TimestampSigner:
    return signing.TimestampSigner(key=settings.LINK_KEY, salt="bookings.book-again")


def _living(public_id: uuid.UUID, generation: int) -> BookingRequest | None:
    since = timezone.now() - LIFE
    happened = AuditEvent.objects.filter(request=OuterRef("pk"), at__gt=since)
    visited = Appointment.objects.filter(request=OuterRef("pk"), end__gt=since)
    return (
        BookingRequest.objects.select_related("consent")
        .filter(
            Q(status__in=OPEN_REQUESTS) | Exists(happened) | Exists(visited),
            public_id=public_id,
            link_generation=generation,
        )
        .first()
    )


def _code(said: bytes) -> bytes:
    key = settings.LINK_KEY.encode()
    return hmac.digest(key, PURPOSE + said, hashlib.sha256)[:CODE]
