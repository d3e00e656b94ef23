"""Where somebody is signed in, and signing her out there; and how long the session at hand has."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from django.views.generic import TemplateView
from wagtail.admin.auth import require_admin_access

from ..records import note, tell
from ..sessions import end_sessions, sessions_of


class OwnSessions(TemplateView):
    """Those of the account at hand. Posted is the handle of one, or nothing for all others."""

    template_name = "account/sessions.html"

    @cached_property
    def account(self) -> AbstractUser:
        return self.request.user

    @property
    def is_own(self) -> bool:
        return self.account.pk == self.request.user.pk

    @property
    def here(self) -> str:
        """The key of the session at hand, which stays; it has signing out."""
        return self.request.session.session_key if self.is_own else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "account": self.account,
            "is_own": self.is_own,
            "here": self.here,
            "sessions": sessions_of(self.account),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        only = request.POST.get("session", "")
        ended = end_sessions(self.account, only=only, but=self.here)
        if ended:
            action = "accounts.session_ended" if only else "accounts.sessions_ended"
            record = note if self.is_own else tell
            record(action, self.account, by=request.user)
        messages.success(
            request,
            ngettext("%(count)s browser signed out.", "%(count)s browsers signed out.", ended)
            % {"count": ended},
        )
        return redirect(request.path)


class SessionsOfAnother(PermissionRequiredMixin, OwnSessions):
    """The same for whoever may change accounts."""

    permission_required = "auth.change_user"
    raise_exception = True

    @cached_property
    def account(self) -> AbstractUser:
        return get_object_or_404(get_user_model(), pk=self.kwargs["pk"])


@require_http_methods(["GET", "POST"])
def session(request: HttpRequest) -> HttpResponse:
    """How long the session has, for session.js; POST puts off its end (NoteUse).

    Asked for HTML, the words that tell of the end: few pages are open long enough to need them.
    `account` is null when it is over. `token` lets a page that was open while somebody signed in
    again send its form: signing in has changed the token that the page came with.
    """
    if request.get_preferred_type(["application/json", "text/html"]) == "text/html":
        return render(request, "account/parts/session_end.html")
    return JsonResponse(
        {
            "account": request.user.pk,
            "left": request.session.seconds_left,
            "can_last": request.session.can_last,
            "token": get_token(request),
        }
    )


own = require_admin_access(OwnSessions.as_view())
of_another = require_admin_access(SessionsOfAnother.as_view())
