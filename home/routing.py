"""From an address to its page: one look instead of two for every level of the tree."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp
from home.sites import find_site

type View = Callable[..., HttpResponse]


def straight_to_its_page(view: View) -> View:
    """For Wagtail's view of pages, called with a path, which walks down from the front page.

    It finds the page done already. What no page has for its own address (a list's further pages,
    an area of pain, an alias of a language) is left for that walk.
    """

    @wraps(view)
    def routed(request: HttpRequest, *path: str, **kwargs: Any) -> HttpResponse:
        # Found for Wagtail's own view, too.
        find_site(request)
        if path and (route := _route(request, *path)):
            # Where Page.route_for_request keeps and looks for it.
            request._wagtail_route_for_request = route  # noqa: SLF001
        return view(request, *path, **kwargs)

    return routed


def _route(request: HttpRequest, path: str) -> RouteResult | None:
    site = find_site(request)
    slugs = [slug for slug in path.split("/") if slug]
    if site is None or not slugs:
        return None
    found = _page_at(f"{site.root_page.url_path}{'/'.join(slugs)}/", slugs[-1])
    if found is None:
        return None
    kind, key = found
    model = ContentType.objects.get_for_id(kind).model_class()
    # In no order: `first` alone would sort by the path of the tree.
    page = model and model.objects.filter(pk=key).order_by("pk").first()
    try:
        return page.route(request, []) if page else None
    except Http404:
        return None


@remembered(Stamp.PAGES)
def _page_at(url_path: str, slug: str) -> tuple[int, int] | None:
    """The content type and the key of a page. Its slug has an index, its address has none."""
    pages = Page.objects.filter(slug=slug, url_path=url_path)
    return pages.values_list("content_type_id", "pk").first()
