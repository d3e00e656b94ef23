"""A new password by a mailed link, for those who have forgotten theirs."""

from django.contrib import messages
from django.contrib.auth import views
from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView

from .. import throttle
from ..password_forms import ForgottenForm, NewPasswordForm
from ..records import tell
from .base import AccountPage, refused


class Forgotten(AccountPage, views.PasswordResetView):
    """The same page for every address; the mail is written for the outbox, whoever it is for."""

    form_class = ForgottenForm
    template_name = "account/forgotten.html"
    success_url = reverse_lazy("account_forgotten_done")

    def form_valid(self, form: Form) -> HttpResponse:
        form.save()
        return FormView.form_valid(self, form)


class ForgottenDone(views.PasswordResetDoneView):
    template_name = "account/forgotten_done.html"


class NewPassword(views.PasswordResetConfirmView):
    """Opening the link changes nothing; the new password is a form behind it."""

    form_class = NewPasswordForm
    template_name = "account/new_password.html"
    success_url = reverse_lazy("account_login")

    def form_valid(self, form: Form) -> HttpResponse:
        response = super().form_valid(form)
        throttle.forget(throttle.account_key(self.user.pk))
        tell("accounts.password_chosen", self.user)
        messages.success(self.request, _("Your new password is set. Sign in with it."))
        return response

    def form_invalid(self, form: Form) -> HttpResponse:
        return refused(super().form_invalid(form), form)


forgotten = Forgotten.as_view()
forgotten_done = ForgottenDone.as_view()
new_password = NewPassword.as_view()
