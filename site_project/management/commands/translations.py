"""`make messages` and what every setup of the site does with the result."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand

from site_project.catalogues import compile_catalogues, languages, read_catalogue, update_catalogues


class Command(BaseCommand):
    help = "Compile the catalogues of other languages; --update first collects the words anew."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--update", action="store_true", help="write what the code says into the catalogues"
        )

    def handle(self, *, update: bool, **options: Any) -> None:
        if update:
            update_catalogues()
            for language in languages():
                untranslated = sum(
                    1 for m in read_catalogue(language) if m.id and not any(_texts(m))
                )
                self.stdout.write(f"{language}: {untranslated} without a translation")
        for language in compile_catalogues():
            self.stdout.write(f"{language}: compiled")


def _texts(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)
