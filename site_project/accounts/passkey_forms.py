"""What a device answers to a challenge. allauth raises all sorts of errors where none does."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)


@contextmanager
def refusing_what_is_no_passkey() -> Iterator[None]:
    """Anybody can send anything in place of what a device makes; it is refused in words."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, struct.error):
        raise get_adapter().validation_error("incorrect_code") from None


class _Answer:
    def clean_credential(self) -> Authenticator:
        with refusing_what_is_no_passkey():
            return super().clean_credential()


class PasskeyLogInForm(_Answer, LoginWebAuthnForm):
    """The passkey alone, as both factors."""


class PasskeyForm(_Answer, AuthenticateWebAuthnForm):
    """The passkey as the second step."""


class PasskeyAgainForm(_Answer, ReauthenticateWebAuthnForm):
    """The passkey before something that matters."""
