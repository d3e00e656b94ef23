"""Mails to an account of the staff. Its words are not the practice's to change.

A link to choose a new password is as good as the account, so no row holds one: a mark stands
for it, which domain/mime.py fills in, and only towards the address that the account has then.
"""

import datetime as dt
import uuid
from typing import Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from ..models import OutboxMessage
from .writing import new_message_id

# In OutboxMessage.template.
ACCOUNT: Final = "account"
PASSWORD_LINK: Final = "[[new-password-link]]"  # noqa: S105


def account_mail(user: AbstractUser, *, subject: str, text: str) -> None:
    """Write it for the outbox; `text` may have PASSWORD_LINK. Nothing for one without address."""
    if not user.email:
        return
    now = timezone.now()
    OutboxMessage.objects.create(
        dedupe_key=f"{ACCOUNT}:{user.pk}:{uuid.uuid4()}",
        template=ACCOUNT,
        recipient=user.email,
        subject=subject[:255],
        text=text,
        message_id=new_message_id(),
        created_at=now,
        not_before=now,
    )


def account_of(message: OutboxMessage) -> AbstractUser | None:
    """Whose account it is about; None when that is closed or has another address by now."""
    pk = message.dedupe_key.split(":")[1]
    users = get_user_model().objects.filter(pk=pk, email=message.recipient, is_active=True)
    return users.first()


def is_account_mail_true(message: OutboxMessage) -> bool:
    """A link that was asked for long ago would be a surprise."""
    if account_of(message) is None:
        return False
    age = timezone.now() - message.created_at
    asked_for = PASSWORD_LINK in message.text
    return not asked_for or age < dt.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def password_url(user: AbstractUser) -> str:
    """Where to choose a new password, for PASSWORD_RESET_TIMEOUT from now on and once."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    path = reverse("password_reset_confirm", kwargs={"uidb64": uid, "token": token})
    return settings.WAGTAILADMIN_BASE_URL + path
