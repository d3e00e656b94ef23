from django.core.management import BaseCommand, CommandError

from bookings.domain.soundness import findings


class Command(BaseCommand):
    help = (
        "Look for overlaps, orphans, impossible states and visits whose wall time has moved. "
        "Prints one line for each and changes nothing; fails if there is any."
    )

    def handle(self, **options):
        found = findings()
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"{len(found)} found.")
        self.stdout.write("The diary is sound.")
