"""Everything that is one person's: a client's record, or just requests with the same contact."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from ...contacts import reach_the_same
from ...models import Appointment, BookingRequest, Client, OutboxMessage
from ...querysets import AppointmentQuerySet, BookingRequestQuerySet
from ...statuses import OPEN_REQUESTS


@dataclass(frozen=True)
class Person:
    """`requests` are the client's, and nobody's with the same contact and name.

    `namesakes` share only the contact, such as a family's number: they are somebody else's until
    staff say otherwise, and nothing here touches them.
    """

    client: Client | None
    requests: list[BookingRequest]
    namesakes: list[BookingRequest]

    @property
    def name(self) -> str:
        return self.client.name if self.client else self.requests[0].name

    @property
    def contacts(self) -> list[Client | BookingRequest]:
        """Each with an email address and a phone number."""
        return [self.client, *self.requests] if self.client else [*self.requests]

    @property
    def visits(self) -> AppointmentQuerySet:
        mine = Q(request__in=[request.pk for request in self.requests])
        if self.client:
            mine |= Q(client=self.client)
        return Appointment.objects.filter(mine)

    @property
    def mails(self) -> QuerySet[OutboxMessage]:
        """Also those to the practice about this person."""
        requests = [request.pk for request in self.requests]
        about = Q(request__in=requests) | Q(appointment__in=self.visits.values("pk"))
        return OutboxMessage.objects.filter(about)

    def open_requests(self) -> list[BookingRequest]:
        return [request for request in self.requests if request.status in OPEN_REQUESTS]

    def visits_to_come(self, now: dt.datetime) -> list[Appointment]:
        return list(self.visits.still_to_come(now).select_related("practitioner"))


def person_of_client(client: Client) -> Person:
    """Three queries, and one for each way in which this person wrote."""
    return _person(client, list(client.requests.order_by("created_at", "pk")))


def person_of_request(request: BookingRequest) -> Person:
    """Whose request it is: a client's, with the whole record, or somebody's without one.

    One that nobody has matched is the client's of that contact and name, where there is just one.
    """
    if request.client:
        return person_of_client(request.client)
    likely = Client.objects.kept().of_person(email=request.email, phone=request.phone)
    same = [one for one in likely if reach_the_same(one, request) and _name(one) == _name(request)]
    return person_of_client(same[0]) if len(same) == 1 else _person(None, [request])


def _person(client: Client | None, requests: list[BookingRequest]) -> Person:
    known: list[Client | BookingRequest] = [*([client] if client else []), *requests]
    names = {_name(one) for one in known}
    taken = {request.pk for request in requests}
    nobodys = BookingRequest.objects.kept().filter(client__isnull=True).exclude(pk__in=taken)
    mine: list[BookingRequest] = []
    namesakes: list[BookingRequest] = []
    for other in _reached(nobodys, known):
        (mine if _name(other) in names else namesakes).append(other)
    return Person(client, [*requests, *mine], namesakes)


def _name(one: Client | BookingRequest) -> str:
    return one.name.strip().casefold()


def _reached(
    rows: BookingRequestQuerySet, known: Iterable[Client | BookingRequest]
) -> list[BookingRequest]:
    """Those of `rows` that any of the known contacts reaches, by age."""
    found: dict[int, BookingRequest] = {}
    for email, phone in {(one.email, one.phone) for one in known}:
        contact = Client(email=email, phone=phone)
        likely = rows.of_person(email=email, phone=phone)
        found |= {row.pk: row for row in likely if reach_the_same(row, contact)}
    return [found[pk] for pk in sorted(found)]
