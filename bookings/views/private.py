"""What answers carry whose address is a key, or which only the person it is about should read."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control


def keep_private(answer: HttpResponse) -> HttpResponse:
    """Stored by no cache, found by no search engine, and its address passed on by no browser."""
    patch_cache_control(answer, no_store=True)
    answer["X-Robots-Tag"] = "noindex"
    # A page with forms loosens it as far as they need (link_head.html).
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def unknown_link(request: HttpRequest) -> HttpResponse:
    """One page for every link that leads nowhere, so that none tells more than another."""
    page = render(request, "bookings/manage_unknown.html", status=HTTPStatus.NOT_FOUND)
    return keep_private(page)
