"""The sitemap: one file, and above MOST pages a list of several (www.sitemaps.org)."""

from datetime import datetime
from typing import Final

from django.contrib.sitemaps import views
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.sitemaps import Sitemap

from home.visible import visible

# Pages in one file, so that none takes long to make; the standard allows 50,000.
MOST: Final = 2_000


class PageSitemap(Sitemap):
    """What anybody may read on the site of the request."""

    limit = MOST

    def get_latest_lastmod(self) -> datetime | None:
        """Of all pages; Django would load every one of them."""
        pages = visible(self.get_wagtail_site().root_page.get_descendants(inclusive=True))
        latest: datetime | None = pages.aggregate(latest=Max("last_published_at"))["latest"]
        return latest


def sitemap(request: HttpRequest) -> HttpResponse:
    """All pages, or where their parts are."""
    pages = PageSitemap(request)
    if pages.paginator.num_pages > 1:
        return views.index(request, {"pages": pages}, sitemap_url_name="sitemap_part")
    return views.sitemap(request, {"pages": pages})


def part(request: HttpRequest, section: str) -> HttpResponse:
    """The part that `?p=` names; one that there is not is not found."""
    return views.sitemap(request, {"pages": PageSitemap(request)}, section=section)
