"""What the tests of signing in do again and again."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.models import AbstractUser
from django.http import HttpResponse
from django.test import Client
from wagtail.models import ModelLogEntry

from site_project.roles import OWNER
from tests.factories.people import make_user

PASSWORD = "four words of nonsense"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOG_IN = "/admin/login/"
CODE = "/admin/login/code/"


def make_owner(name: str = "olga") -> AbstractUser:
    return make_user(username=name, email=f"{name}@practice.example", password=PASSWORD, role=OWNER)


def add_app(user: AbstractUser) -> Authenticator:
    return TOTP.activate(user, SECRET).instance


def add_codes(user: AbstractUser) -> list[str]:
    return RecoveryCodes.activate(user).get_unused_codes()


def code_now(secret: str = SECRET, *, steps: int = 0) -> str:
    """What the app shows; `steps` half minutes later or earlier."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def enter(
    client: Client, name: str = "olga", password: str = PASSWORD, **fields: str
) -> HttpResponse:
    """Send the log-in form, from the address REMOTE_ADDR where that is among the fields."""
    extra = {key: fields.pop(key) for key in ("REMOTE_ADDR",) if key in fields}
    return client.post(LOG_IN, {"login_name": name, "password": password, **fields}, **extra)


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def recorded(user: AbstractUser) -> list[str]:
    """What the history of the account says, in order."""
    entries = ModelLogEntry.objects.for_instance(user).order_by("timestamp", "pk")
    return list(entries.values_list("action", flat=True))
