"""Finding the service that a request is for."""

from django.http import HttpRequest
from wagtail.models import Site

from blog.models import ArticlePage
from services.models import ServicePage


def find_service(request: HttpRequest, path: str) -> ServicePage | None:
    """The service page at `path` below the site's root, published or not; None for any other.

    A page that is for some visitors only is none for the others.
    """
    site = Site.find_for_request(request)
    if site is None:
        return None
    url_path = f"{site.root_page.url_path}{path.strip('/')}/"
    pages = ServicePage.objects.filter(url_path=url_path).prefetch_related("lengths")
    service = pages.first()
    if service is None:
        return None
    restrictions = service.get_view_restrictions()
    return service if all(rule.accept_request(request) for rule in restrictions) else None


def find_article(number: str | None) -> ArticlePage | None:
    """The published article with that number; None for anything else that an address may say."""
    if not number or not number.isascii() or not number.isdigit() or len(number) > 9:
        return None
    return ArticlePage.objects.live().public().filter(pk=int(number)).first()
