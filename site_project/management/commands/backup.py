import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from home.jobs import job
from site_project.backups.age import read_identities, read_recipients
from site_project.backups.making import make_backup
from site_project.backups.refusals import Refused
from site_project.backups.restoring import check


class Command(BaseCommand):
    help = (
        "Write database, pictures and documents into one encrypted file in FOLDER (BACKUP_FOLDER) "
        "and leave the newest there (BACKUPS_KEPT). The site may go on. With --check, read such a "
        "file instead, and say whether it is whole."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, nargs="?", default=settings.BACKUP_FOLDER)
        parser.add_argument("--check", type=Path, metavar="FILE")
        parser.add_argument("--identity", type=Path, metavar="KEYFILE", help="for --check")

    def handle(
        self, *, folder: Path, check: Path | None, identity: Path | None, **options: Any
    ) -> None:
        began = time.monotonic()
        try:
            if check is None:
                done = self.make(folder)
            elif identity is None:
                raise CommandError("--check needs the secret key: --identity KEYFILE.")
            else:
                done = self.look_at(check, identity)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{done}, {time.monotonic() - began:.1f} seconds.")

    def make(self, folder: Path) -> str:
        with job("backup"):
            recipients = read_recipients(settings.BACKUP_RECIPIENT)
            made = make_backup(folder, recipients=recipients, keep=settings.BACKUPS_KEPT)
        return (
            f"{made.path}: {filesizeformat(made.size)}, {made.tables} tables, {made.rows} rows, "
            f"{made.files} pictures and documents"
        )

    def look_at(self, path: Path, identity: Path) -> str:
        manifest = check(path, identities=read_identities(identity))
        return (
            f"{path} is whole: {manifest.engine}, {manifest.made_at}, {len(manifest.rows)} tables, "
            f"{sum(manifest.rows.values())} rows, {len(manifest.files) - 1} pictures and documents"
        )
