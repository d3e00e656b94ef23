"""How many there are of what waits at the desk: in the menu, on the inbox's tabs, in the banner."""

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone

from ..models import BookingRequest, OutboxMessage
from .capped import RowCount
from .inbox.tabs import FIRST, MOST_COUNTED, TABS

MAIL_TROUBLE = "mail_trouble"


def numbers(request: HttpRequest) -> dict[str, int]:
    """Of mails in trouble, and by a tab's name of its requests, where somebody should empty it.

    One query, and once for each request of the browser. How many the practice has to answer is
    exact; of other tabs one more than MOST_COUNTED stands for any number above it.
    """
    if not hasattr(request, "desk_numbers"):
        counted = {MAIL_TROUBLE: OutboxMessage.objects.in_trouble(timezone.now()).order_by()}
        for tab in TABS:
            if tab.is_work:
                rows = BookingRequest.objects.filter(status__in=tab.statuses).order_by()
                counted[tab.name] = rows if tab is FIRST else rows[: MOST_COUNTED + 1]
        # A query has to begin somewhere: whoever looks is a row that there is.
        whoever = User.objects.filter(pk=request.user.pk)
        named = {name: RowCount(rows.values("pk")) for name, rows in counted.items()}
        request.desk_numbers = whoever.values(**named).get()
    return request.desk_numbers


def awaiting_reply(request: HttpRequest) -> int:
    """How many requests await a reply."""
    return numbers(request)[FIRST.name]
