"""What the desk shows on the admin's home page."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from ..models import BookingRequest
from .clock import age_words
from .menu import awaiting_reply
from .permissions import VIEW_MAIL, VIEW_REQUESTS
from .trouble import mail_trouble


class AwaitingReplyPanel(Component):
    """The newest requests that await a reply."""

    name = "bookings-awaiting-reply"
    template_name = "bookings/staff/awaiting_panel.html"
    order = 50
    shown = 5

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        newest = BookingRequest.objects.awaiting_reply().order_by("-created_at", "-pk")
        return {
            "count": awaiting_reply(request),
            "requests": [(row, age_words(row.created_at)) for row in newest[: self.shown]],
        }


class MailTroublePanel(Component):
    """A banner while mails fail or wait too long; nothing otherwise."""

    name = "bookings-mail-trouble"
    template_name = "bookings/staff/mail_trouble.html"
    order = 40

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return mail_trouble(parent_context["request"])


def desk_panels(request: HttpRequest) -> list[Component]:
    """Those that this account may see, in their order."""
    panels: list[Component] = []
    if request.user.has_perm(VIEW_MAIL):
        panels.append(MailTroublePanel())
    if request.user.has_perm(VIEW_REQUESTS):
        panels.append(AwaitingReplyPanel())
    return panels
