"""Recovery codes: made anew, shown once."""

from typing import Any
from urllib.parse import quote

from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from django.template.loader import render_to_string
from django.urls import reverse_lazy

from ..factor_forms import NewCodesForm
from .factors import WANTED


class Codes(ViewRecoveryCodesView):
    template_name = "account/codes.html"

    def get_context_data(self, **kwargs: Any) -> dict:
        context = super().get_context_data(**kwargs)
        if context["can_view_codes"]:
            # In the page itself: it is shown once, and a second request would come too late.
            text = render_to_string("account/codes.txt", context, self.request)
            context["file"] = f"data:text/plain;charset=utf-8,{quote(text)}"
        context["onward"] = self.request.session.get(WANTED) or reverse_lazy("wagtailadmin_home")
        return context


class NewCodes(GenerateRecoveryCodesView):
    form_class = NewCodesForm
    template_name = "account/new_codes.html"


codes = Codes.as_view()
new_codes = NewCodes.as_view()
