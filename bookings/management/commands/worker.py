import logging
import signal
import threading
import time
from functools import partial

from django.core.management import BaseCommand
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

from bookings.domain.outbox import deliver_due
from bookings.domain.tick import PARTS, tick

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 2


class Command(BaseCommand):
    help = "Do what is due every few seconds, until SIGTERM or SIGINT. Any number may run."

    def add_arguments(self, parser):
        parser.add_argument("--seconds", type=float, default=5, help="pause between two rounds")

    def get_check_kwargs(self, options):
        """The settings of the database too: nothing is written to one that loses it."""
        return super().get_check_kwargs(options) | {"databases": [DEFAULT_DB_ALIAS]}

    def check(self, **kwargs):
        """Asked again until the database answers: a machine starts the two in any order."""
        while True:
            try:
                return super().check(**kwargs)
            except OperationalError as error:
                logger.warning("The database does not answer; asked again shortly: %s", error)
                connections.close_all()
                time.sleep(PAUSE_SECONDS)

    def handle(self, *, seconds, **options):
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        # A signal is heard between two mails, too.
        parts = {**PARTS, "mail": partial(deliver_due, stop=stop.is_set)}
        while not stop.is_set():
            # Where mails were sent there may be more: the next round follows at once.
            if not tick(parts, stop=stop.is_set).sent:
                stop.wait(seconds)
