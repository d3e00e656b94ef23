from django.core.management import BaseCommand, CommandError

from bookings.domain.restoring import after_restore


class Command(BaseCommand):
    help = (
        "Run this on a restored database before the worker starts: what waited in it may have "
        "been sent before the loss, so all of it is stopped. Staff find it at the desk, and can "
        "send it again."
    )

    def handle(self, **options):
        restored = after_restore()
        self.stdout.write(f"Mails stopped: {restored.stopped}. Staff find them at the desk.")
        if restored.failed:
            raise CommandError(
                f"Failed, see the log: {', '.join(restored.failed)}. Run this once more before "
                "the worker starts, or it may send what was sent before."
            )
