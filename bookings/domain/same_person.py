"""Which of many requests may come from somebody who is known already: by contact, name, record.

For lists: one query, however many requests it is asked about.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Upper

from ..contacts import Reachable, normalised_email, normalised_phone
from ..models import BlockedContact, BookingRequest, Client, Standing
from ..statuses import OPEN_REQUESTS

# What sort of sign, and which: two people who share one may be the same.
type Sign = tuple[str, str | int]


class _Somebody(NamedTuple):
    """A row of one of three tables. `client_id` is a request's, or a client's own key."""

    table: str
    pk: int
    name: str
    email: str
    phone: str
    standing: str
    client_id: int | None


@dataclass(frozen=True, kw_only=True)
class SamePerson:
    """The keys of those among the requests that were asked about.

    `duplicates` are open, and another open one has the same contact, client or name: the same
    question as clients.duplicates_of. `known` have no client, and the contact of one. `blocked`
    have a contact or a client that is, as clients.is_blocked has it.
    """

    duplicates: set[int] = field(default_factory=set)
    known: set[int] = field(default_factory=set)
    blocked: set[int] = field(default_factory=set)


def same_person(requests: Collection[BookingRequest]) -> SamePerson:
    """What the signs of these requests say of them."""
    if not requests:
        return SamePerson()
    open_ones = [request for request in requests if request.status in OPEN_REQUESTS]
    nobodys = [request for request in requests if request.client_id is None]
    sources = [_clients(requests, nobodys), _blocked_contacts(requests)]
    if open_ones:
        sources.append(_open_requests(open_ones))
    found = defaultdict[str, list[_Somebody]](list)
    for row in sources[0].union(*sources[1:], all=True).order_by():
        found[row[0]].append(_Somebody(*row))
    blocked = [client for client in found["client"] if client.standing == Standing.BLOCKED]
    keys = {client.pk for client in blocked}
    theirs = {request.pk for request in requests if request.client_id in keys}
    return SamePerson(
        duplicates=_duplicates(open_ones, found["request"]),
        known=_sharing(nobodys, found["client"]),
        blocked=theirs | _sharing(requests, [*blocked, *found["contact"]]),
    )


def _open_requests(requests: Iterable[BookingRequest]) -> QuerySet:
    """Open ones with a sign of these; a few too many, signs decide."""
    names = {request.name.strip().upper() for request in requests}
    clients = {request.client_id for request in requests if request.client_id}
    # All open ones are looked at, so a number is sought as it is: in capitals it would be what
    # an index is made of, and takes four times as long.
    alike = _shares_contact(requests, lookup="contains")
    alike |= Q(upper_name__in=names) | Q(client__in=clients)
    rows = BookingRequest.objects.open().alias(upper_name=Upper("name"), upper_email=Upper("email"))
    return _as_somebody("request", rows.filter(alike), standing=Value(""), client_id=F("client_id"))


def _clients(requests: Iterable[BookingRequest], nobodys: Iterable[BookingRequest]) -> QuerySet:
    """All that are blocked, and those with a contact of the requests that are nobody's yet."""
    rows = Client.objects.alias(upper_email=Upper("email"))
    rows = rows.filter(Q(standing=Standing.BLOCKED) | _shares_contact(nobodys, lookup="icontains"))
    return _as_somebody("client", rows, standing=F("standing"), client_id=F("pk"))


def _blocked_contacts(requests: Iterable[BookingRequest]) -> QuerySet:
    rows = BlockedContact.objects.filter(
        Q(email__in=[normalised_email(request.email) for request in requests], email__gt="")
        | Q(phone__in=[normalised_phone(request.phone) for request in requests], phone__gt="")
    )
    nobody = Value(None, output_field=IntegerField())
    return _as_somebody("contact", rows, name=Value(""), standing=Value(""), client_id=nobody)


def _as_somebody(table: str, rows: QuerySet, **other: object) -> QuerySet:
    columns = {name: F(name) for name in _Somebody._fields} | {"table": Value(table)} | other
    named = {f"its_{name}": column for name, column in columns.items()}
    return rows.order_by().annotate(**named).values_list(*named)


def _duplicates(requests: Iterable[BookingRequest], others: Iterable[_Somebody]) -> set[int]:
    having = defaultdict[Sign, set[int]](set)
    for other in others:
        for sign in _signs(other):
            having[sign].add(other.pk)
    return {
        request.pk
        for request in requests
        if any(having[sign] - {request.pk} for sign in _signs(request))
    }


def _sharing(requests: Iterable[BookingRequest], people: Iterable[Reachable]) -> set[int]:
    known = {sign for person in people for sign in _contact(person)}
    return {request.pk for request in requests if not known.isdisjoint(_contact(request))}


def _shares_contact(requests: Iterable[BookingRequest], *, lookup: str) -> Q:
    """Rows with an email address or a phone number of these; a few too many, signs decide.

    It takes the alias `upper_email`, and `search` (models.search), by `lookup`.
    """
    contacts = {sign for request in requests for sign in _contact(request)}
    emails = {str(value).upper() for kind, value in contacts if kind == "email"}
    found = Q(upper_email__in=emails)
    for kind, value in sorted(contacts):
        if kind == "phone":
            found |= Q(**{f"search__{lookup}": value})
    return found


def _contact(person: Reachable) -> set[Sign]:
    email, phone = normalised_email(person.email), normalised_phone(person.phone)
    signs: set[Sign] = set()
    if email:
        signs.add(("email", email))
    if phone:
        signs.add(("phone", phone))
    return signs


def _signs(request: BookingRequest | _Somebody) -> set[Sign]:
    signs = _contact(request) | {("name", request.name.strip().casefold())}
    if request.client_id is not None:
        signs.add(("client", request.client_id))
    return signs
