"""Decides which answers are kept, and gives each of them its ETag."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from . import stamps
from .addresses import Address
from .entries import Entries, Entry, etag_of, plain_content
from .limits import Limits, limits
from .stamps import Stamp

# Where the layer in front of Django leaves word of the Place (front.py); no header gets this name.
PLACE: Final = "home.page_cache.place"
_NEVER: Final = ("no-store", "private")
_READABLE: Final = {"", "gzip"}
_MAY_VARY_BY: Final = {"", "accept-encoding"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the answer to a request is kept, should it be one to keep."""

    entries: Entries
    address: Address


class KeepPages:
    """Keeps what is the same for everybody; below what differs each time, above all else.

    An answer that may be kept has an ETag and asks browsers to come back with it, even where it is
    not kept for want of room or stamps.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        place = request.META.get(PLACE)
        if place is None:
            return self.get_response(request)
        # Before it is made: a change meanwhile must spoil it.
        before, found = stamps.read(*Stamp), limits(request)
        response = self.get_response(request)
        if not may_be_kept(response, found):
            return response
        plain = plain_content(response)
        response.headers.setdefault("Cache-Control", "no-cache")
        # Instead of a view's own, which may know of less than what the page is made from.
        response.headers["ETag"] = etag = etag_of(plain)
        if before is not None and request.method == "GET":
            stood = dict(zip(Stamp, before, strict=True))
            place.entries.keep(place.address, Entry.of(response, plain, found, stood))
        conditional: HttpResponse = get_conditional_response(request, etag=etag, response=response)
        return conditional


def may_be_kept(response: HttpResponse, found: Limits) -> bool:
    """Whether `response` is the same for everybody who has no session.

    Only where its view says so (limits.same_for_everybody), and nothing in it says otherwise.
    """
    says = response.headers.get
    control = says("Cache-Control", "").lower()
    vary = {name.strip().lower() for name in says("Vary", "").split(",")}
    return (
        found.same_for_everybody
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not any(word in control for word in _NEVER)
        and vary <= _MAY_VARY_BY
        and says("Content-Encoding", "") in _READABLE
    )
