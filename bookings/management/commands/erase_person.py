from django.core.management import CommandError
from django.utils import timezone

from bookings.domain.errors import Refused
from bookings.domain.people.erasure import erase_client, erase_requester
from bookings.management.people import PersonCommand


class Command(PersonCommand):
    help = (
        "Forget one person, for good. Without --yes it only says how much there is. What is in "
        "backups goes as they are replaced."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--yes", action="store_true", help="do it")

    def handle(self, *, client, request, yes, **options):
        person = self.person(client=client, request=request)
        self.stdout.write(
            f"Requests: {len(person.requests)}, visits: {person.visits.count()}, "
            f"mails: {person.mails.count()}. Of the same address or number under another name, "
            f"and left alone: {len(person.namesakes)}."
        )
        waiting = len(person.open_requests()) + len(person.visits_to_come(timezone.now()))
        if waiting:
            raise CommandError(
                f"Still open: {waiting}. Cancel the visits that are to come, and decline or take "
                "back the open requests, at the desk; then erase."
            )
        if not yes:
            self.stdout.write("Nothing was changed. Say --yes to erase.")
            return
        try:
            if person.client:
                erase_client(client_id=person.client.pk, version=None)
            else:
                erase_requester(request_id=person.requests[0].pk, version=None)
        except Refused as refused:
            raise CommandError(str(refused.message)) from refused
        self.stdout.write("Erased.")
