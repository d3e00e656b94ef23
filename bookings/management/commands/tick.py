from django.core.management import BaseCommand, CommandError

from bookings.domain.tick import tick


class Command(BaseCommand):
    help = "Do all that is due: send waiting mail, publish scheduled pages. For cron."

    def handle(self, **options):
        sent, ticked = 0, tick()
        # Where mails were sent there may be more.
        while ticked.sent and not ticked.failed:
            sent, ticked = sent + ticked.sent, tick()
        self.stdout.write(f"{sent + ticked.sent} mails sent.")
        if ticked.failed:
            raise CommandError(f"Failed, see the log: {', '.join(ticked.failed)}.")
