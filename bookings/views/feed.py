"""A practitioner's diary for calendar programs, at its secret address."""

from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from ..calendars.feed import content_of
from ..domain.feeds import find_feed, note_fetched
from .private import keep_private

CALENDAR: Final = "text/calendar; charset=utf-8"


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The feed; 304 to who has it already, by its ETag, without writing it out.

    The address is all it takes: no session is looked at and no cookie set. An address that is
    unknown, ended, or of somebody inactive: the same 404.
    """
    feed = find_feed(token)
    if feed is None:
        answer = render(request, "bookings/feed_unknown.html", status=HTTPStatus.NOT_FOUND)
    else:
        content = content_of(feed)
        answer = get_conditional_response(request, etag=content.etag)
        if answer is None:
            answer = HttpResponse(content.text(), content_type=CALENDAR)
        answer["ETag"] = content.etag
        note_fetched(feed=feed)
    patch_cache_control(answer, private=True)
    return keep_private(answer)
