from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from site_project.backups.age import make_identity


class Command(BaseCommand):
    help = (
        "Make a pair of keys for backups: the secret one goes into FILE, which belongs on another "
        "machine and on paper; the public one is printed, for BACKUP_RECIPIENT."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            public = make_identity(file)
        except FileExistsError as error:
            raise CommandError(f"{file} exists, and may be the key of backups.") from error
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"BACKUP_RECIPIENT={public}")
        self.stderr.write(
            f"The secret key is in {file}. Keep it in two places off this machine: without it no "
            "backup can be read, and with it every one."
        )
