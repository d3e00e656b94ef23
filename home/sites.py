"""Which of Wagtail's sites a request is for, without asking the database each time."""

from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Site
from wagtail.models.sites import get_site_for_hostname

from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp


def find_site(request: HttpRequest) -> Site | None:
    """As Site.find_for_request, which finds it done for the rest of the request.

    Its root page comes along. Nobody may change either: they are shared by all requests.
    """
    if not hasattr(request, "_wagtail_site"):
        host, _port = split_domain_port(request.get_host())
        # Where Site.find_for_request keeps and looks for it.
        request._wagtail_site = _site_at(host, request.get_port())  # noqa: SLF001
    return Site.find_for_request(request)


@remembered(Stamp.PAGES)
def _site_at(hostname: str, port: str) -> Site | None:
    try:
        return get_site_for_hostname(hostname, port)
    except Site.DoesNotExist:
        return None
