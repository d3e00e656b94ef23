from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from .middleware import PRIVATE_PREFIXES
from .unsent import keep
from .urls import OPEN_TO_ALL

# What a script sends while nobody may be sitting there.
BY_ITSELF: Final = {("GET", "account_session"), ("POST", "wagtailadmin_editing_sessions:ping")}


class StaffSessions(SessionMiddleware):
    """Tells sessions from where they are used, and leaves the cookie of one whose time is over.

    By it a form that is sent later still finds whose it is; it opens nothing.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.session.request = request

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response = super().process_response(request, response)
        cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if cookie is not None and not cookie.value and request.session.lapsed:
            del response.cookies[settings.SESSION_COOKIE_NAME]
        return response


class NoteUse:
    """Puts off the end of a session that is used, and keeps what is sent after its end.

    It must sit below authentication and the check of CSRF tokens.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path_info.startswith(PRIVATE_PREFIXES):
            return None
        match = request.resolver_match
        if request.user.is_authenticated:
            if (request.method, match.view_name) not in BY_ITSELF:
                request.session.note_use()
        elif request.method == "POST" and match.url_name not in OPEN_TO_ALL:
            return kept_for_later(request)
        return None


def kept_for_later(request: HttpRequest) -> HttpResponse | None:
    ended = request.session.lapsed
    # Every browser says so since 2023; what scripts fetch has nobody to be offered it again.
    by_person = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    if ended is None or not by_person or not keep(request, user=ended.user):
        return None
    after = urlencode({"next": reverse("account_unsent")})
    return redirect(f"{reverse('account_login')}?{after}")
