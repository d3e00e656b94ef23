from django.core.management import BaseCommand
from django.utils import timezone

from bookings.domain.people.retention import forget_overdue, overdue


class Command(BaseCommand):
    help = (
        "Forget what was kept for as long as the booking rules say. The worker does it once a "
        "day; prints how many of each kind, and no names."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="only say what would go, and change nothing"
        )

    def handle(self, *, dry_run, **options):
        found = overdue(timezone.now()) if dry_run else forget_overdue()
        for words, number in found.items():
            self.stdout.write(f"{number:>7}  {words}")
        self.stdout.write("Nothing was changed." if dry_run else "Done.")
