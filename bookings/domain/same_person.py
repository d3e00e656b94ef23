"""Which of many requests may come from somebody who is known already: by contact, name, record.

For lists: each of these takes one query or two, however many requests it is asked about.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q
from django.db.models.functions import Upper

from ..contacts import Reachable, normalised_email, normalised_phone
from ..models import BlockedContact, BookingRequest, Client, Standing

# What sort of sign, and which: two people who share one may be the same.
type Sign = tuple[str, str | int]


def with_duplicates(requests: Collection[BookingRequest]) -> set[int]:
    """The ids of those beside which another open request has the same contact, client or name.

    The same question as clients.duplicates_of.
    """
    names = {request.name.strip().upper() for request in requests}
    clients = {request.client_id for request in requests if request.client_id}
    alike = _shares_contact(requests) | Q(upper_name__in=names) | Q(client__in=clients)
    others = BookingRequest.objects.open().alias(
        upper_name=Upper("name"), upper_email=Upper("email")
    )
    who = others.filter(alike).only("name", "email", "phone", "client").order_by()
    having = defaultdict[Sign, set[int]](set)
    for other in who:
        for sign in _signs(other):
            having[sign].add(other.pk)
    return {
        request.pk
        for request in requests
        if any(having[sign] - {request.pk} for sign in _signs(request))
    }


def perhaps_known(requests: Collection[BookingRequest]) -> set[int]:
    """The ids of those without a client whose contact is one of the practice's clients'."""
    nobodys = [request for request in requests if request.client_id is None]
    clients = Client.objects.alias(upper_email=Upper("email")).filter(_shares_contact(nobodys))
    return _sharing(nobodys, clients.only("email", "phone").order_by() if nobodys else [])


def of_blocked(requests: Collection[BookingRequest]) -> set[int]:
    """The ids of those whose contact, or whose client, is blocked; as clients.is_blocked has it."""
    clients = Client.objects.filter(standing=Standing.BLOCKED).only("email", "phone", "standing")
    contacts = BlockedContact.objects.filter(
        Q(email__in=[normalised_email(request.email) for request in requests], email__gt="")
        | Q(phone__in=[normalised_phone(request.phone) for request in requests], phone__gt="")
    )
    blocked = list(clients)
    keys = {client.pk for client in blocked}
    theirs = {request.pk for request in requests if request.client_id in keys}
    return theirs | _sharing(requests, [*blocked, *contacts])


def _sharing(requests: Iterable[BookingRequest], people: Iterable[Reachable]) -> set[int]:
    known = {sign for person in people for sign in _contact(person)}
    return {request.pk for request in requests if not known.isdisjoint(_contact(request))}


def _shares_contact(requests: Iterable[BookingRequest]) -> Q:
    """Rows with an email address or a phone number of these; a few too many, signs decide.

    It takes the alias `upper_email`, and `search` (models.search), in capitals like its index.
    """
    contacts = {sign for request in requests for sign in _contact(request)}
    emails = {str(value).upper() for kind, value in contacts if kind == "email"}
    found = Q(upper_email__in=emails)
    for kind, value in sorted(contacts):
        if kind == "phone":
            found |= Q(search__icontains=value)
    return found


def _contact(person: Reachable) -> set[Sign]:
    email, phone = normalised_email(person.email), normalised_phone(person.phone)
    signs: set[Sign] = set()
    if email:
        signs.add(("email", email))
    if phone:
        signs.add(("phone", phone))
    return signs


def _signs(request: BookingRequest) -> set[Sign]:
    signs = _contact(request) | {("name", request.name.strip().casefold())}
    if request.client_id is not None:
        signs.add(("client", request.client_id))
    return signs
