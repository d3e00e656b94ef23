"""Forms by which a second factor is set up or taken away."""

from typing import Any

from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from . import throttle
from .forms import AccountForm, ThrottledForm
from .models import Attempt
from .passkey_forms import refusing_what_is_no_passkey


class _NameForm(AccountForm):
    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=60,
        help_text=_("So that you know it again, such as “Anna’s phone”."),
        error_messages={"max_length": _("Enter a name of at most 60 letters.")},
    )


class AddPasskeyForm(_NameForm, AddWebAuthnForm):
    """What the device made, and what to call it; without a name it gets one."""

    passwordless = None
    credential = forms.JSONField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Your device has made no passkey. Press the button once more."),
            "invalid": _("Your device has made no passkey. Press the button once more."),
        },
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        with refusing_what_is_no_passkey():
            return super().clean()


class RenamePasskeyForm(_NameForm, EditWebAuthnForm):
    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        error_messages={
            "required": _("Enter a name."),
            "max_length": _("Enter a name of at most 60 letters."),
        },
    )


class AddAppForm(ThrottledForm, ActivateTOTPForm):
    code = forms.CharField(
        label=_("Code from the app"),
        max_length=40,
        help_text=_("Six digits."),
        error_messages={"required": _("Enter the six digits that the app shows.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        who = throttle.account_key(self.user.pk)
        attempt = self.begin(Attempt.Kind.CODE, who=who)
        code = super().clean_code()
        throttle.succeeded(attempt)
        return code


class RemoveAppForm(DeactivateTOTPForm):
    pass


class NewCodesForm(AccountForm, GenerateRecoveryCodesForm):
    pass
