"""Finding the service that a request is for."""

from django.http import HttpRequest

from blog.models import ArticlePage
from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp
from home.sites import find_site
from services.models import ServicePage


def find_service(request: HttpRequest, path: str) -> ServicePage | None:
    """The service page at `path` below the site's root, published or not; None for any other.

    A page that is for some visitors only is none for the others. Nobody may change what is
    given: requests share it.
    """
    site = find_site(request)
    if site is None:
        return None
    service = _service_at(f"{site.root_page.url_path}{path.strip('/')}/")
    if service is None:
        return None
    restrictions = service.get_view_restrictions()
    return service if all(rule.accept_request(request) for rule in restrictions) else None


@remembered(Stamp.PAGES)
def _service_at(url_path: str) -> ServicePage | None:
    pages = ServicePage.objects.filter(url_path=url_path).prefetch_related("lengths")
    return pages.first()


def find_article(number: str | None) -> ArticlePage | None:
    """The published article with that number; None for anything else that an address may say."""
    if not number or not number.isascii() or not number.isdigit() or len(number) > 9:
        return None
    return ArticlePage.objects.live().public().filter(pk=int(number)).first()
