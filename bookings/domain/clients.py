"""The practice's records of people: made, matched, trusted and blocked by staff.

No public form writes here. Contacts that are blocked without a record are in blocking.py, and
two records of one person become one in merging.py.
"""

from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..contacts import are_alike, reach_the_same
from ..models import BookingRequest, Client, Standing
from . import audit
from .changes import lock_request
from .errors import ClientGone, HasClient, StaleVersion
from .holds import lock_diaries
from .transaction import diary_write

CLIENT_CHANGED: Final = _(
    "Somebody else has changed this client’s record in the meantime. This is how it stands now."
)
# More people with nearly the same name are no help in choosing one.
SUGGESTED: Final = 10


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

    Raises StaleVersion, HasClient where it is somebody's already (unmatch it first), and
    ClientGone.
    """
    request = _lock_with_its_diaries(request_id, version=version)
    if request.client_id is not None:
        raise HasClient
    client = Client.objects.kept().filter(pk=client_id).first()
    if client is None:
        raise ClientGone
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
    version: int,
    by: User,
    name: str,
    email: str,
    phone: str,
    notes: str,
    standing: str,
) -> Client:
    """What the record says from now on. Requests and visits keep the words they were made with.

    Raises StaleVersion, ClientGone.
    """
    with transaction.atomic():
        client = lock_client(client_id, version=version)
        _write(client, name=name, email=email, phone=phone, notes=notes)
        audit.record("client changed", client=client, by=by)
        return set_standing(client_id=client_id, standing=standing, by=by)


def correct_email(*, client_id: int, email: str, by: User) -> None:
    """Write to the client there from now on. Requests keep the address they were sent with."""
    with transaction.atomic():
        client = lock_client(client_id)
        _write(client, email=email)
        audit.record("client changed", client=client, by=by)


def set_standing(*, client_id: int, standing: str, by: User, version: int | None = None) -> Client:
    """Trust or block somebody, or neither; `standing` is a Standing.

    Requests that are here already stay where they are. `version` is the one that was seen,
    if one was. Raises StaleVersion, ClientGone.
    """
    standing = Standing(standing)
    with transaction.atomic():
        client = lock_client(client_id, version=version)
        before = client.standing
        if before != standing:
            _write(client, standing=standing)
            audit.record("standing", client=client, by=by, from_status=before, to_status=standing)
    return client


def lock_client(client_id: int, *, version: int | None = None) -> Client:
    """The client's row, locked until the transaction ends. Raises ClientGone, StaleVersion."""
    client = Client.objects.kept().select_for_update().filter(pk=client_id).first()
    if client is None:
        raise ClientGone
    if version is not None and client.version != version:
        raise StaleVersion(CLIENT_CHANGED)
    return client


def _write(client: Client, **changes: str) -> None:
    for name, value in changes.items():
        setattr(client, name, value)
    client.version += 1
    client.save(update_fields=[*changes, "version"])


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
