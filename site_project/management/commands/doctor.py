import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management import BaseCommand, CommandError

from site_project.operations.doctor import examine


class Command(BaseCommand):
    help = (
        "Look at settings, database, diary, worker, mail, backups, clean-up, disk, uploads, cache "
        "and certificate. Changes nothing; exits 1 if anything needs somebody."
    )
    # It tells of them itself, beside the rest.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, json: bool, **options: Any) -> None:
        found = examine()
        if json:
            self.stdout.write(_as_json(found))
        else:
            for name, findings in found.items():
                for finding in findings:
                    mark = "wrong" if finding.is_wrong else "note"
                    self.stdout.write(f"{mark:6} {name}: {finding.words}")
                if not findings:
                    self.stdout.write(f"ok     {name}")
        ill = [name for name, findings in found.items() if any(f.is_wrong for f in findings)]
        if ill:
            raise CommandError(f"Needs somebody: {', '.join(ill)}.")


def _as_json(found: dict[str, Any]) -> str:
    rows = {name: [asdict(finding) for finding in findings] for name, findings in found.items()}
    return json.dumps(rows, indent=2)
