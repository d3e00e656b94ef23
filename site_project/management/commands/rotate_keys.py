from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from bookings.domain.key_renewal import encrypted_fields, renew_field
from home.key_renewal import Renewed
from site_project.accounts.key_renewal import renew_second_factors


class Command(BaseCommand):
    help = (
        "Encrypt everything with the first of HEALTH_KEYS, while the site runs. "
        "Begin it again if it was ended; the older keys are needed until it names nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        found = {
            f"{field.model._meta.verbose_name_plural}": renew_field(field=field, dry_run=dry_run)
            for field in encrypted_fields()
        }
        found["second factors"] = renew_second_factors(dry_run=dry_run)
        for name, rows in found.items():
            self.stdout.write(f"{name}: {_words(rows, dry_run=dry_run)}")
        if any(rows.unreadable or rows.changed for rows in found.values()):
            raise CommandError("Keep the older keys: not everything has the newest one.")


def _words(rows: Renewed, *, dry_run: bool) -> str:
    said = [
        f"{rows.renewed} {'to renew' if dry_run else 'renewed'}",
        f"{rows.current} with the newest key",
    ]
    if rows.changed:
        said.append(f"{rows.changed} changed meanwhile, begin again")
    if rows.unreadable:
        keys = ", ".join(map(str, rows.unreadable))
        said.append(f"{len(rows.unreadable)} that no key opens (rows {keys})")
    return "; ".join(said)
