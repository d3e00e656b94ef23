from django.core.management import BaseCommand, CommandError

from bookings.domain.tick import tick


class Command(BaseCommand):
    help = "Do once all that is due: send waiting mail, publish scheduled pages. For cron."

    def handle(self, **options):
        ticked = tick()
        self.stdout.write(f"{ticked.sent} mails sent.")
        if ticked.failed:
            raise CommandError(f"Failed, see the log: {', '.join(ticked.failed)}.")
