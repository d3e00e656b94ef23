"""What is set up for signing in to one's own account, and changing it."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from .. import second_factor
from ..factor_forms import AddAppForm, AddPasskeyForm, RemoveAppForm, RenamePasskeyForm
from ..records import note
from .base import AccountPage

HOME = reverse_lazy("mfa_index")
# In the session, while a second factor is set up: the page that was wanted.
WANTED = "page_wanted"


class Overview(IndexView):
    template_name = "account/overview.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.GET.get("next", "")
        if wanted and get_adapter(request).is_safe_url(wanted):
            request.session[WANTED] = wanted
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict:
        context = super().get_context_data(**kwargs)
        has_one = second_factor.has_one(self.request.user)
        codes = context["authenticators"].get(Authenticator.Type.RECOVERY_CODES)
        return context | {
            "has_one": has_one,
            "must_set_up": second_factor.is_required() and not has_one,
            "codes_left": len(codes.get_unused_codes()) if codes else None,
            "onward": self.request.session.get(WANTED) or reverse_lazy("wagtailadmin_home"),
        }


class AddPasskey(AccountPage, AddWebAuthnView):
    form_class = AddPasskeyForm
    template_name = "account/add_passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict:
        context = super().get_context_data(**kwargs)
        # Always one that signs in by itself, and so one that asks for finger, face or PIN.
        options = begin_registration(self.request.user, passwordless=True)
        return context | {"js_data": {"creation_options": options}, **kwargs}

    def form_valid(self, form: Form) -> HttpResponse:
        response = super().form_valid(form)
        second_factor.note_shown(self.request, self.request.user)
        return response


class RenamePasskey(EditWebAuthnView):
    form_class = RenamePasskeyForm
    template_name = "account/rename_passkey.html"
    success_url = HOME

    def form_valid(self, form: Form) -> HttpResponse:
        response = super().form_valid(form)
        user = self.request.user
        note("accounts.passkey_renamed", user, by=user)
        return response


class RemovePasskey(RemoveWebAuthnView):
    template_name = "account/remove.html"
    success_url = HOME

    def get_context_data(self, **kwargs: Any) -> dict:
        what = _("the passkey “%(name)s”") % {"name": self.object.wrap().name}
        return super().get_context_data(**kwargs) | {
            "what": what,
            "is_last": second_factor.is_last_that_is_required(self.object),
        }

    def form_valid(self, form: Form) -> HttpResponse:
        with transaction.atomic():
            lock_account(self.request)
            if second_factor.is_last_that_is_required(self.object):
                return refuse_last(self.request)
            return super().form_valid(form)


class AddApp(AccountPage, ActivateTOTPView):
    form_class = AddAppForm
    template_name = "account/add_app.html"

    def form_valid(self, form: Form) -> HttpResponse:
        response = super().form_valid(form)
        second_factor.note_shown(self.request, self.request.user)
        return response


class RemoveApp(DeactivateTOTPView):
    form_class = RemoveAppForm
    template_name = "account/remove.html"

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(**kwargs) | {
            "what": _("the authenticator app"),
            "is_last": second_factor.is_last_that_is_required(self.authenticator),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            lock_account(request)
            if second_factor.is_last_that_is_required(self.authenticator):
                return refuse_last(request)
            return super().post(request, *args, **kwargs)


def lock_account(request: HttpRequest) -> None:
    """Two pages must not remove the last two second factors at the same moment."""
    get_user_model().objects.select_for_update().get(pk=request.user.pk)


def refuse_last(request: HttpRequest) -> HttpResponse:
    messages.error(
        request,
        _("This is your only second step, and this site asks for one. Add another one first."),
    )
    return redirect(HOME)


overview = Overview.as_view()
add_passkey = AddPasskey.as_view()
rename_passkey = RenamePasskey.as_view()
remove_passkey = RemovePasskey.as_view()
add_app = AddApp.as_view()
remove_app = RemoveApp.as_view()
