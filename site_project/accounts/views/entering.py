"""Signing in: password, then a code or a passkey; or a passkey alone."""

from allauth.account.utils import passthrough_next_redirect_url
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView

from ..forms import CodeForm, LogInForm
from ..passkey_forms import PasskeyForm, PasskeyLogInForm
from ..unsent import unsent_by
from .base import AccountPage, refused


class LogIn(AccountPage, LoginView):
    form_class = LogInForm
    template_name = "account/log_in.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        user = request.user
        if user.is_authenticated and not user.has_perm("wagtailadmin.access_admin"):
            # Wagtail sent this account here, and being sent back would never end.
            if request.method == "POST":
                logout(request)
            return FormView.dispatch(self, request, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: object) -> dict:
        ended = self.request.session.lapsed
        return super().get_context_data(**kwargs) | {
            "was_signed_out": ended is not None,
            "has_unsent": ended is not None and unsent_by(ended.user).exists(),
        }


class PasskeyLogIn(LoginWebAuthnView):
    """GET, by a script, makes the challenge; POST has the device's answer to it."""

    form_class = PasskeyLogInForm

    def form_invalid(self, form: object) -> HttpResponse:
        messages.error(
            self.request,
            _("This passkey is not known here. Sign in another way, or try another passkey."),
        )
        start = reverse("account_login")
        return redirect(passthrough_next_redirect_url(self.request, start, REDIRECT_FIELD_NAME))


class EnterCode(AuthenticateView):
    form_class = CodeForm
    webauthn_form_class = PasskeyForm
    template_name = "account/enter_code.html"

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if "start_again" in request.POST:
            return self.stage.abort()
        return super().post(request, *args, **kwargs)

    def get_form_class(self) -> object:
        """The view makes its forms in two places; both need the request."""
        return lambda **kwargs: CodeForm(request=self.request, **kwargs)

    def form_invalid(self, form: object) -> HttpResponse:
        if form is self.webauthn_form:
            messages.error(self.request, _("This passkey did not work. Try once more, or a code."))
        return refused(super().form_invalid(form), form)

    def get_context_data(self, **kwargs: object) -> dict:
        types = set(
            Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True)
        )
        return super().get_context_data(**kwargs) | {
            "has_passkey": Authenticator.Type.WEBAUTHN in types,
            "takes_codes": bool(types - {Authenticator.Type.WEBAUTHN}),
            "has_app": Authenticator.Type.TOTP in types,
        }


log_in = LogIn.as_view()
passkey_log_in = PasskeyLogIn.as_view()
enter_code = EnterCode.as_view()
