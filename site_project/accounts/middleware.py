from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from home.middleware import ADMIN_PREFIX

from . import second_factor
from .urls import OPEN_FOR_SETTING_UP, OPEN_TO_ALL

GetResponse = Callable[[HttpRequest], HttpResponse]
PRIVATE_PREFIXES = (ADMIN_PREFIX, "/documents/")


class RequireSecondFactor:
    """While STAFF_SECOND_FACTOR is on, nobody gets behind /admin/ on a password alone.

    Who has no second factor is led to set one up; who has one, but signed in before that,
    shows it. What a script fetches is refused (403). It must sit below authentication.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if (
            not second_factor.is_required()
            or not request.path_info.startswith(PRIVATE_PREFIXES)
            or request.resolver_match.url_name in OPEN_TO_ALL
            or not request.user.is_authenticated
        ):
            return None
        if second_factor.is_to_be_shown(request):
            return led_to(
                request, get_adapter().get_reauthentication_methods(request.user)[0]["url"]
            )
        setting_up = request.resolver_match.url_name in OPEN_FOR_SETTING_UP
        if not setting_up and not second_factor.has_one(request.user):
            return led_to(request, reverse("mfa_index"))
        return None


def led_to(request: HttpRequest, page: str) -> HttpResponse:
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        raise PermissionDenied
    here = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
    return redirect(f"{page}?{urlencode({'next': here})}")
