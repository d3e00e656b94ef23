"""The forms by which staff sign in and prove again who they are."""

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bookings.forms.public import PublicForm

from . import throttle
from .backend import find_account
from .codes import spend
from .models import Attempt


class AccountForm(PublicForm):
    """`retry_after` (seconds) is set when it was refused because there were too many attempts."""

    retry_after: int | None = None

    def error_summary(self) -> list[tuple[str, str]]:
        """What is wrong with the whole form stands first and leads to its first field."""
        first = self.control_id(next(iter(self.fields), "")) if self.fields else ""
        whole = [(first, message) for message in self.errors.get(NON_FIELD_ERRORS, [])]
        return whole + super().error_summary()


class ThrottledForm(AccountForm):
    """One that tries something: `request` says from where."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)

    def begin(self, kind: Attempt.Kind, *, who: str) -> Attempt:
        """throttle.begin(), whose refusal becomes one of the form."""
        try:
            return throttle.begin(kind, request=self.request, who=who)
        except throttle.TooMany as refusal:
            self.retry_after = refusal.seconds
            raise ValidationError(
                ngettext(
                    "Those were too many tries. Wait %(minutes)s minute, then try again.",
                    "Those were too many tries. Wait %(minutes)s minutes, then try again.",
                    refusal.minutes,
                ),
                params={"minutes": refusal.minutes},
            ) from None


class LogInForm(ThrottledForm):
    """`login` takes the account in; call it once the form is clean."""

    login_name = forms.CharField(
        label=_("Username or email address"),
        max_length=254,
        error_messages={"required": _("Enter your username or your email address.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=4096,
        error_messages={"required": _("Enter your password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user: AbstractUser | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        name = cleaned["login_name"]
        account = find_account(name)
        who = throttle.account_key(account.pk) if account else throttle.another_key(name)
        attempt = self.begin(Attempt.Kind.PASSWORD, who=who)
        self.user = authenticate(self.request, username=name, password=cleaned["password"])
        if self.user is None:
            raise ValidationError(
                _(
                    "The name and the password do not fit together. Check both; the password "
                    "tells capital letters from small ones."
                )
            )
        throttle.succeeded(attempt)
        return cleaned

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        return perform_password_login(
            request,
            {"username": self.user.get_username()},
            Login(user=self.user, redirect_url=redirect_url),
        )


class PasswordForm(ThrottledForm):
    """The password once more, before something that matters."""

    password = LogInForm.base_fields["password"]

    def __init__(self, *args: Any, user: AbstractUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        who = throttle.account_key(self.user.pk)
        attempt = self.begin(Attempt.Kind.PASSWORD, who=who)
        if not self.user.check_password(password):
            raise ValidationError(_("This is not your password. Enter it again."))
        throttle.succeeded(attempt)
        return password


class _CodeForm(ThrottledForm):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Six digits from your authenticator app, or one of your recovery codes."),
        error_messages={"required": _("Enter the code.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        who = throttle.account_key(self.user.pk)
        attempt = self.begin(Attempt.Kind.CODE, who=who)
        code = super().clean_code()
        spend(self.authenticator, code)
        throttle.succeeded(attempt)
        return code


class CodeForm(_CodeForm, AuthenticateForm):
    """The second step of signing in."""


class CodeAgainForm(_CodeForm, ReauthenticateForm):
    """A code before something that matters."""
