from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.sharing.making import make_all
from site_project.demo.loader import load
from site_project.demo.reset import reset


class Command(BaseCommand):
    help = (
        "Loads the demonstration site. What it made once is never made or changed again, so a "
        "second run is harmless. --reset takes it out."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--reset",
            action="store_true",
            help="remove what the demonstration made, changed or not, and nothing else",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.ALLOW_DEMO_CONTENT:
            raise CommandError(
                _(
                    "The demonstration brings accounts whose passwords everybody knows. "
                    "These settings are for a real practice, so it stays out "
                    "(ALLOW_DEMO_CONTENT). For a real site, run: manage.py start_practice"
                )
            )
        sentences = self._reset() if options["reset"] else [self._load()]
        if options["verbosity"]:
            self.stdout.write("\n".join(sentences))

    def _load(self) -> str:
        loaded = load()
        if loaded.refused:
            return _("This site has pages of its own; the demonstration stays out.")
        if not loaded.made:
            return _("Demonstration: nothing to do, all of it was made before.")
        transaction.on_commit(make_all, robust=True)
        return ngettext(
            "Demonstration: %(count)s item made.",
            "Demonstration: %(count)s items made.",
            len(loaded.made),
        ) % {"count": len(loaded.made)}

    def _reset(self) -> list[str]:
        cleared = reset()
        removed = ngettext(
            "Demonstration: %(count)s item removed.",
            "Demonstration: %(count)s items removed.",
            cleared.removed,
        )
        return [removed % {"count": cleared.removed}, *cleared.kept]
