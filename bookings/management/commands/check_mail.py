from django.core.management import BaseCommand, CommandError

from bookings.domain.mail_health import mail_findings


class Command(BaseCommand):
    help = (
        "Look for mails that failed or wait too long, for a mail server that can't be reached "
        "and for a worker that does not run. Prints one line for each and fails if there is any."
    )

    def handle(self, **options):
        found = mail_findings()
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError("Something is wrong with the mail.")
        self.stdout.write("All mail is on its way.")
