import signal
import threading
from functools import partial

from django.core.management import BaseCommand
from django.db import DEFAULT_DB_ALIAS

from bookings.domain.outbox import deliver_due
from bookings.domain.tick import PARTS, tick


class Command(BaseCommand):
    help = "Do what is due every few seconds, until SIGTERM or SIGINT. Any number may run."

    def add_arguments(self, parser):
        parser.add_argument("--seconds", type=float, default=5, help="pause between two rounds")

    def get_check_kwargs(self, options):
        """The settings of the database too: nothing is written to one that loses it."""
        return super().get_check_kwargs(options) | {"databases": [DEFAULT_DB_ALIAS]}

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
