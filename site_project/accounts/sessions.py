"""Sessions in the database, each of which says whose it is, from where, and when it ends.

One ends DESK_IDLE_MINUTES after its last use and DESK_SESSION_HOURS after signing in, whichever
comes first. That moment is `expire_date`, past which Django finds no session: nothing else has to
look. Ending one is deleting its row.
"""

import datetime as dt
from typing import Any, Final

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.backends import db
from django.http import HttpRequest
from django.utils import timezone

from bookings.views.client import client_address
from home.networks import shortened

from .devices import browser_of, system_of
from .models import Session

# A page makes several requests; one write a minute says enough.
BETWEEN_NOTES: Final = dt.timedelta(minutes=1)
# So long an ended session is remembered, for what its browser may still send (unsent.py).
REMEMBERED: Final = dt.timedelta(hours=24)


class SessionStore(db.SessionStore):
    """`request` is set by the middleware; without one a session does not know from where it is.

    `row` is the session's own, once it was read or saved. `lapsed` is the row of one that this
    browser still names though its time is over.
    """

    request: HttpRequest | None = None
    row: Session | None = None
    lapsed: Session | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        key = self.session_key
        self.row = super()._get_session_from_db()
        if self.row is None and key:
            since = timezone.now() - REMEMBERED
            ended = Session.objects.filter(user__isnull=False, expire_date__gt=since)
            self.lapsed = ended.filter(session_key=key).select_related("user").first()
        return self.row

    def create(self) -> None:
        super().create()
        Session.objects.filter(expire_date__lt=timezone.now() - REMEMBERED).delete()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = super().create_model_instance(data)
        row.user_id = Session.user.field.target_field.to_python(data.get(SESSION_KEY))
        known = self.row if self.row and self.row.user_id == row.user_id else None
        row.began_at = known.began_at if known else timezone.now()
        row.seen_at = known.seen_at if known else row.began_at
        self._say_from_where(row, known)
        row.expire_date = row.ends_at
        self.row = row
        return row

    def note_use(self) -> None:
        """That it is used now, which puts off its end; written at most once a minute."""
        row = self.row
        now = timezone.now()
        if row is None or now - row.seen_at < BETWEEN_NOTES:
            return
        row.seen_at = now
        self._say_from_where(row, row)
        row.expire_date = row.ends_at
        names = ("seen_at", "browser", "system", "network", "expire_date")
        Session.objects.filter(pk=row.pk).update(**{name: getattr(row, name) for name in names})

    @property
    def seconds_left(self) -> int:
        """Until it ends if it is not used again; 0 for one of nobody."""
        if self.row is None or self.row.user_id is None:
            return 0
        return max(0, int((self.row.expire_date - timezone.now()).total_seconds()))

    @property
    def can_last(self) -> bool:
        """Whether using it puts off its end."""
        return self.row is not None and self.row.expire_date < self.row.last_end

    def _say_from_where(self, row: Session, known: Session | None) -> None:
        if self.request is not None:
            agent = self.request.headers.get("User-Agent", "")
            row.browser, row.system = browser_of(agent), system_of(agent)
            row.network = shortened(client_address(self.request))
        elif known is not None:
            row.browser, row.system = known.browser, known.system
            row.network = known.network


def sessions_of(user: AbstractUser) -> list[Session]:
    """Those that `user` is signed in with now, the last used first."""
    rows = Session.objects.filter(user_id=user.pk, expire_date__gt=timezone.now())
    # Those from before a new password are there until they are next used, and then are none.
    return [row for row in rows.order_by("-seen_at", "pk") if _fits(row, user)]


def end_sessions(user: AbstractUser, *, only: str = "", but: str = "") -> int:
    """End the session with the handle `only`, or all of `user` but the one with the key `but`.

    The one called `but` stays in any case. Returns how many there were. A request that is being
    answered by then is the last one.
    """
    rows = Session.objects.filter(user_id=user.pk).exclude(pk=but)
    if only:
        rows = rows.filter(pk__in=[row.pk for row in rows if row.handle == only])
    return rows.delete()[0]


def _fits(row: Session, user: AbstractUser) -> bool:
    return row.get_decoded().get(HASH_SESSION_KEY) == user.get_session_auth_hash()
