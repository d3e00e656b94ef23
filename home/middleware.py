"""What has to happen before or after every view, whichever app it belongs to."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from wagtail.users.models import UserProfile

from home.error_pages import error_page
from home.languages import practice_language
from home.models import PracticeSettings

ADMIN_PREFIX = "/admin/"
# As many as no key has: the largest has nineteen, and none is near it.
KEY_DIGITS = 19
READABLE_TYPES = {"application/x-www-form-urlencoded", "multipart/form-data"}
READABLE_CHARSETS = {"utf-8", "utf8", "us-ascii", "ascii"}

# Statuses that somebody else answers with, and templates/<status>.html has words for.
WITH_PAGE = {400, 403, 404, 405, 413, 415, 429}

GetResponse = Callable[[HttpRequest], HttpResponse]


class RefuseUnreadableBodies:
    """Answers 413 and 415, with a page of words, to what no form of ours would send.

    Django 6.1 raises on an urlencoded body in another charset, wherever `POST` is first
    touched; the first place is often an error page. So this decides by the headers alone and
    reads nothing. It must sit above all that reads the body. The admin takes uploads and JSON,
    so only the charset counts there.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request):
        # PostgreSQL fails on it where SQLite finds nothing.
        if "\0" in request.path_info:
            return error_page(request, 404)
        public = not request.path_info.startswith(ADMIN_PREFIX)
        if body_length(request) > body_limit(request):
            return error_page(request, 413)
        if request.method == "POST" and not (
            has_readable_charset(request) and (has_form_type(request) or not public)
        ):
            return error_page(request, 415)
        return self.get_response(request)


def body_limit(request: HttpRequest) -> int:
    """In bytes: for those who upload files, or say that they are signed in, and for all others.

    Django keeps what is uploaded before any view can ask who it is, at the log-in page too.
    """
    staff = request.path_info.startswith(ADMIN_PREFIX)
    if staff and settings.SESSION_COOKIE_NAME in request.COOKIES:
        return settings.MAX_STAFF_BODY_BYTES
    return settings.MAX_PUBLIC_BODY_BYTES


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


class SayRefusalsInWords:
    """Gives a refusal that comes without a word, such as Django's of a method, its page.

    Its own headers stay, such as Allow. Where nobody reads words (HEAD, what a script fetches) it
    stays empty.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code not in WITH_PAGE or response.streaming or response.content:
            return response
        if request.method == "HEAD" or request.headers.get("X-Requested-With"):
            return response
        page = error_page(request, response.status_code)
        # Not another answer: Django has logged this one, and would log that too.
        response.content = page.content
        for name, value in page.items():
            response[name] = value
        response["Content-Length"] = str(len(page.content))
        return response


class SpeakPracticeLanguage:
    """Answers in the practice's language; Wagtail lets an account choose another for its admin.

    Not the visitor's: the pages are written in one language, and half of each would be in it.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request):
        with translation.override(practice_language(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
            return response


class AdminContentSecurityPolicy:
    """Gives the admin its own policy; it must sit below ContentSecurityPolicyMiddleware."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path_info.startswith(ADMIN_PREFIX) and not hasattr(response, "_csp_config"):
            response._csp_config = settings.ADMIN_CSP
        return response


class RefuseKeysOfNoRow:
    """Answers 404 to a key in an address of Wagtail's admin that no row can have.

    Wagtail 8.0 looks keys up as they come: what its bulk actions and choosers get by `?id=` fails
    on words, and each filter on a number of twenty digits. `q` is what somebody looks for. Views
    of ours pass over what makes no sense.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not view.__module__.startswith("wagtail."):
            return
        for name, values in request.GET.lists():
            takes_keys = name == "id" and is_about_keys(request.resolver_match.url_name)
            keys = [value for value in values if takes_keys or is_number(value)]
            if name != "q" and not all(is_key(key) for key in keys):
                raise Http404


def is_about_keys(url_name: str | None) -> bool:
    return bool(url_name) and url_name.endswith(("wagtail_bulk_action", "chosen_multiple"))


def is_key(value: str) -> bool:
    return value == "all" or (is_number(value) and len(value) < KEY_DIGITS)


def is_number(value: str) -> bool:
    return value.isascii() and value.isdigit()


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
