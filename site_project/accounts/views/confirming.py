"""Proving once more who one is, before a change of how one signs in."""

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ..forms import CodeAgainForm, PasswordForm
from ..passkey_forms import PasskeyAgainForm
from .base import AccountPage


class ConfirmByPassword(AccountPage, ReauthenticateView):
    form_class = PasswordForm
    template_name = "account/confirm.html"


class ConfirmByCode(AccountPage, CodeAgainView):
    form_class = CodeAgainForm
    template_name = "account/confirm.html"


class ConfirmByPasskey(ReauthenticateWebAuthnView):
    form_class = PasskeyAgainForm
    template_name = "account/confirm_by_passkey.html"

    def form_invalid(self, form: object) -> HttpResponse:
        messages.error(self.request, _("This passkey did not work. Try once more."))
        return redirect(self.passthrough_next_url(self.request.path))


by_password = ConfirmByPassword.as_view()
by_code = ConfirmByCode.as_view()
by_passkey = ConfirmByPasskey.as_view()
