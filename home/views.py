import sys

from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from home.error_pages import error_page
from home.outages import is_outage, let_go
from home.page_cache.limits import same_for_everybody
from home.sites import find_site

RETRY_AFTER_SECONDS = 60
# What is linked to and is nobody's answer to a search. What nobody links to, such as a client's
# own page, is not named: it says noindex itself, which only a robot that may look can see.
ROBOTS = ["User-agent: *", "Disallow: /admin/", "Disallow: /*/request/"]
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
    """503 when the database or the disk takes nothing, else 500; nothing here may fail itself."""
    down = is_outage(sys.exc_info()[1])
    if down:
        let_go()
    try:
        response = error_page(request, 503 if down else 500)
    except Exception:  # noqa: BLE001  templates or the list of static files may be broken too
        response = HttpResponse(BARE_ERROR, status=503 if down else 500)
    if down:
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


@same_for_everybody
@require_safe
@cache_control(max_age=3600, public=True)
def robots(request):
    site = find_site(request)
    # As the addresses in it, whichever way the request came.
    root = site.root_url if site else request.build_absolute_uri("/").rstrip("/")
    lines = [*ROBOTS, f"Sitemap: {root}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(max_age=3600, public=True)
def favicon(request):
    """Browsers that ask for this address, whatever the page says, get the icon of the site."""
    return redirect(static("favicon.ico"))
