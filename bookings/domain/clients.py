"""The practice's records of people: made, matched, trusted and blocked by staff.

No public form writes here, and whatever a visitor sees is the same for everybody: a blocked
contact's request goes to quarantine, and the visitor is not told.
"""

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from ..contacts import are_alike, normalised_email, normalised_phone, reach_the_same
from ..models import BlockedContact, BookingRequest, Client, Standing
from . import audit
from .changes import lock_request
from .errors import HasClient, NoContact
from .holds import lock_diaries
from .transaction import diary_write

# More people with nearly the same name are no help in choosing one.
SUGGESTED = 10


def add_client(
    *,
    by: User,
    name: str,
    email: str = "",
    phone: str = "",
    notes: str = "",
    standing: Standing = Standing.NORMAL,
) -> Client:
    """A new record; the contact as it was given."""
    with transaction.atomic():
        client = Client.objects.create(
            name=name,
            email=email,
            phone=phone,
            notes=notes,
            standing=standing,
            created_at=timezone.now(),
        )
        audit.record("client made", client=client, by=by, to_status=standing)
    return client


@diary_write
def create_client(*, request_id: int, version: int, by: User) -> Client:
    """A new record from the contact of a request. Raises StaleVersion, HasClient."""
    request = _lock_with_its_diaries(request_id, version=version)
    if request.client_id is not None:
        raise HasClient
    client = add_client(by=by, name=request.name, email=request.email, phone=request.phone)
    _give(request, client)
    audit.record("client matched", request=request, client=client, by=by)
    return client


@diary_write
def match(*, request_id: int, version: int, client_id: int, by: User) -> Client:
    """The request, and the visits that came of it, are this client's; the record stays as it is.

    Raises StaleVersion, and HasClient where it is somebody's already: unmatch it first.
    """
    request = _lock_with_its_diaries(request_id, version=version)
    if request.client_id is not None:
        raise HasClient
    client = Client.objects.get(pk=client_id)
    _give(request, client)
    audit.record("client matched", request=request, client=client, by=by)
    return client


@diary_write
def unmatch(*, request_id: int, version: int, by: User) -> BookingRequest:
    """It was somebody else: the request and its visits are no client's any more.

    The record stays, one that was made from this request too. Raises StaleVersion.
    """
    request = _lock_with_its_diaries(request_id, version=version)
    if client := request.client:
        _give(request, None)
        audit.record("client unmatched", request=request, client=client, by=by)
    return request


def change_client(
    *,
    client_id: int,
    by: User,
    name: str,
    email: str,
    phone: str,
    notes: str,
    standing: str,
) -> Client:
    """What the record says from now on. Requests and visits keep the words they were made with."""
    with transaction.atomic():
        client = Client.objects.select_for_update().get(pk=client_id)
        client.name, client.email, client.phone, client.notes = name, email, phone, notes
        client.save(update_fields=["name", "email", "phone", "notes"])
        audit.record("client changed", client=client, by=by)
        set_standing(client_id=client_id, standing=standing, by=by)
        client.standing = standing
    return client


def correct_email(*, client_id: int, email: str, by: User) -> None:
    """Write to the client there from now on. Requests keep the address they were sent with."""
    with transaction.atomic():
        client = Client.objects.select_for_update().get(pk=client_id)
        client.email = email
        client.save(update_fields=["email"])
        audit.record("client changed", client=client, by=by)


def set_standing(*, client_id: int, standing: str, by: User) -> Client:
    """Trust or block somebody, or neither; `standing` is a Standing.

    Requests that are here already stay where they are.
    """
    standing = Standing(standing)
    with transaction.atomic():
        client = Client.objects.select_for_update().get(pk=client_id)
        before = client.standing
        if before != standing:
            client.standing = standing
            client.save(update_fields=["standing"])
            audit.record("standing", client=client, by=by, from_status=before, to_status=standing)
    return client


def suggestions(request: BookingRequest) -> list[Client]:
    """Who this may be, for staff to choose: first who shares its contact, then like names.

    At most three queries, however many clients there are.
    """
    of_contact = Client.objects.of_person(email=request.email, phone=request.phone)
    sure = [client for client in of_contact if reach_the_same(client, request)]
    names = Client.objects.values_list("pk", "name")
    like = {pk for pk, name in names if are_alike(name, request.name)}
    like -= {client.pk for client in sure}
    return [*sure, *Client.objects.filter(pk__in=like)][:SUGGESTED]


def duplicates_of(request: BookingRequest) -> list[BookingRequest]:
    """Other open requests of the same contact, client or name, the newest first; one query."""
    others = BookingRequest.objects.open().exclude(pk=request.pk)
    alike = others.of_person(email=request.email, phone=request.phone, name=request.name)
    found = others.filter(
        Q(pk__in=alike.values("pk")) | Q(client=request.client_id, client__isnull=False)
    )
    return [other for other in found if _is_same_person(other, request)]


def _is_same_person(one: BookingRequest, other: BookingRequest) -> bool:
    is_same_client = one.client_id is not None and one.client_id == other.client_id
    return is_same_client or reach_the_same(one, other) or _name(one) == _name(other)


def _name(request: BookingRequest) -> str:
    return request.name.strip().casefold()


def _lock_with_its_diaries(request_id: int, *, version: int) -> BookingRequest:
    """In the order of every diary change: practitioners first, then the row."""
    visits = BookingRequest.objects.filter(pk=request_id, appointments__isnull=False)
    lock_diaries(set(visits.values_list("appointments__practitioner", flat=True)))
    return lock_request(request_id, version=version)


def _give(request: BookingRequest, client: Client | None) -> None:
    request.client = client
    request.version += 1
    request.save(update_fields=["client", "version"])
    request.appointments.update(client=client)


def block_contact(*, by: User, email: str = "", phone: str = "", note: str = "") -> BlockedContact:
    """Quarantine what comes from this email address and this phone number from now on.

    What is blocked already stays as it is: given again, its row comes back, and only the part
    that is new is added. Raises NoContact.
    """
    email, phone = normalised_email(email), normalised_phone(phone)
    if not (email or phone):
        raise NoContact
    try:
        with transaction.atomic():
            return _block(email=email, phone=phone, note=note, by=by)
    except IntegrityError:
        # Somebody else blocked the same at the same moment, and was first.
        with transaction.atomic():
            return _block(email=email, phone=phone, note=note, by=by)


def _block(*, email: str, phone: str, note: str, by: User) -> BlockedContact:
    known = list(BlockedContact.objects.filter(_any_of(email, phone)))
    new_email = "" if any(row.email == email for row in known) else email
    new_phone = "" if any(row.phone == phone for row in known) else phone
    if not (new_email or new_phone):
        return known[0]
    blocked = BlockedContact.objects.create(
        email=new_email, phone=new_phone, note=note, created_at=timezone.now()
    )
    audit.record("contact blocked", by=by)
    return blocked


def unblock(*, blocked_id: int, by: User) -> None:
    """Requests from this contact come in again; those in quarantine stay until released."""
    with transaction.atomic():
        deleted, _of = BlockedContact.objects.filter(pk=blocked_id).delete()
        if deleted:
            audit.record("contact unblocked", by=by)


def is_blocked(*, email: str, phone: str) -> bool:
    """Whether that contact, or a blocked client's, is the one given.

    The same two queries for everybody, so that not even the time it takes tells.
    """
    given = BlockedContact(email=email, phone=phone)
    contacts = BlockedContact.objects.filter(
        _any_of(normalised_email(email), normalised_phone(phone))
    )
    clients = Client.objects.filter(standing=Standing.BLOCKED).of_person(email=email, phone=phone)
    is_client = any(reach_the_same(client, given) for client in clients)
    return contacts.exists() or is_client


def _any_of(email: str, phone: str) -> Q:
    """Rows with one of these that is not empty."""
    return Q(email=email, email__gt="") | Q(phone=phone, phone__gt="")
