"""The number of requests that await a reply, in the admin's menu."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ..models import BookingRequest
from .permissions import VIEW_REQUESTS


def awaiting_reply(request: HttpRequest) -> int:
    """How many await a reply, counted once for each request of the browser."""
    if not hasattr(request, "requests_awaiting_reply"):
        request.requests_awaiting_reply = BookingRequest.objects.awaiting_reply().count()
    return request.requests_awaiting_reply


class Counted:
    """A menu item that says how many requests await a reply: “Requests (3)”."""

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        if request.user.has_perm(VIEW_REQUESTS) and (count := awaiting_reply(request)):
            component.label = _("%(label)s (%(count)d)") % {
                "label": component.label,
                "count": count,
            }
        return component
