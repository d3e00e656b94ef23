"""What the commands about one person have in common."""

from typing import Any

from django.core.management import BaseCommand, CommandError

from bookings.domain.people.person import Person, person_of_client, person_of_request
from bookings.models import BookingRequest, Client


class PersonCommand(BaseCommand):
    def add_arguments(self, parser: Any) -> None:
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("--client", type=int, help="number in the address of the client’s page")
        who.add_argument("--request", help="reference of one of their requests, such as BCD-FGH")

    def person(self, *, client: int | None, request: str | None) -> Person:
        if client is not None:
            record = Client.objects.kept().filter(pk=client).first()
            if record is None:
                raise CommandError(f"There is no client {client}.")
            return person_of_client(record)
        requests = BookingRequest.objects.kept().select_related("client")
        asked = requests.filter(reference__iexact=(request or "").strip()).first()
        if asked is None:
            raise CommandError(f"There is no request {request}.")
        return person_of_request(asked)
