"""Email addresses and phone numbers whose requests go to quarantine.

Whatever a visitor sees is the same for everybody: nobody is told that a contact is blocked.
"""

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from ..contacts import normalised_email, normalised_phone, reach_the_same
from ..models import BlockedContact, Client, Standing
from . import audit
from .errors import NoContact


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

    The same query for everybody, so that not even the time it takes tells.
    """
    contacts = BlockedContact.objects.filter(
        _any_of(normalised_email(email), normalised_phone(phone))
    )
    clients = Client.objects.filter(standing=Standing.BLOCKED).of_person(email=email, phone=phone)
    of_contacts, of_clients = (
        rows.order_by().values_list("email", "phone", named=True) for rows in (contacts, clients)
    )
    given = BlockedContact(email=email, phone=phone)
    blocked = of_contacts.union(of_clients, all=True).order_by()
    return any(reach_the_same(row, given) for row in blocked)


def _any_of(email: str, phone: str) -> Q:
    """Rows with one of these that is not empty."""
    return Q(email=email, email__gt="") | Q(phone=phone, phone__gt="")
