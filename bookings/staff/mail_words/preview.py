"""A mail as clients get it, for a frame: it brings styles of its own, which the admin must not."""

from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override

from ...domain.errors import UnusableWording
from ...domain.mail_wordings import usable
from ...notifications.samples import sample_mail
from .base import KindPage

# A mail brings its styles inline, and nothing else.
PREVIEW_CSP: Final = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": [CSP.SELF],
}


@method_decorator([csp_override(PREVIEW_CSP), xframe_options_sameorigin], name="dispatch")
class PreviewMail(KindPage):
    """A mail about somebody who does not exist: in the words sent now or, posted, as typed."""

    template_name = "bookings/staff/mail_preview.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(self.words.now.subject, self.words.now.body)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(request.POST.get("subject", ""), request.POST.get("body", ""))

    def show(self, subject: str, body: str) -> HttpResponse:
        kind = self.words.kind
        try:
            wording = usable(kind, subject=subject, body=body)
        except UnusableWording as refused:
            problems = [words for found in refused.problems.values() for words in found]
            context = self.get_context_data(problems=problems)
            return self.render_to_response(context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        mail = sample_mail(kind, wording, self.language)
        return self.render_to_response(self.get_context_data(mail=mail))
