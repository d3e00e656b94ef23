"""Signals that a request was not written by a person who wants an appointment.

A signal sends a request to quarantine, where staff can release it; it refuses nobody. Only a
flood is refused. REQUEST_LIMITS=off leaves the honeypot and the contacts that staff blocked.
"""

import datetime as dt

from django.conf import settings
from django.utils.crypto import salted_hmac

from ..models import BookingRequest
from .blocking import is_blocked

HONEYPOT = "honeypot"
TOO_FAST = "too fast"
MANY_FROM_CLIENT = "many from one connection"
MANY_FROM_ADDRESS = "many from one mail address"
BLOCKED = "blocked"
BY_STAFF = "by staff"

HOUR = dt.timedelta(hours=1)


def client_hash(network: str) -> str:
    """A keyed hash of the network of a request: enough to count with, no address to leak."""
    return salted_hmac("bookings.client", network, algorithm="sha256").hexdigest()


def signals(
    *,
    honeypot: str,
    read_for: dt.timedelta,
    client: str,
    email: str,
    phone: str,
    now: dt.datetime,
) -> list[str]:
    """The signals that fit, none for an ordinary request.

    `read_for` is the time between the check page and its sending; `client` a client_hash.
    """
    found = [HONEYPOT] if honeypot else []
    if is_blocked(email=email, phone=phone):
        found.append(BLOCKED)
    if not settings.REQUEST_LIMITS:
        return found
    if read_for < dt.timedelta(seconds=settings.REQUEST_MIN_SECONDS):
        found.append(TOO_FAST)
    recent = BookingRequest.objects.sent_since(now - HOUR)
    if recent.filter(client_hash=client).count() >= settings.REQUESTS_PER_HOUR_PER_CLIENT:
        found.append(MANY_FROM_CLIENT)
    if email:
        same_address = recent.filter(email=email).count()
        if same_address >= settings.REQUESTS_PER_HOUR_PER_ADDRESS:
            found.append(MANY_FROM_ADDRESS)
    return found


def is_flood(*, client: str, now: dt.datetime) -> bool:
    """Whether this client has sent so much in an hour that the next one is refused."""
    if not settings.REQUEST_LIMITS:
        return False
    limit = settings.REQUESTS_PER_HOUR_PER_CLIENT * settings.REQUEST_FLOOD_FACTOR
    recent = BookingRequest.objects.sent_since(now - HOUR).filter(client_hash=client)
    return recent.count() >= limit
