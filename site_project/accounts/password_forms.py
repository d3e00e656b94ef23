"""Forms of those who have forgotten their password."""

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import SetPasswordForm
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bookings.forms.public import PublicForm

from . import mails, throttle
from .backend import find_account
from .forms import ThrottledForm
from .models import Attempt
from .records import note

User = get_user_model()


class ForgottenForm(ThrottledForm):
    """`save` writes the mail. A name that is none of ours takes the same work, and leaves none."""

    login_name = forms.CharField(
        label=_("Username or email address"),
        max_length=254,
        error_messages={"required": _("Enter your username or your email address.")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )

    def clean_login_name(self) -> str:
        name = self.cleaned_data["login_name"]
        self.account = find_account(name)
        known = self.account is not None
        who = throttle.account_key(self.account.pk) if known else throttle.another_key(name)
        self.begin(Attempt.Kind.RESET, who=who)
        return name

    @transaction.atomic
    def save(self) -> None:
        account = self.account
        gets_one = (
            account is not None
            and account.is_active
            and account.has_usable_password()
            and account.email != ""
        )
        if not gets_one:
            account = User(pk=0, username="nobody", email="nobody@example.invalid")
        mails.send_password_link(account)
        note("accounts.password_asked", account)
        # The time it takes tells nobody which names there are.
        transaction.set_rollback(not gets_one)


class NewPasswordForm(PublicForm, SetPasswordForm):
    """Twice the same, and one that Django's validators take."""

    new_password1 = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_("At least 12 letters, digits or signs. Four words that make no sense do well."),
        error_messages={"required": _("Enter the new password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    new_password2 = forms.CharField(
        label=_("The same password again"),
        strip=False,
        error_messages={"required": _("Enter the new password a second time.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
