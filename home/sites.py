"""Which of Wagtail's sites a request is for, without asking the database each time."""

from copy import copy

from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Site
from wagtail.models.sites import get_site_for_hostname

from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp


def find_site(request: HttpRequest) -> Site | None:
    """Wagtail's Site.find_for_request, which from then on gives the same; with its root page.

    Each request has a copy: what it does to its site and the front page is its own business.
    """
    if not hasattr(request, "_wagtail_site"):
        # As Wagtail does: whether the host is allowed is somebody else's question.
        host, _port = split_domain_port(request._get_raw_host())  # noqa: SLF001
        site = copy(_site_at(host, request.get_port()))
        if site is not None:
            site.root_page = copy(site.root_page)
        request._wagtail_site = site  # noqa: SLF001
    return Site.find_for_request(request)


@remembered(Stamp.PAGES)
def _site_at(hostname: str, port: str) -> Site | None:
    try:
        return get_site_for_hostname(hostname, port)
    except Site.DoesNotExist:
        return None
