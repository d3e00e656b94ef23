"""“Add to calendar” on the client's own page."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ..calendars.invitations import Method, download
from ..models import BookingRequest
from .link_page import link_page
from .private import unknown_link
from .situation import State, situation_of


@require_safe
@link_page
def appointment_file(request: HttpRequest, asked: BookingRequest) -> HttpResponse:
    """The visit that is ahead, as a file for any calendar; a link without one leads nowhere.

    In the language of the mails, whose event in the calendar it is.
    """
    situation = situation_of(asked)
    if situation.state != State.CONFIRMED:
        return unknown_link(request)
    return HttpResponse(
        download(situation.visit, asked.language),
        # Said in both places or in none (RFC 5545, 3.7.2).
        content_type=f"text/calendar; charset=utf-8; method={Method.PUBLISH}",
        headers={"Content-Disposition": 'attachment; filename="appointment.ics"'},
    )
