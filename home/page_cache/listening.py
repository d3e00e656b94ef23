"""Several machines on one PostgreSQL: what one of them changes, all know a moment later.

A transaction that changes a stamp also notifies a channel, so that neither happens without the
other. In each process of the server a thread listens, and changes its machine's stamps at every
word. It proves itself by an echo of its own: where that stays out (the database is away, the
network is cut, a pooler in between does not pass notifications on) its process keeps nothing until
it is heard again. SQLite has one machine only, whose processes share the stamps' file.
"""

import logging
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any, Final

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from . import stamps
from .stamps import Stamp

logger = logging.getLogger(__name__)

CHANNEL: Final = "page_stamps"
NOTIFY: Final = "SELECT pg_notify(%s, %s)"
# An echo is sent so often, and believed for so long after it was sent: a machine whose network
# falls silent shows for no longer what was.
ECHO_SECONDS: Final = 2.0
SURE_SECONDS: Final = 5.0
AGAIN_SECONDS: Final = 1.0


def tell(connection: BaseDatabaseWrapper, stamp: Stamp) -> None:
    """Others hear of it when what `connection` is in is committed; at once outside of that."""
    if connection.vendor == "postgresql":
        # Past Django's cursor: nobody's query.
        with connection.wrap_database_errors:
            connection.connection.execute(NOTIFY, [CHANNEL, stamp.name])


def start() -> "Listener | None":
    """Listen in this process until it ends; None where nothing is kept or nothing can be heard."""
    if not settings.PAGE_CACHE or connections[DEFAULT_DB_ALIAS].vendor != "postgresql":
        return None
    listener = Listener()
    listener.start()
    return listener


class Listener(Thread):
    """Changes this machine's stamps whenever somebody tells of it; see `stop`."""

    def __init__(self) -> None:
        super().__init__(name="page_stamps", daemon=True)
        self._echo = secrets.token_hex(8)
        self._sure_until = 0.0
        self._was_sure = True
        self._over = Event()
        stamps.keep_only_while(self.is_sure)

    def is_sure(self) -> bool:
        """Whether it has lately heard what it said itself."""
        return time.monotonic() < self._sure_until

    def stop(self) -> None:
        """Listen no longer, and keep nothing in this process from now on."""
        self._over.set()
        self.join()

    def run(self) -> None:
        while not self._over.is_set():
            try:
                self._listen()
            except (Error, psycopg.Error, OSError) as error:
                self._doubt(type(error).__name__)
            finally:
                self._sure_until = 0.0
            self._over.wait(AGAIN_SECONDS)

    def _listen(self) -> None:
        """Until it is over, or an echo stays out: what else did may have been lost with it."""
        # Said and heard on one connection an echo would come back with the answer, also through
        # a pooler that passes on nothing in between.
        with _connected() as mouth, _connected() as ear:
            ear.execute(f"LISTEN {CHANNEL}")
            # Whatever was said while nobody listened.
            stamps.change(*Stamp)
            while not self._over.is_set():
                sent = time.monotonic()
                mouth.execute(NOTIFY, [CHANNEL, self._echo])
                if not self._hear(ear, sent):
                    self._doubt("the database passes no notifications on")
                    return

    def _hear(self, ear: Any, sent: float) -> bool:
        """Until the next echo is due; whether the last one came."""
        heard = False
        while (left := sent + ECHO_SECONDS - time.monotonic()) > 0 and not self._over.is_set():
            # In short turns, to notice that it is over.
            for word in ear.notifies(timeout=min(left, AGAIN_SECONDS), stop_after=1):
                if word.payload == self._echo:
                    heard = True
                    self._sure_until = sent + SURE_SECONDS
                    self._was_sure = True
                elif word.payload in Stamp.__members__:
                    stamps.change(Stamp[word.payload])
        return heard or self._over.is_set()

    def _doubt(self, why: str) -> None:
        """Said once, until it is sure again."""
        if self._was_sure:
            logger.warning("No page is kept for now: %s.", why)
        self._was_sure = False


@contextmanager
def _connected() -> Iterator[Any]:
    """A psycopg connection of its own, which gives up on a network that has fallen silent."""
    own = connections.create_connection(DEFAULT_DB_ALIAS)
    patience = {"tcp_user_timeout": int(SURE_SECONDS * 1000)}
    own.settings_dict = {
        **own.settings_dict,
        "OPTIONS": patience | own.settings_dict["OPTIONS"],
    }
    try:
        own.ensure_connection()
        yield own.connection
    finally:
        own.close()
