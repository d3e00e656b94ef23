"""One person asks to be forgotten (GDPR, article 17)."""

from collections.abc import Iterable
from typing import Final

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...contacts import normalised_email, normalised_phone
from ...models import BlockedContact, BookingRequest, Client
from .. import audit
from ..clients import lock_client
from ..errors import Refused, StaleVersion
from ..transaction import diary_write
from .forgetting import forget_clients, forget_requests
from .person import Person, person_of_client, person_of_request

ERASED: Final = "person erased"


class Unsettled(Refused):
    """Somebody waits for an answer, or for a visit: that comes first."""

    message = _(
        "Something is still open. Cancel the visits that are to come, and decline or take back "
        "the open requests; then erase."
    )


@diary_write
def erase_client(*, client_id: int, version: int | None, by: User | None = None) -> int:
    """Forget a client, all their requests and all that was written of them; there is no way back.

    `version` is that of the record which the person saw, None for whatever is there; without `by`
    somebody at the server's console did it. The rows stay, nobody's, for what the reports count.
    Gives the number of requests that were theirs. Raises Unsettled, ClientGone, StaleVersion.
    """
    client = lock_client(client_id, version=version)
    return _erase(person_of_client(client), by=by)


@diary_write
def erase_requester(*, request_id: int, version: int | None, by: User | None = None) -> int:
    """The same for whoever sent a request; also where it is no client's.

    Raises Unsettled, StaleVersion, and ClientGone where somebody was faster.
    """
    requests = BookingRequest.objects.select_related("client")
    request = requests.select_for_update(of=("self",)).get(pk=request_id)
    if request.erased_at or (version is not None and request.version != version):
        raise StaleVersion
    person = person_of_request(request)
    if person.client:
        lock_client(person.client.pk)
    return _erase(person, by=by)


def _erase(person: Person, *, by: User | None) -> int:
    ids = [request.pk for request in person.requests]
    # Whoever changes one of them meanwhile was first, and is looked at below.
    locked = list(BookingRequest.objects.filter(pk__in=ids).order_by("pk").select_for_update())
    person = Person(person.client, locked, person.namesakes)
    if person.open_requests() or person.visits_to_come(timezone.now()):
        raise Unsettled
    _unblock(person.contacts)
    forget_requests(ids)
    if person.client:
        forget_clients([person.client.pk])
        audit.record(ERASED, client=person.client, by=by)
    for request in locked:
        audit.record(ERASED, request=request, by=by)
    return len(ids)


def _unblock(contacts: Iterable[Client | BookingRequest]) -> None:
    """A blocked address or number would be kept of them, too."""
    emails = {normalised_email(one.email) for one in contacts} - {""}
    phones = {normalised_phone(one.phone) for one in contacts} - {""}
    BlockedContact.objects.filter(Q(email__in=emails) | Q(phone__in=phones)).delete()
