"""`make run`: get everything ready, then serve the site with the worker beside it.

One process does the getting ready, because each start of manage.py costs seconds of imports.
"""

import os
import socket
import sys
import time
from argparse import ArgumentParser
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import Tags
from django.core.management import BaseCommand, CommandError, call_command
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from home.models import DemoMark
from site_project.catalogues import compile_catalogues
from site_project.collected import collect_static_if_changed
from site_project.demo.people import ACCOUNTS, Account
from site_project.processes import Processes

HOST = "127.0.0.1"
PATIENCE_SECONDS = 3


class Command(BaseCommand):
    help = "Migrate, load the demonstration into an empty database, and serve the site on PORT."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--reload", action="store_true", help="use the server that reloads changed code"
        )

    def handle(self, *, reload: bool, **options: Any) -> None:
        port = int(os.environ.get("PORT") or 8000)
        if not is_free(port):
            raise CommandError(f"Port {port} is taken. On another: PORT={port + 1} make run")
        try:
            self.get_ready(collect=not reload)
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {error}") from error
        connections.close_all()

        address = f"http://{HOST}:{port}"
        manage = [sys.executable, "manage.py"]
        with Processes(settings.BASE_DIR) as processes:
            server = [*manage, "runserver", f"{HOST}:{port}"] if reload else granian(port)
            processes.start(server)
            processes.start([*manage, "worker"], restarts=True)
            while processes.are_up() and not answers(address):
                time.sleep(0.1)
            if processes.are_up():
                self.announce(address)
            processes.watch()
        if not processes.stopping:
            raise CommandError("The server stopped by itself.")

    def get_ready(self, *, collect: bool) -> None:
        compile_catalogues()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", interactive=False, verbosity=0)
        self.check(tags=[Tags.database], databases=[DEFAULT_DB_ALIAS])
        # Whoever set the site up otherwise has an account.
        if settings.ALLOW_DEMO_CONTENT and not get_user_model().objects.exists():
            self.stdout.write("Loading the demonstration …")
            call_command("load_demo", verbosity=0)
        if collect and collect_static_if_changed():
            self.stdout.write("Collected the static files.")

    def announce(self, address: str) -> None:
        self.stdout.write(f"\nThe site:   {address}/\nThe admin:  {address}/admin/\n")
        accounts = demo_accounts()
        if accounts:
            self.stdout.write("\nDemonstration accounts (name, password, role):")
            for account in accounts:
                self.stdout.write(f"  {account.username:12} {account.password:26} {account.role}")
        self.stdout.write("\nCtrl-C stops it. What you change is kept.")
        self.stdout.flush()


def granian(port: int) -> list[str]:
    return [sys.executable, "-m", "site_project.server", f"{HOST}:{port}"]


def is_free(port: int) -> bool:
    # The server would share the port with another one instead of complaining.
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def answers(address: str) -> bool:
    """Does the site serve its home page? This also pays for the first rendering."""
    try:
        with urlopen(address, timeout=PATIENCE_SECONDS):  # noqa: S310
            return True
    except HTTPError:
        return True  # it is up; what is wrong shows in its log
    except (OSError, HTTPException):
        return False


def demo_accounts() -> list[Account]:
    """The demonstration's accounts that still exist."""
    if not DemoMark.objects.exists():
        return []
    names = set(get_user_model().objects.values_list("username", flat=True))
    return [account for account in ACCOUNTS if account.username in names]
