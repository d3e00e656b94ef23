from django.core.management import BaseCommand

from bookings.domain.tick import tick


class Command(BaseCommand):
    help = "Do once all that is due: send waiting mail. For cron, where no worker runs."

    def handle(self, **options):
        self.stdout.write(f"{tick()} mails sent.")
