from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from home.sharing.making import make_all


class Command(BaseCommand):
    help = (
        "Makes the pictures of shared links that are missing, and removes those that no page has "
        "any more. Publishing does it for one page; this is for all, as after an upgrade."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        made = make_all()
        if options["verbosity"]:
            said = ngettext("%(count)s picture made.", "%(count)s pictures made.", made)
            self.stdout.write(said % {"count": made})
