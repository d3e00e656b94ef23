"""What the desk shows on the admin's home page: each part to who may see what it is about."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from ..permissions import VIEW_APPOINTMENTS, VIEW_MAIL, VIEW_REQUESTS
from .base import HomePanel
from .to_answer import ToAnswerPanel
from .today import TodayPanel
from .trouble import mail_trouble
from .waiting import WaitingPanel


class MailTroublePanel(HomePanel):
    """A banner while mails fail or wait too long; nothing otherwise."""

    name = "bookings-mail-trouble"
    template_name = "bookings/staff/mail_trouble.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return mail_trouble(self.request)


def desk_panels(request: HttpRequest) -> list[Component]:
    """Those that this account may see, in their order."""
    panels: list[Component] = []
    if request.user.has_perm(VIEW_MAIL):
        panels.append(MailTroublePanel(request))
    if request.user.has_perm(VIEW_REQUESTS):
        panels += [WaitingPanel(request), ToAnswerPanel(request)]
    if request.user.has_perm(VIEW_APPOINTMENTS):
        panels.append(TodayPanel(request))
    return panels
