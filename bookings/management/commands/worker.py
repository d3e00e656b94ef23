import signal
import threading

from django.core.management import BaseCommand
from django.db import DEFAULT_DB_ALIAS

from bookings.domain.tick import tick


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
        while not stop.is_set():
            tick()
            stop.wait(seconds)
