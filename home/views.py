import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from home.error_pages import error_page

RETRY_AFTER_SECONDS = 60
# The admin, and the steps of a request: they are nobody's answer to a search.
ROBOTS = ["User-agent: *", "Disallow: /admin/", "Disallow: /*/request/", "Disallow: /requested/"]
BARE_ERROR = "<!doctype html><title>Error</title><p>This page cannot be shown at the moment."


def bad_request(request, exception=None):
    return error_page(request, 400)


def permission_denied(request, exception=None):
    return error_page(request, 403)


def csrf_failure(request, reason=""):
    return error_page(request, 403, template="403_csrf.html")


def page_not_found(request, exception=None):
    return error_page(request, 404)


def server_error(request):
    """503 when the database does not answer, else 500; nothing here may fail in its turn."""
    down = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    try:
        response = error_page(request, 503 if down else 500)
    except Exception:  # noqa: BLE001  templates or the list of static files may be broken too
        response = HttpResponse(BARE_ERROR, status=500)
    if down:
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


@require_safe
@cache_control(max_age=3600, public=True)
def robots(request):
    lines = [*ROBOTS, f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(max_age=3600, public=True)
def favicon(request):
    """Browsers that ask for this address, whatever the page says, get the icon of the site."""
    return redirect(static("favicon.ico"))
