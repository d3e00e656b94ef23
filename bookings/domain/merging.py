"""Two records of one person become one."""

from collections.abc import Collection
from typing import Final

from django.contrib.auth.models import User
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..contacts import normalised_email, normalised_phone
from ..models import Appointment, AuditEvent, BookingRequest, Client, Standing
from ..models.client import LONGEST_NOTES
from . import audit
from .blocking import block_contact
from .clients import lock_client
from .errors import NotUsable, Refused
from .transaction import diary_write

CONTACT: Final = ("name", "email", "phone")
# The more careful first.
_CAREFUL: Final = (Standing.BLOCKED, Standing.NORMAL, Standing.TRUSTED)

MERGED: Final = "clients merged"
NOT_ANOTHER: Final = gettext_lazy("Choose another client: this is the same record.")


def careful_standing(one: Client, other: Client) -> Standing:
    """What both together are if nobody says otherwise: the more careful of the two."""
    return min(Standing(one.standing), Standing(other.standing), key=_CAREFUL.index)


def joined_notes(one: Client, other: Client) -> str:
    """The notes of both, each once; longer than they may be, perhaps."""
    notes = dict.fromkeys(filter(None, [one.notes.strip(), other.notes.strip()]))
    return "\n\n".join(notes)


@diary_write
def merge_clients(
    *,
    keep_id: int,
    keep_version: int,
    fold_id: int,
    fold_version: int,
    by: User,
    take: Collection[str] = (),
    notes: str | None = None,
    standing: str | None = None,
) -> Client:
    """Fold one record into another: what is the one's is the other's, and the one is deleted.

    `take` names what of CONTACT comes from the folded record. Without `notes` both are joined,
    without a `standing` (a Standing) the more careful one counts. Where that is to be blocked,
    the address and number that are not taken stay blocked as a contact. There is no way back.

    Raises Refused for one record twice, NotUsable for notes that are too long, ClientGone and
    StaleVersion.
    """
    if keep_id == fold_id:
        raise Refused(NOT_ANOTHER)
    keep, fold = _lock({keep_id: keep_version, fold_id: fold_version}, first=keep_id)
    notes = joined_notes(keep, fold) if notes is None else notes
    if len(notes) > LONGEST_NOTES:
        words = _("The notes of both are longer than %(limit)d characters: shorten them.")
        raise NotUsable(words % {"limit": LONGEST_NOTES})
    before = Client(email=keep.email, phone=keep.phone)
    was, keep.standing = keep.standing, Standing(standing or careful_standing(keep, fold))
    for name in CONTACT:
        setattr(keep, name, getattr(fold if name in take else keep, name))
    keep.notes, keep.created_at = notes, min(keep.created_at, fold.created_at)
    keep.version += 1
    keep.save()
    _give_all(fold, to=keep)
    fold.delete()
    audit.record(f"{MERGED}: {fold_id}", client=keep, by=by)
    if was != keep.standing:
        audit.record("standing", client=keep, by=by, from_status=was, to_status=keep.standing)
    if keep.standing == Standing.BLOCKED:
        for dropped in (before, fold):
            _stay_blocked(dropped, keep, by=by)
    return keep


def _lock(versions: dict[int, int], *, first: int) -> list[Client]:
    """Both rows in the order of their keys, so that two who merge them don't wait in a ring."""
    locked = {pk: lock_client(pk, version=versions[pk]) for pk in sorted(versions)}
    return sorted(locked.values(), key=lambda client: client.pk != first)


def _give_all(client: Client, *, to: Client) -> None:
    """Everything that points at a client. A page that shows one of its requests is stale now."""
    mine = {"client": client}
    BookingRequest.objects.filter(**mine).update(client=to, version=F("version") + 1)
    Appointment.objects.filter(**mine).update(client=to)
    AuditEvent.objects.filter(**mine).update(client=to)


def _stay_blocked(dropped: Client, kept: Client, *, by: User) -> None:
    """What no record says any more must not come in again by that."""
    email = "" if normalised_email(dropped.email) == normalised_email(kept.email) else dropped.email
    phone = "" if normalised_phone(dropped.phone) == normalised_phone(kept.phone) else dropped.phone
    if normalised_email(email) or normalised_phone(phone):
        note = _("Of a client who is blocked, from before two records became one.")
        block_contact(by=by, email=email, phone=phone, note=note)
