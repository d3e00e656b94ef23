"""A code of an authenticator app signs in once (RFC 6238, 5.2), whichever process it reaches."""

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from .encryption import decrypt

LAST_STEP = "last_step"


@transaction.atomic
def spend(authenticator: Authenticator, code: str) -> None:
    """Note that a code of `authenticator`, known to be right, is used up.

    Raises ValidationError when it, or a later one, was used before. allauth remembers used codes
    in a cache that each process has for itself. Recovery codes look after themselves.
    """
    if authenticator.type != Authenticator.Type.TOTP:
        return
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    secret = decrypt(row.data["secret"])
    step = max(
        counter
        for counter in yield_hotp_counters_from_time()
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, counter)))
    )
    if step <= row.data.get(LAST_STEP, 0):
        raise ValidationError(_("This code has been used. Wait for the next one and enter that."))
    row.data[LAST_STEP] = step
    row.save(update_fields=["data"])
