import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from site_project.backups.age import read_identities
from site_project.backups.refusals import Refused
from site_project.backups.restoring import restore


class Command(BaseCommand):
    help = (
        "Make this site what a backup holds. Stop the site and its workers first. "
        "docs/recovery.md says what comes before and after."
    )
    # The database that they ask may be gone.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--identity", type=Path, metavar="KEYFILE", required=True, help="the secret key"
        )
        parser.add_argument(
            "--replace", action="store_true", help="even where there is something; it is lost"
        )
        parser.add_argument(
            "--without-health-keys",
            action="store_true",
            help="even where health answers cannot be read afterwards",
        )

    def handle(
        self,
        *,
        file: Path,
        identity: Path,
        replace: bool,
        without_health_keys: bool,
        **options: Any,
    ) -> None:
        began = time.monotonic()
        try:
            done = restore(
                file,
                identities=read_identities(identity),
                replace=replace,
                needs_health_keys=not without_health_keys,
            )
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        manifest, after = done.manifest, done.after
        rows, files = sum(manifest.rows.values()), len(manifest.files) - 1
        self.stdout.write(
            f"Restored what was here at {manifest.made_at}: {len(manifest.rows)} tables, "
            f"{rows} rows, {files} pictures and documents, "
            f"{time.monotonic() - began:.1f} seconds.\n"
            f"Mails stopped: {after.stopped}. Staff find them at the desk.\n"
            f"Whoever was erased since {manifest.made_at} is here again: docs/recovery.md."
        )
        if after.failed:
            raise CommandError(
                f"Failed, see the log: {', '.join(after.failed)}. Run `manage.py after_restore` "
                "before the worker starts, or it may send what was sent before."
            )
