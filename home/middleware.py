"""What has to happen before or after every view, whichever app it belongs to."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from wagtail.users.models import UserProfile

from home.error_pages import error_page
from home.models import PracticeSettings

ADMIN_PREFIX = "/admin/"
READABLE_TYPES = {"application/x-www-form-urlencoded", "multipart/form-data"}
READABLE_CHARSETS = {"utf-8", "utf8", "us-ascii", "ascii"}

GetResponse = Callable[[HttpRequest], HttpResponse]


class RefuseUnreadableBodies:
    """Answers 413 and 415, with a page of words, to what no form of ours would send.

    Django 6.1 raises on an urlencoded body in another charset, wherever `POST` is first
    touched; the first place is often an error page. So this decides by the headers alone and
    reads nothing. It must sit below the middleware that sets security headers and above all
    that reads the body. The admin takes uploads and JSON, so only the charset counts there.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request):
        public = not request.path_info.startswith(ADMIN_PREFIX)
        if public and body_length(request) > settings.MAX_PUBLIC_BODY_BYTES:
            return error_page(request, 413)
        if request.method == "POST" and not (
            has_readable_charset(request) and (has_form_type(request) or not public)
        ):
            return error_page(request, 415)
        return self.get_response(request)


def body_length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def has_form_type(request: HttpRequest) -> bool:
    if not request.content_type:
        return body_length(request) == 0
    return request.content_type in READABLE_TYPES


def has_readable_charset(request: HttpRequest) -> bool:
    charset = (request.content_params or {}).get("charset", "utf-8").lower()
    if charset not in READABLE_CHARSETS:
        return False
    # ASCII is UTF-8; Django would refuse it by its name.
    request.encoding = "utf-8"
    return True


class AdminContentSecurityPolicy:
    """Gives the admin its own policy; it must sit below ContentSecurityPolicyMiddleware."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path_info.startswith(ADMIN_PREFIX) and not hasattr(response, "_csp_config"):
            response._csp_config = settings.ADMIN_CSP
        return response


class AdminInPracticeTime:
    """Shows and reads the admin's times in the practice's zone; it must sit below authentication.

    Wagtail wraps every admin view in the zone of the account's profile, and takes TIME_ZONE,
    which is UTC here, for an account that has none: "go live at 9:00" would be an hour or more
    away from what was meant. A zone that an account does have stays its own.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path_info.startswith(ADMIN_PREFIX) or not request.user.is_authenticated:
            return
        # For this request alone: Wagtail fetches a profile anew where it saves one.
        profile = getattr(request.user, "wagtail_userprofile", None)
        profile = profile or UserProfile(user=request.user)
        profile.current_time_zone = (
            profile.current_time_zone or PracticeSettings.load(request).time_zone
        )
