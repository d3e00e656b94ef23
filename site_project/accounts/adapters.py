"""What allauth asks of the project: words, encryption, and everything that staff do not do."""

from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import InvalidToken
from django.contrib import messages
from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.views.client import client_address
from home.models import PracticeSettings

from . import encryption, second_factor

# Signing in counts as having proved who one is, for as long as allauth's own question does.
FRESH_SECONDS: Final = 300
# By the template from which allauth would take its own words; what is not here is not said.
MESSAGES: Final = {
    "mfa/messages/totp_activated.txt": gettext_lazy("Your authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("The authenticator app is removed."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("The passkey is removed."),
}


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def respond_user_inactive(self, request: HttpRequest, user: AbstractUser) -> HttpResponse:
        """A passkey may outlive its account."""
        clear_login(request)
        messages.error(request, _("This account is closed."))
        return redirect("account_login")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        request = context.request
        records = get_authentication_records(request, request.user)
        return not records or timezone.now().timestamp() - records[-1]["at"] > FRESH_SECONDS

    def get_reauthentication_methods(self, user: AbstractUser) -> list[dict[str, str]]:
        """The easiest first: it is the page that is shown, the others are links on it."""
        words = {
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code"),
        }
        methods = {method["id"]: method for method in super().get_reauthentication_methods(user)}
        if second_factor.is_to_be_shown(context.request):
            methods.pop("reauthenticate", None)
        return [methods[name] | {"description": words[name]} for name in words if name in methods]

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        words = message or MESSAGES.get(message_template or "")
        if words:
            messages.add_message(request, level, words, extra_tags=extra_tags)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This did not work. Try once more."),
        "cannot_generate_recovery_codes": gettext_lazy(
            "Add a passkey or an authenticator app first."
        ),
    }

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return encryption.decrypt(encrypted_text)
        except InvalidToken:
            # The keys were lost: a secret that fits no code, so that the others still work.
            return generate_totp_secret()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not second_factor.is_last_that_is_required(authenticator)

    def generate_authenticator_name(self, user: AbstractUser, type: Authenticator.Type) -> str:  # noqa: A002
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey %(number)s") % {"number": count + 1}

    def _get_site_name(self) -> str:
        """What phones and apps show beside the account."""
        return PracticeSettings.current().practice_name or context.request.get_host()
