"""What every page behind a client's link has in common: who may see it."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from ..domain.manage import find_by_token
from ..models import BookingRequest
from .private import keep_private, unknown_link

LinkView = Callable[[HttpRequest, BookingRequest], HttpResponse]


def link_page(view: LinkView) -> Callable[..., HttpResponse]:
    """A view of the request that `token`, in its address, is the link to; it gets no token."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request: HttpRequest, token: str) -> HttpResponse:
        asked = find_by_token(token)
        return keep_private(view(request, asked)) if asked else unknown_link(request)

    return page
