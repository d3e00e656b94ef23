"""The secret addresses at which calendar programs read a practitioner's diary.

Whoever has one may read, and do nothing else, until it is made anew or switched off. At rest
there is only the SHA-256 of its token. That is enough: the token is 192 bits of chance, so
there is nothing to guess that a slow hash with a salt, made for passwords, would protect; and
a feed is found by the hash alone.
"""

import datetime as dt
import hashlib
import logging
import secrets
from typing import Final

from django.conf import settings
from django.contrib.auth.models import User
from django.db import DatabaseError
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import CalendarFeed, FeedLevel, Practitioner
from . import audit
from .errors import StaleVersion
from .transaction import diary_write, lock_practitioners

logger = logging.getLogger(__name__)

TOKEN_BYTES: Final = 24
# How exactly `last_fetched_at` is known. Programs ask again and again, phones every few minutes.
NOTED_EVERY: Final = dt.timedelta(hours=1)
FEED_CHANGED: Final = _(
    "This address has been made or switched off in the meantime. This is how it stands now."
)


@diary_write
def make_feed(
    *, practitioner_id: int, level: FeedLevel, replaces: int | None = None, by: User
) -> str:
    """Make an address and return the whole of it: once, for nobody can say it again.

    `replaces` is the id of the feed that the person saw in use, which ends in this moment; None
    where there was none. So a page that is sent twice ends nothing that it did not show. Keep
    the answer out of logs, sessions and messages. Raises StaleVersion, PractitionerUnavailable.
    """
    lock_practitioners([practitioner_id])
    practitioner = Practitioner.objects.get(pk=practitioner_id)
    old = practitioner.feeds.filter(level=level).first()
    if (old.pk if old else None) != replaces:
        raise StaleVersion(FEED_CHANGED)
    if old:
        old.delete()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    practitioner.feeds.create(level=level, token_hash=_hash(token), created_at=timezone.now())
    done = "renewed" if old else "made"
    audit.record(f"calendar feed {done}: {level.value}", practitioner=practitioner, by=by)
    return settings.WAGTAILADMIN_BASE_URL + reverse("bookings:calendar_feed", args=[token])


@diary_write
def end_feed(*, feed_id: int, by: User) -> None:
    """Switch it off: its address leads nowhere from now on. Raises StaleVersion if it is gone."""
    feed = CalendarFeed.objects.select_for_update(of=("self",)).filter(pk=feed_id).first()
    if feed is None:
        raise StaleVersion(FEED_CHANGED)
    feed.delete()
    audit.record(f"calendar feed ended: {feed.level}", practitioner=feed.practitioner, by=by)


def find_feed(token: str) -> CalendarFeed | None:
    """The feed of an address, with its practitioner; None where the address leads nowhere.

    While a practitioner is not active, none of hers leads anywhere. One query.
    """
    feeds = CalendarFeed.objects.select_related("practitioner")
    return feeds.filter(token_hash=_hash(token), practitioner__active=True).first()


def note_fetched(*, feed: CalendarFeed) -> None:
    """Remember that the feed was read, at most once in NOTED_EVERY; call it outside a transaction.

    It is for the practice, which sees whether an address is still in use. No program or person
    that reads can tell whether it was written, nothing follows from it, and it is no reason to
    withhold the diary: a failure (the database busy, or closed to writing) is logged and over.
    """
    now = timezone.now()
    if feed.last_fetched_at and feed.last_fetched_at > now - NOTED_EVERY:
        return
    due = Q(last_fetched_at=None) | Q(last_fetched_at__lte=now - NOTED_EVERY)
    try:
        CalendarFeed.objects.filter(due, pk=feed.pk).update(last_fetched_at=now)
    except DatabaseError as error:
        logger.warning("Not noted that a calendar feed was read: %s", error)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
