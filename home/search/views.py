"""The search page. What people search for is their own business: it is not recorded, not in the
title, and no search engine is to keep the page."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.search.utils import normalise_query_string

from home.search.cleaning import fit
from home.sites import find_site
from home.visible import visible as for_everybody

PAGE_SIZE = 10
MAX_PAGE_DIGITS = 5


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The form alone, or what was found; a page that there is not is the last one."""
    words = fit(request.GET.get("q", ""), words_only=False)
    site = find_site(request)
    promoted, results = [], []
    if words and site:
        visible = for_everybody(site.root_page.get_descendants(inclusive=True))
        promoted = list(promotions(words, visible))
        found = visible.exclude(pk__in=[one.page_id for one in promoted if one.page_id])
        results = found.defer_streamfields().specific().search(words)
    pages = Paginator(results, PAGE_SIZE).get_page(request.GET.get("page", "")[:MAX_PAGE_DIGITS])
    context = {
        "words": words,
        "promoted": promoted,
        "pages": pages,
        "number": len(promoted) + pages.paginator.count,
        "query": urlencode({"q": words}) + "&",
    }
    response = render(request, "home/search.html", context)
    response["Cache-Control"] = "private, no-store" if words else "public, max-age=300"
    return response


def promotions(words: str, visible: QuerySet) -> QuerySet:
    """What the practice wants to be found first by these words, as far as it is `visible`."""
    query = normalise_query_string(words)
    of_visible = Q(page__isnull=True) | Q(page__in=visible.values("pk"))
    promoted = SearchPromotion.objects.filter(of_visible, query__query_string=query)
    return promoted.select_related("page")
