"""What was typed into a page of the admin is not lost when the session ends meanwhile.

It is kept for the account whose session it was, encrypted, and offered after signing in again.
Files are not kept.
"""

import json
from typing import Final

from cryptography.fernet import InvalidToken
from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from .encryption import decrypt, encrypt
from .models import UnsentForm
from .sessions import REMEMBERED

# A page of a hundred blocks has some 200,000 letters.
MAX_LETTERS: Final = 1_000_000
# Of one account; an older one makes room.
MOST: Final = 5
TOKEN: Final = "csrfmiddlewaretoken"  # noqa: S105 (its name)


def keep(request: HttpRequest, *, user: AbstractUser) -> bool:
    """Keep what `request` sends for `user`; False when that is too much, or nothing at all."""
    fields = [
        (name, value) for name, values in request.POST.lists() for value in values if name != TOKEN
    ]
    text = json.dumps(fields)
    address = request.get_full_path()
    too_long = len(address) > UnsentForm._meta.get_field("address").max_length
    if not fields or len(text) > MAX_LETTERS or too_long:
        return False
    UnsentForm.objects.filter(at__lt=timezone.now() - REMEMBERED).delete()
    UnsentForm.objects.create(user=user, address=address, fields=encrypt(text), at=timezone.now())
    newest = UnsentForm.objects.filter(user=user).order_by("-pk").values_list("pk", flat=True)
    UnsentForm.objects.filter(user=user).exclude(pk__in=list(newest[:MOST])).delete()
    return True


def unsent_by(user: AbstractUser) -> QuerySet[UnsentForm]:
    """What is kept for `user`, the newest first."""
    since = timezone.now() - REMEMBERED
    return UnsentForm.objects.filter(user_id=user.pk, at__gt=since).order_by("-pk")


def fields_of(form: UnsentForm) -> list[tuple[str, str]] | None:
    """Names and values as they were sent; None when the keys that open them are gone."""
    try:
        return [(name, value) for name, value in json.loads(decrypt(form.fields))]
    except InvalidToken:
        return None
